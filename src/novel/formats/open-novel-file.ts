/** A file of any known format -> its lines in reading order. Readers of formats are loaded when a file needs them. */
import { CineqoError } from '../../contracts/errors.ts'
import type { NovelEncoding } from '../../contracts/novel-file.ts'
import { assertNever } from '../../contracts/statuses.ts'
import type { NovelFile, SourceText } from '../source-text.ts'
import { type DetectedFile, detectFormat, notText, unreadable } from './detect-format.ts'
import { openText } from './text.ts'

export interface OpenOptions {
  /** Reads text in this encoding instead of the one that would be found. Formats that say theirs are not affected. */
  encoding?: NovelEncoding | undefined
}

/**
 * Finds out what a file is and opens it with the reader of its format.
 * @throws CineqoError with a code of `contracts/novel-errors.ts`, also while the lines are read
 */
export async function openNovelFile(file: NovelFile, { encoding }: OpenOptions = {}): Promise<SourceText> {
  const detected = await detectFormat(file)
  const source = await open(file, detected, encoding)
  if (isUnderOtherName(detected)) {
    source.notes.unshift({ code: 'mislabelled', params: { ending: detected.ending, format: detected.format } })
  }
  return source
}

async function open(file: NovelFile, detected: DetectedFile, encoding: NovelEncoding | undefined): Promise<SourceText> {
  switch (detected.format) {
    case 'text':
      return openAsText(file, detected, encoding)
    case 'markdown':
      return (await import('./markdown.ts')).openMarkdown(file, encoding)
    case 'html':
      return (await import('./html.ts')).openHtml(file, encoding)
    case 'pdf':
      return (await import('./pdf.ts')).openPdf(file)
    case 'docx':
      return (await import('./docx.ts')).openDocx(detected.archive)
    case 'epub':
      return (await import('./epub.ts')).openEpub(detected.archive)
    case 'zip':
      return (await import('./zip-of-chapters.ts')).openZipOfChapters(detected.archive, encoding)
    default:
      return assertNever(detected, 'format')
  }
}

/** What has no signature is taken for text. If it is none either, a name that promises another format was wrong. */
async function openAsText(
  file: NovelFile,
  detected: DetectedFile,
  encoding: NovelEncoding | undefined,
): Promise<SourceText> {
  try {
    return await openText(file, encoding)
  } catch (error) {
    const isNoText = error instanceof CineqoError && notText.includes(error.code)
    if (isNoText && isUnderOtherName(detected)) throw unreadable({ detected: '?', advised: null }, detected)
    throw error
  }
}

/** Plain text is also right where Markdown is promised: any text is Markdown. */
function isUnderOtherName({ promised, format }: DetectedFile): boolean {
  return promised !== null && promised !== format
}
