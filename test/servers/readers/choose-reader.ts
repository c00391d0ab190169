/** Makes the reader that a server process is told to have. */
import { readFile } from 'node:fs/promises'
import { type BadReaderOptions, badReader } from './bad-reader.ts'
import { goldAnswersOf } from './gold-answers.ts'
import { goldWork } from './gold-work.ts'
import type { Reader } from './reader.ts'
import { rulesWork } from './rules-work.ts'
import { taskReader } from './task-reader.ts'

export interface ReaderChoice {
  /** A text and its known answers, for a perfect reader of that book. The offline rules by default. */
  gold?: { textPath: string; goldPath: string }
  bad?: BadReaderOptions
}

export async function readerOf({ gold, bad }: ReaderChoice = {}): Promise<Reader> {
  const reader = taskReader(gold ? goldWork(await readGold(gold)) : rulesWork)
  return bad ? badReader(reader, bad) : reader
}

async function readGold({ textPath, goldPath }: { textPath: string; goldPath: string }) {
  return goldAnswersOf(await readFile(textPath), JSON.parse(await readFile(goldPath, 'utf8')))
}
