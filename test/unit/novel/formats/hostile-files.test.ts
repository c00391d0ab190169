import { describe, expect, it } from 'vitest'
import { CineqoError } from '../../../../src/contracts/errors.ts'
import { readNovelFile } from '../../../../src/novel/read-novel-file.ts'
import { archiveCases } from './hostile/archives.ts'
import { bookCases } from './hostile/books.ts'
import type { HostileCase } from './hostile/case.ts'
import { pageCases } from './hostile/pages.ts'
import { textCases } from './hostile/texts.ts'
import { fileOf } from './writers/novel-files.ts'

const cases = [...archiveCases, ...bookCases, ...pageCases, ...textCases].map((hostile): [string, HostileCase] => [
  `${hostile.what} (${hostile.fileName})`,
  hostile,
])

describe('a hostile file is read with a report or refused with a reason', () => {
  it.each(cases)('%s', { timeout: 10_000 }, async (_name, { fileName, bytes, outcome }) => {
    const file = fileOf(await bytes(), fileName, 64 * 1024)
    if ('error' in outcome) {
      const error: unknown = await readNovelFile(file).then(
        (reading) => reading.novel.text.slice(0, 500),
        (reason: unknown) => reason,
      )
      expect(error).toBeInstanceOf(CineqoError)
      expect(error).toMatchObject({ code: outcome.error, params: outcome.params ?? {} })
      return
    }
    const { novel, report } = await readNovelFile(file)
    const places = outcome.paragraphs.map((text) => novel.paragraphs.indexOf(text))
    expect({
      places: places.every((place, i) => place > (places[i - 1] ?? -1)),
      text: novel.text.slice(0, 500),
    }).toMatchObject({
      places: true,
    })
    expect(report.changes.map((change) => change.kind)).toEqual(expect.arrayContaining(outcome.changes ?? []))
    expect(report.notes.map((note) => note.code)).toEqual(expect.arrayContaining(outcome.notes ?? []))
  })
})
