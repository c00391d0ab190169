/**
 * Which encoding the bytes of a text are in: the one that all of them are valid in and whose characters are those that people write.
 * UTF-8 proves itself; the others are told apart by statistics, see `encoding-evidence.ts`.
 */
import { CineqoError } from '../contracts/errors.ts'
import type { encodingSources, NovelEncoding } from '../contracts/novel-file.ts'
import { blocksOf } from './blocks.ts'
import { EncodingEvidence } from './encoding-evidence.ts'
import type { NovelFile } from './source-text.ts'
import { CountingDecoder } from './undecodable.ts'

export interface JudgedEncoding {
  encoding: NovelEncoding
  source: (typeof encodingSources)[number]
  /** Another encoding would fit as well, or there is too little to tell. */
  unsure: boolean
  /** Characters in UTF-8 within a text in another encoding, too few to refuse it for. */
  utf8Part?: Utf8Part
}

interface Utf8Part {
  characters: number
  firstOffset: number
}

/** Encodings that hold no proof of themselves. */
const BY_STATISTICS = ['gb18030', 'big5', 'shift_jis', 'windows-1252', 'utf-16le', 'utf-16be'] as const

/**
 * Of the places outside ASCII, the share of valid UTF-8 in a file that is damaged UTF-8. By chance it stays below 0.3; a short text may
 * reach 0.5, so that this is enough only where no other encoding fits well.
 */
const UTF8_SHARE = { likely: 0.5, certain: 0.9 }

/**
 * Scores (`EncodingEvidence.score`) below which the characters are not a text. Measured: Chinese verse of 50 characters reaches 0.36,
 * prose of 2,000 has 0.58 and more; Korean taken for Chinese has 0.36, random bytes are below 0.
 */
const MIN_SCORE = { few: 0.2, many: 0.38, manyCharacters: 200 }
/** From this score, with this lead over the next encoding and this many characters outside ASCII, there is no doubt. */
const SURE = { score: 0.4, lead: 0.3, characters: 8 }

/** Characters of UTF-8 in a row that chance does not make of another encoding. */
const UTF8_RUN = /[\u0800-\uFFFC]{6,}/g
/** A text in one encoding may hold this share of UTF-8 runs; more is two texts in one file. */
const MAX_FOREIGN_SHARE = 0.005

/**
 * @throws CineqoError `novel_empty`, `novel_binary`, `novel_encoding_unknown`, or `novel_undecodable` for a text with a part in UTF-8
 */
export async function judgeEncoding(
  file: Pick<NovelFile, 'open'>,
  choice: { encoding?: NovelEncoding | undefined; declared?: NovelEncoding | undefined },
): Promise<JudgedEncoding> {
  if (choice.encoding) return { encoding: choice.encoding, source: 'chosen', unsure: false }
  const survey = await surveyBytes(file)
  if (survey.bytes === 0) throw new CineqoError('novel_empty')
  if (survey.mark) return { encoding: survey.mark, source: 'byte_order_mark', unsure: false }
  if (!survey.holdsNul && survey.utf8.places === 0) {
    return { encoding: 'utf-8', source: choice.declared === 'utf-8' ? 'declared' : 'detected', unsure: false }
  }
  const ranked = await rank(file, survey.holdsNul ? ['utf-16le', 'utf-16be'] : BY_STATISTICS)
  const [best, second] = ranked
  if (!survey.holdsNul && survey.utf8Share >= (isSure(best) ? UTF8_SHARE.certain : UTF8_SHARE.likely)) {
    return { encoding: 'utf-8', source: 'detected', unsure: false }
  }
  if (!survey.holdsNul && best) refusePartInUtf8(survey, best.encoding)
  const declared = ranked.find(({ encoding }) => encoding === choice.declared)
  if (declared && declared.score >= MIN_SCORE.few) {
    return { encoding: declared.encoding, source: 'declared', unsure: false }
  }
  if (!best || !isText(best)) {
    throw survey.holdsNul
      ? new CineqoError('novel_binary', { detected: 'binary data' })
      : new CineqoError('novel_encoding_unknown')
  }
  const utf8Part = survey.utf8Run.characters > 0 && survey.utf8Run
  const lead = best.score - (second?.score ?? -1)
  const sure = isSure(best) && lead >= SURE.lead && best.characters >= SURE.characters
  return { encoding: best.encoding, source: 'detected', unsure: !sure, ...(utf8Part && { utf8Part }) }
}

function isText({ score, characters }: EncodingEvidence): boolean {
  return score >= (characters < MIN_SCORE.manyCharacters ? MIN_SCORE.few : MIN_SCORE.many)
}

function isSure(best: EncodingEvidence | undefined): boolean {
  return best !== undefined && best.score >= SURE.score
}

/** Another encoding would take what is UTF-8 for other characters, and nobody would see it. */
function refusePartInUtf8({ utf8Run, utf8 }: Survey, encoding: NovelEncoding): void {
  const share = utf8Run.characters / utf8.units
  if (share <= MAX_FOREIGN_SHARE) return
  const percent = Number((share * 100).toPrecision(2))
  throw new CineqoError('novel_undecodable', { encoding, offset: utf8Run.firstOffset, percent })
}

interface Survey {
  bytes: number
  /** The encoding of the byte order mark. */
  mark: NovelEncoding | null
  holdsNul: boolean
  utf8: CountingDecoder
  /** Of the places outside ASCII, the share that is valid UTF-8. */
  utf8Share: number
  /** What is certainly UTF-8 in a file that is not UTF-8 as a whole. */
  utf8Run: Utf8Part
}

async function surveyBytes(file: Pick<NovelFile, 'open'>): Promise<Survey> {
  const utf8 = new CountingDecoder('utf-8')
  const utf8Run = { characters: 0, firstOffset: -1 }
  let bytes = 0
  let beyondAscii = 0
  let holdsNul = false
  let head = Buffer.alloc(0)
  for await (const chunk of blocksOf(file.open())) {
    if (head.length < 3) head = Buffer.concat([head, chunk.subarray(0, 3)])
    holdsNul ||= chunk.includes(0)
    const text = utf8.decode(chunk)
    beyondAscii += countBeyondAscii(text)
    for (const [run] of utf8.places > 0 ? text.matchAll(UTF8_RUN) : []) {
      utf8Run.characters += run.length
      // The first character may have begun in the chunk before.
      if (utf8Run.firstOffset < 0) utf8Run.firstOffset = bytes + Buffer.from(chunk).indexOf(run.slice(1)) - 3
    }
    bytes += chunk.length
  }
  beyondAscii += countBeyondAscii(utf8.end())
  const utf8Share = beyondAscii === 0 ? 1 : 1 - utf8.places / beyondAscii
  return { bytes, mark: byteOrderMark(head), holdsNul, utf8, utf8Share, utf8Run }
}

/** The encoding that the first bytes of a text say with a mark. */
export function byteOrderMark(head: Uint8Array): NovelEncoding | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  return null
}

function countBeyondAscii(text: string): number {
  let count = 0
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) count++
  return count
}

async function rank(file: Pick<NovelFile, 'open'>, encodings: readonly NovelEncoding[]): Promise<EncodingEvidence[]> {
  const evidence = encodings.map((encoding) => new EncodingEvidence(encoding))
  for await (const chunk of blocksOf(file.open())) for (const candidate of evidence) candidate.read(chunk)
  for (const candidate of evidence) candidate.end()
  return evidence.sort((a, b) => b.score - a.score)
}
