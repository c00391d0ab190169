import { CineqoError } from '../../../../../src/contracts/errors.ts'
import { readNovelFile } from '../../../../../src/novel/read-novel-file.ts'
import { fileOf } from '../writers/novel-files.ts'
import type { Sample } from './samples.ts'

/** Reads a damaged file. Returns the code of the error that refused it, or `read`; whatever else is thrown is a fault of ours. */
export async function judge({ fileName, bytes }: Sample): Promise<string> {
  try {
    const { novel } = await readNovelFile(fileOf(bytes, fileName, 16 * 1024))
    if (novel.paragraphs.length === 0) throw new Error('A novel without paragraphs.')
    return 'read'
  } catch (error) {
    if (error instanceof CineqoError) return error.code
    throw error
  }
}
