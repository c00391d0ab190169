import { describe, expect, it } from 'vitest'
import type { EpisodePassage } from '../../../src/providers/analyst.ts'
import { writeScript } from '../../../src/providers/offline/script.ts'
import { withPairedQuotes } from '../../../src/providers/offline/telling.ts'

function passageOf(language: 'zh' | 'en', chapter: EpisodePassage['chapter'], ...lines: string[]): EpisodePassage {
  return {
    language,
    paragraphs: lines.map((text, number) => ({ number, text })),
    startParagraph: 0,
    endParagraph: lines.length,
    chapters: [],
    chapter,
    episodeNumber: 3,
    episodeCount: 9,
    nextParagraphs: [],
  }
}

describe('the title of an episode', () => {
  it('is the chapter’s with a mark of the part', () => {
    const titled = (part: 'whole' | 'first' | 'middle' | 'last') =>
      writeScript(passageOf('zh', { title: '第四章 断桥', part }, '雨下了一夜。')).title
    expect([titled('whole'), titled('first'), titled('middle'), titled('last')]).toEqual([
      '断桥',
      '断桥（上）',
      '断桥（中 · 第3集）',
      '断桥（下）',
    ])
    const english = passageOf('en', { title: 'Chapter 4. The Ferry', part: 'first' }, 'It rained.')
    expect(writeScript(english).title).toBe('The Ferry (part 1)')
  })

  it('says who does what where the chapter has a number alone', () => {
    const passage = passageOf(
      'en',
      { title: 'CHAPTER IV.', part: 'whole' },
      'Mr. Reed found the letter, and hid it. Mr. Reed said nothing.',
      '“No,” said Mr. Reed.',
    )
    expect(writeScript(passage).title).toBe('Chapter IV: Mr. Reed found the letter')
  })

  it('is the label of a chapter without words, and the number without chapters', () => {
    expect(writeScript(passageOf('en', { title: 'XII', part: 'whole' }, 'It rained all night.')).title).toBe(
      'Chapter XII',
    )
    expect(writeScript(passageOf('zh', null, '雨下了一夜，谁也没有来。')).title).toBe('第3集')
  })
})

describe('the hook of an episode', () => {
  const hookOf = (...lines: string[]) => writeScript(passageOf('zh', null, ...lines)).hook

  it('is the open question near the end, not the calm after it', () => {
    expect(hookOf('许文舟把灯放下。', '许文舟推开门，里面空无一人，那封信究竟是谁拿走的？', '许文舟坐下来喝茶。')).toBe(
      '许文舟推开门，里面空无一人，那封信究竟是谁拿走的？',
    )
  })

  it('keeps the question of a story-teller and leaves out his formula', () => {
    expect(hookOf('许文舟把灯放下。', '不知许文舟能否找到那封信，且听下回分解。')).toBe('不知许文舟能否找到那封信？')
    expect(hookOf('许文舟把灯放在那张桌上。', '欲知后事如何，且听下回分解。')).toBe('许文舟把灯放在那张桌上。')
  })
})

describe('sentences out of a speech', () => {
  it('get the missing half of their quotation marks', () => {
    expect(withPairedQuotes('还有谁？”')).toBe('“还有谁？”')
    expect(withPairedQuotes('许文舟说：“走。')).toBe('许文舟说：“走。”')
    expect(withPairedQuotes('“走。”他说。')).toBe('“走。”他说。')
    expect(withPairedQuotes('Who else?"')).toBe('"Who else?"')
  })

  it('end a hook in pairs', () => {
    const { hook } = writeScript(
      passageOf('zh', null, '许文舟关上门。', '许文舟说：“知道这件事的只有三个人。除了你我，还有谁？”'),
    )
    expect(hook.split('“').length).toBe(hook.split('”').length)
  })
})

describe('the summary of an episode', () => {
  it('names whom a leading pronoun means', () => {
    const { summary } = writeScript(
      passageOf(
        'zh',
        null,
        '许文舟走进仓库。他发现了藏在墙里的账本，又把砖一块一块放回去。',
        '许文舟说：“走。”许文舟的脸很白，许文舟笑道：“快走。”',
      ),
    )
    expect(summary).toContain('许文舟发现了藏在墙里的账本')
  })
})
