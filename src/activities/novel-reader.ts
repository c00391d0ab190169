/** Reads novels and their chapters, and keeps the last few, since every item of a job reads the same one. */
import type { Chapter } from '../contracts/text.ts'
import type { Database } from '../db/client.ts'
import { listChapters } from '../db/queries/list-chapters.ts'
import { type ParsedNovel, readNovel } from '../novel/read-novel.ts'
import { novelKey, type Storage } from '../storage/storage.ts'

export interface NovelReader {
  /** The novel with that sha256. Throws a `FileMissingError`. */
  read(sha256: string): Promise<ParsedNovel>
  /** The chapters of the novel with that id, in order. They are stored with the novel and never change. */
  chaptersOf(novelId: string): Promise<Chapter[]>
}

/** How many novels stay in memory. A novel of 10 million characters takes about 40 MB. */
const keptNovels = 4

export function createNovelReader(storage: Storage, database: Database): NovelReader {
  return {
    read: keepingLast(keptNovels, (sha256) => load(storage, sha256)),
    chaptersOf: keepingLast(keptNovels, (novelId) => listChapters(database.db, novelId)),
  }
}

/** Answers repeated questions from memory, for the last `most` keys. What failed is asked again. */
function keepingLast<Value>(most: number, load: (key: string) => Promise<Value>): (key: string) => Promise<Value> {
  // A Map keeps the order of insertion, so its first key is the one unused for longest.
  const kept = new Map<string, Promise<Value>>()
  return (key) => {
    const value = kept.get(key) ?? load(key)
    kept.delete(key)
    kept.set(key, value)
    value.catch(() => kept.delete(key))
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break
      kept.delete(oldest)
    }
    return value
  }
}

async function load(storage: Storage, sha256: string): Promise<ParsedNovel> {
  const novel = readNovel(new TextDecoder('utf-8', { fatal: true }).decode(await storage.get(novelKey(sha256))))
  if (novel.sha256 !== sha256) throw new Error(`The stored novel ${sha256} has changed: it reads as ${novel.sha256}.`)
  return novel
}
