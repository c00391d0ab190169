import { describe, expect, it } from 'vitest'
import { findHeadings } from '../../../src/novel/find-headings.ts'
import { englishHeadingCases } from './heading-cases-en.ts'
import { chineseHeadingCases } from './heading-cases-zh.ts'
import { englishHeadingTraps } from './heading-traps-en.ts'
import { chineseHeadingTraps } from './heading-traps-zh.ts'

const CHINESE_PROSE = [
  '河面上没有灯，只有水声。',
  '他把桨横在膝上，等了很久。',
  '“谁在那里？”没有人回答。',
  '雾散的时候，船已经不见了。',
  '她从窗里看见两个人影。',
]
const ENGLISH_PROSE = [
  'The river made no sound at all that evening.',
  'He laid the oars across his knees and waited.',
  '"Who is there?" he said, and nobody answered.',
  'When the fog lifted, the boat had gone.',
  'She saw two figures from the window, and then one.',
]

/** The lines of a case and the numbers of those that are headings. */
function readCase(text: string, prose: readonly string[]): { lines: string[]; headings: number[] } {
  const headings: number[] = []
  const lines = text.split(' | ').map((line, i) => {
    if (line.startsWith('>')) headings.push(i)
    return line === '~' ? (prose[i % prose.length] as string) : line.replace(/^>/, '')
  })
  return { lines, headings }
}

describe('findHeadings', () => {
  it.each([...chineseHeadingCases, ...chineseHeadingTraps])('reads Chinese: %s', (_, text) => {
    const { lines, headings } = readCase(text, CHINESE_PROSE)
    expect(findHeadings(lines).headings.map(({ paragraph }) => paragraph)).toEqual(headings)
  })

  it.each([...englishHeadingCases, ...englishHeadingTraps])('reads English: %s', (_, text) => {
    const { lines, headings } = readCase(text, ENGLISH_PROSE)
    expect(findHeadings(lines).headings.map(({ paragraph }) => paragraph)).toEqual(headings)
  })
})
