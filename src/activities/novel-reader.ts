/** Reads novels from storage and keeps the last few, since every item of a job reads the same one. */
import { type ParsedNovel, readNovel } from '../novel/read-novel.ts'
import { novelKey, type Storage } from '../storage/storage.ts'

export interface NovelReader {
  /** The novel with that sha256. Throws a `FileMissingError`. */
  read(sha256: string): Promise<ParsedNovel>
}

/** How many novels stay in memory. A novel of 10 million characters takes about 40 MB. */
const keptNovels = 4

export function createNovelReader(storage: Storage): NovelReader {
  // A Map keeps the order of insertion, so its first key is the one unused for longest.
  const kept = new Map<string, Promise<ParsedNovel>>()

  return {
    read(sha256) {
      const known = kept.get(sha256)
      kept.delete(sha256)
      const novel = known ?? load(storage, sha256)
      kept.set(sha256, novel)
      novel.catch(() => kept.delete(sha256))
      for (const oldest of kept.keys()) {
        if (kept.size <= keptNovels) break
        kept.delete(oldest)
      }
      return novel
    },
  }
}

async function load(storage: Storage, sha256: string): Promise<ParsedNovel> {
  const novel = readNovel(new TextDecoder('utf-8', { fatal: true }).decode(await storage.get(novelKey(sha256))))
  if (novel.sha256 !== sha256) throw new Error(`The stored novel ${sha256} has changed: it reads as ${novel.sha256}.`)
  return novel
}
