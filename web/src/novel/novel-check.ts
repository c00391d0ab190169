/** Looking at a novel before it is sent. Pure. */
import { fileEndings, mediaTypes } from '../../../src/contracts/novel-file.ts'

const knownEndings: readonly string[] = Object.values(fileEndings).flat()

/** What a file chooser offers: endings and media types of every format that is read. */
export const acceptedFiles = [...knownEndings.map((ending) => `.${ending}`), ...Object.values(mediaTypes).flat()].join(
  ',',
)

/** Bytes of the text in UTF-8. A lone surrogate is sent as three bytes. */
export function countBytes(text: string): number {
  let bytes = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.codePointAt(index) ?? 0
    if (code < 0x80) bytes += 1
    else if (code < 0x800) bytes += 2
    else if (code < 0x10000) bytes += 3
    else {
      bytes += 4
      index++
    }
  }
  return bytes
}

export type FileProblem = 'wrongType' | 'emptyFile' | 'tooLarge'

/** Why a file would not be taken, or null. Files without an ending are left to the server, and so is the size while its limit is not known. */
export function fileProblem(
  file: { name: string; size: number },
  maximumBytes: number | undefined,
): FileProblem | null {
  const ending = /\.([^.]+)$/.exec(file.name)?.[1]?.toLowerCase()
  if (ending !== undefined && !knownEndings.includes(ending)) return 'wrongType'
  if (file.size === 0) return 'emptyFile'
  return maximumBytes !== undefined && file.size > maximumBytes ? 'tooLarge' : null
}
