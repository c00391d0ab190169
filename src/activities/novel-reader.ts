/** Reads novels and their chapters, and keeps the last few, since every item of a job reads the same one. */
import type { Chapter } from '../contracts/text.ts'
import type { Database } from '../db/client.ts'
import { listChapters } from '../db/queries/list-chapters.ts'
import { listPassedOver } from '../db/queries/list-passed-over.ts'
import { type NovelText, passingOver } from '../novel/passages.ts'
import { type ParsedNovel, parseStoredNovel } from '../novel/read-novel.ts'
import { novelKey, type Storage } from '../storage/storage.ts'

/** A novel as a job reads it. */
export interface ReadNovel {
  /** As it was stored. */
  whole: ParsedNovel
  /** The same, with every line that is marked as an advertisement empty: what analysts are shown. */
  novel: NovelText
  chapters: Chapter[]
}

export interface NovelReader {
  /** Reads the novel of a row, as its chapters and marked lines are now. Throws a `FileMissingError`. */
  read(row: { id: string; sha256: string; chaptersVersion: number }): Promise<ReadNovel>
}

/** How many novels stay in memory. A novel of 10 million characters takes about 40 MB. */
const keptNovels = 4

export function createNovelReader(storage: Storage, { db }: Database): NovelReader {
  const texts = keepingLast<ParsedNovel>(keptNovels)
  const views = keepingLast<NovelText>(keptNovels)
  const chapters = keepingLast<Chapter[]>(keptNovels)
  return {
    async read({ id, sha256, chaptersVersion }) {
      const passedOver = await listPassedOver(db, id)
      const whole = await texts(sha256, () => load(storage, sha256))
      return {
        whole,
        novel: await views(`${sha256} ${passedOver}`, async () => passingOver(whole, passedOver)),
        chapters: await chapters(`${id} ${chaptersVersion}`, () => listChapters(db, id)),
      }
    },
  }
}

/** Answers repeated questions from memory, for the last `most` keys. What failed is asked again. */
function keepingLast<Value>(most: number): (key: string, load: () => Promise<Value>) => Promise<Value> {
  // A Map keeps the order of insertion, so its first key is the one unused for longest.
  const kept = new Map<string, Promise<Value>>()
  return (key, load) => {
    const value = kept.get(key) ?? load()
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
  const bytes = await storage.get(novelKey(sha256))
  return parseStoredNovel(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), sha256)
}
