import { describe, expect, it } from 'vitest'
import { readNovel } from '../../../src/novel/read-novel.ts'

/** Enough wrapped prose before a passage for its file to count as wrapped. */
const PROSE = `The ferry had not run since the ice came down, and the people of the
far bank had grown used to shouting across the water what they would
once have said over a fence. Nobody had seen the ferryman since the
night of the first frost, when his lamp went up the hill and did not
come back again.
`

/** The paragraphs of a passage in a file that is wrapped like Project Gutenberg's. */
function inWrappedFile(passage: string): string[] {
  return readNovel(`${PROSE}\n${passage}\n\n${PROSE}`).paragraphs.slice(1, -1)
}

describe('wrapped files', () => {
  it('joins what stands between blank lines', () => {
    const passage = `"Is there bread?" called Mr. Pell, who had a voice like a gate, and all
the gulls went up at once from the mud.

Nobody answered him.`
    expect(inWrappedFile(passage)).toEqual([
      '"Is there bread?" called Mr. Pell, who had a voice like a gate, and all the gulls went up at once from the mud.',
      'Nobody answered him.',
    ])
  })

  it('glues words that were broken at a dash or a hyphen, and not those between spaces', () => {
    const passage = `There was one thing, and one thing only, that he wanted to know--whether--
though it was late--the well-known house by the old mill was still half-
empty, and whether the lamp at the gate of the second house was lit -
or not.`
    expect(inWrappedFile(passage)).toEqual([
      'There was one thing, and one thing only, that he wanted to know--whether--though it was late--the well-known house by the old mill was still half-empty, and whether the lamp at the gate of the second house was lit - or not.',
    ])
  })

  it.each([
    ['verse', '  Row, row, the tide is low,\n  Row, row, we must not go.'],
    [
      'verse as long as the lines of the file',
      `Now when the ice was on the river and the lamps were on the hill,
And all the boats were drawn ashore and every oar was still,
Then came the ferryman at last with snow upon his sleeve and hair,
And asked of every man he met if any bread was still to spare,
And no man answered, for the road was long and empty, and the air
Was white as milk above the mill.`,
    ],
    ['a list', 'Tar\nRope\nSalt, two barrels'],
    ['the head of a letter', '3 Mill Lane,\nLow Water,\nthe ninth of March.'],
  ])('keeps the lines of %s', (_, passage) => {
    expect(inWrappedFile(passage)).toEqual(passage.split('\n').map((line) => line.trim()))
  })

  it('takes verse out of the paragraph that it is in', () => {
    const passage = `He sang it as he went up the hill in the dark, with the wind in his face:
    Row, row, the tide is low,
    Row, row, we must not go.
and nobody on the whole of the far bank came to the window to hear him or
to see the lamp.`
    expect(inWrappedFile(passage)).toEqual([
      'He sang it as he went up the hill in the dark, with the wind in his face:',
      'Row, row, the tide is low,',
      'Row, row, we must not go.',
      'and nobody on the whole of the far bank came to the window to hear him or to see the lamp.',
    ])
  })

  it('joins an inset at its own width and leaves its signature alone', () => {
    const passage = `    I write to you from the mill because the house is
    shut and they tell me that nobody has been in it
    since the frost, and that the key went with him and
    has not been seen.
                        Your brother,
                             Amos Pell`
    expect(inWrappedFile(passage)).toEqual([
      'I write to you from the mill because the house is shut and they tell me that nobody has been in it since the frost, and that the key went with him and has not been seen.',
      'Your brother,',
      'Amos Pell',
    ])
  })

  it('keeps headings and their titles apart from the text', () => {
    expect(inWrappedFile('CHAPTER II.\nTHE LAMP ON THE HILL')).toEqual(['CHAPTER II.', 'THE LAMP ON THE HILL'])
  })

  it('takes a single space in front for a slip', () => {
    const passage = `"I know the house," said Mr. Pell, and he put down the oar and sat on the
 wall beside her, "but nobody has lived in it since the winter of the great
frost."`
    expect(inWrappedFile(passage)).toHaveLength(1)
  })

  it('joins Chinese lines from indent to indent, without spaces', () => {
    const raw = [
      '　　雨从傍晚下到后半夜，渡口的灯一盏一盏地灭了，只剩下最远的那一盏还亮',
      '着。他把船系好，在石阶上坐下来，点了一根烟。对岸没有人，水声很响，',
      '像有人在黑暗里一页一页地翻书。',
      '　　“你真要走？”她站在他身后问，声音不大，可是他听见了。“不走的话，明',
      '年这里就没有水了。”',
      '　　他没有回答。',
    ].join('\n')
    expect(readNovel(raw).paragraphs).toEqual([
      '雨从傍晚下到后半夜，渡口的灯一盏一盏地灭了，只剩下最远的那一盏还亮着。他把船系好，在石阶上坐下来，点了一根烟。对岸没有人，水声很响，像有人在黑暗里一页一页地翻书。',
      '“你真要走？”她站在他身后问，声音不大，可是他听见了。“不走的话，明年这里就没有水了。”',
      '他没有回答。',
    ])
  })

  it('joins Chinese lines whose punctuation hangs over the edge', () => {
    const filled = '雨从傍晚下到后半夜渡口的灯灭了他'
    const short = `　　${filled}坐在\n石阶上。\n`
    const hanging = `　　${filled}把船，\n${filled}系好在石，\n${filled}阶上坐下，\n像在翻书。\n`
    const joined = `${filled}把船，${filled}系好在石，${filled}阶上坐下，像在翻书。`
    expect(readNovel((short + hanging).repeat(4)).paragraphs.slice(0, 2)).toEqual([`${filled}坐在石阶上。`, joined])
  })

  it('puts no space between signs within Chinese', () => {
    const raw = [
      '　　他走到桥头，看见墙上写着几个字，一半已经看不清楚了，只剩下“____',
      '____”和一个名字。他站了很久，想起那年冬天河水结冰，他们从冰上走到对',
      '岸去，谁也没有说话。',
      '　　“你真要走？”她站在他身后问，声音不大，可是他听见了。“不走的话，明',
      '年这里就没有水了。”',
    ].join('\n')
    expect(readNovel(raw).paragraphs[0]).toContain('“________”和一个名字')
  })
})

