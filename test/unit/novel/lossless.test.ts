/** Ten thousand random texts: what is read, and divided, is the text. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CineqoError } from '../../../src/contracts/errors.ts'
import { splitModeSchema } from '../../../src/contracts/text.ts'
import { divideIntoChapters } from '../../../src/novel/chapters.ts'
import { settleEpisodes } from '../../../src/novel/episodes.ts'
import { type ParsedNovel, parseStoredNovel, readNovel } from '../../../src/novel/read-novel.ts'
import { readNovelFile } from '../../../src/novel/read-novel-file.ts'
import { fileOf } from './files.ts'

const RUNS = { everything: 4000, changes: 2000, files: 1000, division: 3000 }

/** Signs that a reader of lines can stumble over: all kinds of line ends, spaces, invisible and combining characters. */
const STUMBLING =
  '\n|\n\n|\r\n|\r|\t|  |\u3000\u3000|\u00A0|\u2003|\u200B|\u200D|\uFEFF|\u00AD|\u202E|\u0085|\u2028|\v|\f|\u0001|\u007F|\u0301|\u3099|\uFFFD|-|—|“|”'.split(
    '|',
  )
const WORDS =
  '第一章 雨夜|第2章|目录|卷二|楔子|Chapter 1|CHAPTER II.|PART ONE|他没有回来。|“你真要走？”|か|e\u0301|The rain fell on the roof all night, and|the people of the far bank had grown used to it|求月票！|www.beihai.com|*** START OF THE PROJECT GUTENBERG EBOOK X ***'.split(
    '|',
  )

const piece = fc.oneof(
  fc.constantFrom(...STUMBLING),
  fc.constantFrom(...WORDS),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
)
const rawText = fc.array(piece, { maxLength: 50 }).map((pieces) => pieces.join(''))
/** Lines wrapped at one width, of random words, with indents and blank lines. */
const wrappedText = fc
  .array(
    fc.tuple(
      fc.constantFrom('', '    ', '\u3000\u3000', '\n'),
      fc.array(fc.constantFrom('rain', 'ferry', '渡口', 'and', 'e\u0301', 'か', '\u3099', 'half-'), {
        minLength: 1,
        maxLength: 40,
      }),
    ),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((paragraphs) =>
    paragraphs.map(([start, words]) => start + words.join(' ').replace(/(.{50,60}) /gsu, '$1\n')).join('\n'),
  )
const anyText = fc.oneof({ weight: 4, arbitrary: rawText }, { weight: 1, arbitrary: wrappedText })

/** Null for a text without text. */
function read(raw: string): ParsedNovel | null {
  try {
    return readNovel(raw)
  } catch (error) {
    if (error instanceof CineqoError && error.code === 'novel_empty') return null
    throw error
  }
}

const WHITE_SPACE = /[\s\u0085]/gu
const INVISIBLE = /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu
const CONTROL = /(?!\u0085)\p{Cc}/gu

function withoutSpaces(text: string): string {
  return text.replace(WHITE_SPACE, '').normalize('NFC')
}

describe('a novel', () => {
  it('is the text that was given, but for white space and what is invisible, and its own normal form', () => {
    fc.assert(
      fc.property(anyText, (raw) => {
        const novel = read(raw)
        const visible = raw.replace(WHITE_SPACE, ' ').replace(INVISIBLE, '').replace(CONTROL, '')
        expect(withoutSpaces(novel?.text ?? '')).toBe(withoutSpaces(visible))
        if (!novel) return
        expect(novel.paragraphs.join('\n')).toBe(novel.text)
        for (const paragraph of novel.paragraphs) expect(paragraph).toMatch(/^\S(?:.*\S)?$/su)
        for (const paragraph of novel.paragraphs) expect(paragraph).not.toMatch(/[^\S ]| {2}|\u0085/u)
        expect(readNovel(novel.text)).toEqual(novel)
        expect(parseStoredNovel(novel.text, novel.sha256)).toEqual(novel)
      }),
      { numRuns: RUNS.everything },
    )
  })

  it('comes with the number of characters that were taken out, kind by kind', async () => {
    await fc.assert(
      fc.asyncProperty(rawText, async (raw) => {
        const reading = await readText(raw)
        if (!reading) return
        const counted = Object.fromEntries(reading.report.changes.map(({ kind, count }) => [kind, count]))
        // A byte order mark belongs to the encoding and is no character of the text.
        const text = raw.replace(/^\uFEFF/, '')
        const count = (pattern: RegExp) => text.match(pattern)?.length
        expect(counted.invisible_characters).toBe(count(INVISIBLE))
        expect(counted.control_characters).toBe(count(/(?![\n\r\v\f\t\u0085])\p{Cc}/gu))
        expect(counted.unified_line_ends).toBe(count(/\r\n|[\r\v\f\u0085\u2028\u2029]/g))
      }),
      { numRuns: RUNS.changes },
    )
  })

  it('is the same from a file as from its text', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (raw) => {
        const reading = await readText(raw)
        if (reading) expect(reading.novel).toEqual(read(raw))
      }),
      { numRuns: RUNS.files },
    )
  })

  it('is tiled by its chapters, and by its episodes', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.constantFrom(...splitModeSchema.options),
        fc.integer({ min: 1, max: 5 }),
        (raw, mode, most) => {
          const novel = read(raw)
          if (!novel) return
          const { paragraphs, language } = novel
          const { chapters } = divideIntoChapters(paragraphs)
          expectTiles(chapters, paragraphs.length)
          const maxEpisodes = Math.min(most, paragraphs.length)
          const episodes = settleEpisodes({ paragraphs, chapters, proposals: [], mode, maxEpisodes, language })
          expectTiles(episodes, paragraphs.length)
        },
      ),
      { numRuns: RUNS.division },
    )
  })
})

/** Reads a text as a file. Null for a text without text, and for one that would be binary as a file. */
async function readText(raw: string) {
  const bytes = Buffer.from(raw)
  const file = { fileName: 'novel.txt', bytes: bytes.length, ...fileOf(bytes) }
  try {
    return await readNovelFile(file, { encoding: 'utf-8' })
  } catch (error) {
    if (error instanceof CineqoError && ['novel_empty', 'novel_binary'].includes(error.code)) return null
    throw error
  }
}

function expectTiles(
  ranges: ReadonlyArray<{ startParagraph: number; endParagraph: number }>,
  paragraphs: number,
): void {
  let at = 0
  for (const { startParagraph, endParagraph } of ranges) {
    expect(startParagraph).toBe(at)
    expect(endParagraph).toBeGreaterThan(startParagraph)
    at = endParagraph
  }
  expect(at).toBe(paragraphs)
}
