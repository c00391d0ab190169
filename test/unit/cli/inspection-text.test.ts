import { expect, test } from 'vitest'
import { inspectionText } from '../../../src/cli/inspection-text.ts'
import { widthOf } from '../../../src/cli/terminal.ts'
import { sayIn } from '../../../src/cli/text.ts'
import type { Language } from '../../../src/contracts/text.ts'
import type { Inspection } from '../../../src/evaluation/inspect-novel.ts'

const person = {
  name: '沈禾',
  aliases: ['阿禾', '沈家的小女儿', '渡口的姑娘', '那个穿蓝布衫的人'],
  importance: 'main' as const,
  mentions: 1204,
  evidence: [],
  gender: 'female' as const,
  age: '十七岁',
  isNarrator: true,
}
const inspection: Inspection = {
  fileName: 'ferry\u001b[31m.epub',
  format: 'epub',
  encoding: 'gb18030',
  encodingSource: 'declared',
  bytes: 54_378,
  changes: [{ kind: 'joined_lines', count: 1204 }],
  notes: Array.from({ length: 14 }, () => ({
    code: 'number_missing' as const,
    params: { before: '第三章 一个很长很长的标题，写满了一整行还没有写完', title: '第七章', count: 3 },
  })),
  novel: { sha256: 'ab', language: 'zh', characters: 18_484, paragraphs: 466 },
  advertisements: [{ paragraph: 12, text: '请收藏本站', rule: 'vote_request', restored: false }],
  frontMatter: { startParagraph: 0, endParagraph: 2, length: 57 },
  chapters: Array.from({ length: 60 }, (_, i) => ({
    title: `第${i + 1}章 ${'很长的标题'.repeat(i % 12)}`,
    volume: i < 30 ? '第一卷 渡口' : '第二卷 天明',
    startParagraph: i + 2,
    length: 1500,
  })),
  episodes: [
    { startParagraph: 0, endParagraph: 200, length: 3204 },
    { startParagraph: 200, endParagraph: 466, length: 2690 },
  ],
  characters: [
    person,
    ...Array.from({ length: 120 }, () => ({ ...person, name: 'Constantine Featherstonehaugh-Wren' })),
  ],
  setAside: [
    { member: person, reason: 'mentioned_seldom' },
    { member: person, reason: 'mentioned_seldom' },
  ],
  paragraphs: [],
}

function told(language: Language, of: Inspection = inspection): string {
  return inspectionText(of, { say: sayIn(language), language, columns: 80 })
}

test.each(['en', 'zh'] as const)(
  'in %s, no line is wider than the terminal, and lists are cut with their rest counted',
  (language) => {
    const lines = told(language).split('\n')
    expect(lines.filter((line) => widthOf(line) > 80)).toEqual([])
    expect(lines.filter((line) => /… (?:and|另有) (?:4|20|96) /.test(line))).toHaveLength(3)
  },
)

test('what was found is said in words', () => {
  const text = told('en')
  for (const words of [
    'EPUB, 54,378 bytes',
    'gb18030 (declared in the file)',
    '18,484 characters, 466 paragraphs',
    '1,204 wrapped lines joined',
    'Chapters: 60',
    '-  (before the first heading)                                57 characters',
    '1  第1章 ',
    'Marked lines: 1.',
    '13  请收藏本站',
    'People: 121',
    'main, female, 十七岁, tells the story, 1,204 mentions,\n',
    '  also 阿禾, 沈家的小女儿, 渡口的姑娘, 那个穿蓝布衫的人\n',
    'Set aside: 2 (mentioned seldom 2)',
    'Episodes it would make: 2, of 2,690 to 3,204 characters',
  ]) {
    expect(text).toContain(words)
  }
})

test('a volume is named where it begins', () => {
  const lines = told('zh').split('\n')
  expect(lines.filter((line) => line.includes('第一卷'))).toHaveLength(1)
  expect(lines[lines.findIndex((line) => line.includes('第二卷')) + 1]).toContain('第31章')
})

test('nothing in a file name or a title reaches the terminal as a command', () => {
  expect(told('en')).not.toContain('\u001b')
})

test('people that were not asked for are not told of', () => {
  expect(told('en', { ...inspection, characters: null, setAside: null })).not.toMatch(/People|Set aside/)
})
