import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Inline, parseInline, parseMarkdown } from '../../../web/src/episodes/markdown.ts'

const text = (words: string): Inline => ({ kind: 'text', text: words })

test('a script is read as headings, paragraphs, lists, quotes and rules', () => {
  const source = '# Title\n\n## Scene 1\nA street.\nNight.\n\n- rain\n- wind\n\n1. one\n\n> aside\n\n---'
  expect(parseMarkdown(source)).toEqual([
    { kind: 'heading', level: 2, content: [text('Title')] },
    { kind: 'heading', level: 2, content: [text('Scene 1')] },
    { kind: 'paragraph', content: [text('A street.'), { kind: 'break' }, text('Night.')] },
    { kind: 'list', ordered: false, items: [[text('rain')], [text('wind')]] },
    { kind: 'list', ordered: true, items: [[text('one')]] },
    { kind: 'quote', content: [text('aside')] },
    { kind: 'rule' },
  ])
})

test('bold, italic and code are marked', () => {
  expect(parseInline('**Ann**: *softly* `x` _so_')).toEqual([
    { kind: 'strong', text: 'Ann' },
    text(': '),
    { kind: 'emphasis', text: 'softly' },
    text(' '),
    { kind: 'code', text: 'x' },
    text(' '),
    { kind: 'emphasis', text: 'so' },
  ])
})

test('asterisks and underscores that are not marks stay', () => {
  expect(parseInline('2 * 3 * 4 = snake_case_name')).toEqual([text('2 * 3 * 4 = snake_case_name')])
})

test('HTML is words like any other', () => {
  const html = '<script>alert(1)</script><img src=x onerror=alert(1)>'
  expect(parseMarkdown(html)).toEqual([{ kind: 'paragraph', content: [text(html)] }])
})

test('no word of a plain line is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (line) => {
      const words = parseInline(line)
        .map((part) => (part.kind === 'break' ? '' : part.text))
        .join('')
      expect(words.replace(/[*_`]/g, '')).toBe(line.replace(/[*_`]/g, ''))
    }),
  )
})
