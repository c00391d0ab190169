/**
 * A look at the packed streams of a PDF before its reader unpacks them: the reader has no bounds of its own, and passes over damage
 * without a word.
 */
import { promisify } from 'node:util'
import { constants, inflate } from 'node:zlib'
import { CineqoError } from '../../contracts/errors.ts'

/** Unpacked size of one stream of text or objects. A dense page has 100 KB; whole maps reach 20 MB. */
const MAX_STREAM_MB = 32
/** Of all of them together. */
const MAX_STREAMS_MB = 512
/** Streams that can't be unpacked here (ASCII around LZW, of old programs): no page of text needs more packed bytes. */
const MAX_OTHER_KB = 256

/**
 * Dictionaries that are never closed, times bytes of the file. The reader goes on to the end of the file for each of them: 1,800 in half a
 * megabyte take it 5 s, and four times as long in one.
 */
const MAX_UNCLOSED = { dictionaries: 200, timesBytes: 500_000_000 }

/** Far enough back to see the dictionary of a stream. */
const DICTIONARY_BYTES = 4096

const inflateAsync = promisify(inflate)

export interface StreamSurvey {
  /** Streams that are not what their compression promises. */
  damaged: number
}

/** @throws CineqoError `novel_bomb`; `novel_damaged` for what would take hours */
export async function surveyStreams(bytes: Buffer): Promise<StreamSurvey> {
  let damaged = 0
  let unpackedBytes = 0
  let unclosed = 0
  let end = 0
  for (;;) {
    const keyword = bytes.indexOf('stream', end)
    unclosed += unclosedIn(bytes.subarray(end, keyword < 0 ? bytes.length : keyword))
    if (keyword < 0) break
    const start = keyword + (bytes[keyword + 6] === 13 && bytes[keyword + 7] === 10 ? 8 : 7)
    const dictionary = dictionaryBefore(bytes, Math.max(end, keyword - DICTIONARY_BYTES), keyword)
    const found = bytes.indexOf('endstream', start)
    if (dictionary === null) {
      end = keyword + 6
      continue
    }
    end = found < 0 ? bytes.length : found + 9
    if (isPicture(dictionary)) continue
    const unpacked = await unpack(bytes.subarray(start, found < 0 ? bytes.length : found), filtersOf(dictionary))
    if (unpacked === null) damaged++
    else unpackedBytes += unpacked
    if (unpackedBytes > MAX_STREAMS_MB * 1024 * 1024) throw bomb(MAX_STREAMS_MB)
  }
  if (unclosed > MAX_UNCLOSED.dictionaries && unclosed * bytes.length > MAX_UNCLOSED.timesBytes) {
    throw new CineqoError('novel_damaged', { format: 'pdf', detail: `${unclosed} dictionaries have no end` })
  }
  return { damaged }
}

/** How many dictionaries begin and don't end between two streams. */
function unclosedIn(bytes: Buffer): number {
  const text = bytes.toString('latin1')
  return text.split('<<').length - text.split('>>').length
}

function dictionaryBefore(bytes: Buffer, from: number, keyword: number): string | null {
  const text = bytes.subarray(from, keyword).toString('latin1')
  const begin = text.lastIndexOf(' obj')
  const dictionary = begin < 0 ? text : text.slice(begin)
  return /<<[\s\S]*>>\s*$/.test(dictionary) ? dictionary : null
}

/** The reader doesn't unpack these for text. */
function isPicture(dictionary: string): boolean {
  return /\/Subtype\s*\/Image\b/.test(dictionary)
}

function filtersOf(dictionary: string): string[] {
  const filter = /\/Filter\s*(\[[^\]]*\]|\/\w+)/.exec(dictionary)?.[1] ?? ''
  return [...filter.matchAll(/\/(\w+)/g)].map(([, name = '']) => name)
}

/** The unpacked size in bytes, 0 where it is not known, or null for a stream that can't be unpacked. */
async function unpack(data: Buffer, filters: readonly string[]): Promise<number | null> {
  let unpacked = data
  for (const filter of filters) {
    if (filter !== 'FlateDecode' && filter !== 'Fl') {
      const expanding = filters.filter((name) => !name.startsWith('ASCII')).length
      if (expanding > 1 || unpacked.length > MAX_OTHER_KB * 1024) throw bomb(MAX_STREAM_MB)
      return 0
    }
    try {
      // A stream may be cut at its end by a wrong length; its reader copes with that.
      unpacked = await inflateAsync(unpacked, {
        maxOutputLength: MAX_STREAM_MB * 1024 * 1024,
        finishFlush: constants.Z_SYNC_FLUSH,
      })
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw bomb(MAX_STREAM_MB)
      return null
    }
  }
  return unpacked.length
}

function bomb(megabytes: number): CineqoError {
  return new CineqoError('novel_bomb', { format: 'pdf', limit: `${megabytes} MB` })
}
