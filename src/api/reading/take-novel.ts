/** A file becomes the novel of a project: it is read in a process of its own, its files are stored, then its rows. Nothing, or all of it. */
import { join } from 'node:path'
import { CineqoError } from '../../contracts/errors.ts'
import type { NovelEncoding } from '../../contracts/novel-file.ts'
import { releaseFiles } from '../../db/queries/release-files.ts'
import { type SavedNovel, saveNovel } from '../../db/queries/save-novel.ts'
import { FileMissingError, novelKey, originalKey, type Storage } from '../../storage/storage.ts'
import type { ApiContext } from '../context.ts'
import type { ReceivedNovel } from './receive-novel.ts'
import { storeStream } from './store-stream.ts'

interface Owner {
  projectId: string
  userId: string
}

/** Paths in a temporary folder. */
interface UploadPaths {
  /** What arrived. */
  upload: string
  /** The novel as it came: the same file, unless that came as JSON. */
  original: string
  text: string
}

/** Gives `work` a temporary folder, which is removed whatever becomes of it. */
export async function inTemporaryFolder<Result>(
  storage: Storage,
  work: (paths: UploadPaths) => Promise<Result>,
): Promise<Result> {
  const folder = await storage.openTemporaryFolder()
  const at = (name: string) => join(folder.path, name)
  try {
    return await work({ upload: at('upload'), original: at('original'), text: at('text') })
  } finally {
    await folder.remove()
  }
}

/** Reads what has arrived at `paths.upload` and makes it the novel of the project. */
export async function takeNovel(
  context: ApiContext,
  owner: Owner,
  paths: UploadPaths,
  received: ReceivedNovel,
  signal: AbortSignal,
): Promise<SavedNovel> {
  const { database, storage, reading, maxNovelBytes } = context
  const { isJson, fileName, formatHint, encoding } = received
  const originalPath = isJson ? paths.original : paths.upload
  const json = isJson ? { path: paths.upload, maxBytes: maxNovelBytes } : null
  const task = { originalPath, json, textPath: paths.text, fileName, formatHint, encoding }
  const { originalSha256, ...novel } = await reading.read(task, received.bytes, signal)
  const keys = { original: originalKey(originalSha256 ?? received.sha256), text: novelKey(novel.sha256) }
  const row = { ...owner, ...novel, storageKey: keys.text, originalKey: keys.original }
  // Until the rows are there: the files may be in their place without them.
  let leftFiles = [keys.original, keys.text]
  try {
    const saved = await saveNovel(database.db, row, async () => {
      await storage.putFile(keys.original, originalPath)
      await storage.putFile(keys.text, paths.text)
    })
    leftFiles = saved.leftFile ? [saved.leftFile] : []
    return saved
  } finally {
    await removeUnused(context, leftFiles)
  }
}

/** Reads the stored file of a novel again, in another encoding. Throws `novel_original_missing`. */
export function takeNovelAgain(
  context: ApiContext,
  owner: Owner,
  stored: { originalKey: string; fileName: string | null; encoding: NovelEncoding },
  signal: AbortSignal,
): Promise<SavedNovel> {
  const { storage } = context
  return inTemporaryFolder(storage, async (paths) => {
    const { stream, bytes } = await openOriginal(storage, stored.originalKey)
    const copied = await storeStream(stream, paths.upload, { bytes, shownBytes: bytes })
    const { fileName, encoding } = stored
    return takeNovel(context, owner, paths, { ...copied, isJson: false, fileName, formatHint: null, encoding }, signal)
  })
}

/** Opens the file of a novel as it came. Throws `novel_original_missing`. */
export async function openOriginal(storage: Storage, key: string | null) {
  try {
    if (key !== null) return await storage.openRead(key)
  } catch (error) {
    if (!(error instanceof FileMissingError)) throw error
  }
  throw new CineqoError('novel_original_missing')
}

/** Removes those of the files that no row names. Never throws: what is left over is in nobody's way. */
export async function removeUnused({ database, storage, logger }: ApiContext, keys: readonly string[]): Promise<void> {
  try {
    await releaseFiles(database.db, keys, (key) => storage.delete(key))
  } catch (error) {
    logger.warn({ keys, err: error }, 'files are left over')
  }
}
