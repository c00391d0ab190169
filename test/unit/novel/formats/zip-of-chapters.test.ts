import { describe, expect, it } from 'vitest'
import { compareNaturally } from '../../../../src/novel/formats/natural-order.ts'
import { pack } from './writers/markup.ts'
import { fileOf, readAll, textsOf } from './writers/novel-files.ts'

describe('files of chapters', () => {
  it.each([
    [['第2章.txt', '第10章.txt', '第100章.txt']],
    [['第二章.txt', '第十章.txt', '第十一章.txt', '第一百零二章.txt']],
    [['序章.txt', '第1章.txt', '第2章.txt', '番外 一.txt', '番外 二.txt']],
    [['Prologue.txt', 'Chapter 2.txt', 'Chapter 10.txt', 'Epilogue.txt']],
    [['Chapter Two.txt', 'Chapter Ten.txt', 'Chapter Eleven.txt']],
    [['Chapter IV.txt', 'Chapter IX.txt']],
    [['1-9 夜.txt', '1-10 雨.txt', '2-1 晨.txt']],
    [['简介.txt', '第一卷/第1章.txt', '第一卷/第2章.txt', '第二卷/第1章.txt', '第十卷/第1章.txt']],
    [['第三章（上）.txt', '第三章（中）.txt', '第三章（下）.txt']],
  ])('%j are in the order that a person would read them in', (names) => {
    expect([...names].reverse().sort(compareNaturally)).toEqual(names)
  })

  it('get their name as a heading only if they have none', async () => {
    const file = pack({ '01 The Rain.txt': 'It rained.', '02.txt': 'Chapter 2\n\nIt stopped.' })
    const { lines } = await readAll(fileOf(file, 'novel.zip'))

    expect(lines.filter((line) => line.text !== '')).toEqual([
      { text: '01 The Rain', headingLevel: 1 },
      { text: 'It rained.' },
      { text: 'Chapter 2' },
      { text: 'It stopped.' },
    ])
  })

  it('are a plain text when there is only one', async () => {
    const read = await readAll(fileOf(pack({ 'My Novel.txt': 'It rained.' }), 'novel.zip'))

    expect(textsOf(read)).toEqual(['It rained.'])
  })
})