describe('files that are not wrapped', () => {
  it.each([
    [
      'a web novel with indents and blank lines',
      '第一章 渡口\n\n　　雨从傍晚下到后半夜。\n\n　　“你真要走？”他问。\n\n　　她没有回答。',
      ['第一章 渡口', '雨从傍晚下到后半夜。', '“你真要走？”他问。', '她没有回答。'],
    ],
    [
      'long paragraphs, one a line, with blank lines between scenes only',
      `${'雨从傍晚下到后半夜，渡口的灯一盏一盏地灭了。'.repeat(8)}\n她没有回答。\n\n${'他把船系好，在石阶上坐下来。'.repeat(9)}\n天亮了。`,
      [
        '雨从傍晚下到后半夜，渡口的灯一盏一盏地灭了。'.repeat(8),
        '她没有回答。',
        '他把船系好，在石阶上坐下来。'.repeat(9),
        '天亮了。',
      ],
    ],
    [
      'short lines of speech',
      '"Yes."\n"No."\n\n"When?"\n"At night, when the lamps are out."\n"And then?"',
      ['"Yes."', '"No."', '"When?"', '"At night, when the lamps are out."', '"And then?"'],
    ],
    [
      'verse',
      'Row, row, the tide is low,\nRow, row, we must not go.\n\nRow, row, the wind is high,\nNobody knows the reason why.',
      [
        'Row, row, the tide is low,',
        'Row, row, we must not go.',
        'Row, row, the wind is high,',
        'Nobody knows the reason why.',
      ],
    ],
    [
      'long verse in stanzas',
      `Now when the ice was on the river and the
Lamps were on the hill, and every boat was
Drawn ashore, and all the oars were lying
Still, the ferryman came down the road and

Asked of every man he met if any bread was
There to spare, and no man answered, for
The road was long and empty, and the air
Was white as milk above the silent mill.`,
      [
        'Now when the ice was on the river and the',
        'Lamps were on the hill, and every boat was',
        'Drawn ashore, and all the oars were lying',
        'Still, the ferryman came down the road and',
        'Asked of every man he met if any bread was',
        'There to spare, and no man answered, for',
        'The road was long and empty, and the air',
        'Was white as milk above the silent mill.',
      ],
    ],
  ])('keeps every line of %s', (_, raw, paragraphs) => {
    expect(readNovel(raw).paragraphs).toEqual(paragraphs)
  })
})
