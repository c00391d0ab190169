import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Cli } from '../../../src/cli/cli.ts'
import { sayIn } from '../../../src/cli/text.ts'
import { withAbsolutePaths, writeResult } from '../../../src/cli/write-result.ts'
import { createClient } from '../../../src/client/index.ts'
import { type Result, resultSchema } from '../../../src/contracts/entities.ts'
import { aJob, type ScriptedServer, startServer } from '../client/scripted-server.ts'

const png = Buffer.from('89504e470d0a1a0a', 'hex')
let server: ScriptedServer
let folder: string
beforeEach(async () => {
  server = await startServer((request, response) => {
    if (request.url?.endsWith('/novel/text')) response.end('第一章\n雨。\n第二章\n雪。')
    else response.writeHead(200, { 'content-type': 'image/png' }).end(png)
  })
  folder = mkdtempSync(join(tmpdir(), 'cineqo-out-'))
})
afterEach(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

const cli = { say: sayIn('en') } as Cli

function character(name: string, image: string | null): Result['characters'][number] {
  const facts = { gender: null, age: null, isNarrator: false }
  return { name, aliases: [], importance: 'main', mentions: 3, evidence: [], ...facts, appearance: '', image }
}

const result: Result = {
  jobId: aJob().id,
  projectId: aJob().projectId,
  novel: { sha256: 'a'.repeat(64), characters: 10, paragraphs: 2, report: null },
  chapters: [
    { title: '第一章', volume: null, startParagraph: 0, endParagraph: 2 },
    { title: '第二章', volume: null, startParagraph: 2, endParagraph: 4 },
  ],
  episodes: [
    {
      number: 1,
      title: '雨夜',
      summary: '来客',
      hook: '门开了',
      script: '## 场景一',
      startParagraph: 0,
      endParagraph: 2,
    },
  ],
  characters: [character('../../林黛玉', '/api/images/1/file'), character('仆人', null)],
}

test('everything is written below the folder, and the document names the pictures', async () => {
  const out = join(folder, 'new', 'out')
  const written = await writeResult(cli, createClient({ baseUrl: server.url }), result, out)
  expect(readdirSync(out, { recursive: true }).sort()).toEqual([
    'chapters',
    'chapters/001.txt',
    'chapters/002.txt',
    'characters.json',
    'episodes',
    'episodes/001.md',
    'images',
    'images/001-林黛玉.png',
    'result.json',
  ])
  const document = resultSchema.parse(JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')))
  expect(document.characters.map(({ image }) => image)).toEqual(['images/001-林黛玉.png', null])
  expect(readFileSync(join(out, 'images/001-林黛玉.png'))).toEqual(png)
  expect(readFileSync(join(out, 'episodes/001.md'), 'utf8')).toBe('# 1. 雨夜\n\n来客\n\n> 门开了\n\n## 场景一\n')
  expect(readFileSync(join(out, 'chapters/002.txt'), 'utf8')).toBe('第二章\n\n雪。\n')
  expect(withAbsolutePaths(written).characters[0]?.image).toBe(join(out, 'images/001-林黛玉.png'))
})

test('chapters, episodes and pictures of an earlier, larger result go; what is not of it stays', async () => {
  const client = createClient({ baseUrl: server.url })
  const [episode] = result.episodes
  const second = { ...(episode as Result['episodes'][number]), number: 2 }
  const larger = {
    ...result,
    chapters: [...result.chapters, ...result.chapters.slice(1)],
    episodes: [...result.episodes, second],
    characters: [...result.characters, character('丙', '/api/images/3/file')],
  }
  await writeResult(cli, client, larger, folder)
  for (const own of ['episodes/003.md', 'images/notes.png', 'mine.txt']) writeFileSync(join(folder, own), 'mine')
  await writeResult(cli, client, result, folder)
  expect(readdirSync(join(folder, 'chapters')).sort()).toEqual(['001.txt', '002.txt'])
  expect(readdirSync(join(folder, 'episodes')).sort()).toEqual(['001.md', '003.md'])
  expect(readdirSync(join(folder, 'images')).sort()).toEqual(['001-林黛玉.png', 'notes.png'])
  expect(readFileSync(join(folder, 'mine.txt'), 'utf8')).toBe('mine')
})

test('a document that somebody else wrote removes nothing outside the folder', async () => {
  const out = join(folder, 'out')
  mkdirSync(out)
  writeFileSync(join(folder, '001.png'), 'mine')
  const forged = { ...result, characters: [character('甲', '../001.png'), character('乙', 'images/../../001.png')] }
  writeFileSync(join(out, 'result.json'), JSON.stringify(forged))
  await writeResult(cli, createClient({ baseUrl: server.url }), result, out)
  expect(readFileSync(join(folder, '001.png'), 'utf8')).toBe('mine')
})

test('a link that stands in the way is replaced, not followed', async () => {
  const secret = join(folder, 'secret')
  writeFileSync(secret, 'untouched')
  const out = join(folder, 'out')
  mkdirSync(out)
  symlinkSync(secret, join(out, 'result.json'))
  await writeResult(cli, createClient({ baseUrl: server.url }), result, out)
  expect(readFileSync(secret, 'utf8')).toBe('untouched')
  expect(JSON.parse(readFileSync(join(out, 'result.json'), 'utf8'))).toMatchObject({ jobId: result.jobId })
})

test('a folder that cannot be written says so', async () => {
  writeFileSync(join(folder, 'file'), '')
  const writing = writeResult(cli, createClient({ baseUrl: server.url }), result, join(folder, 'file', 'out'))
  await expect(writing).rejects.toMatchObject({ code: 'out_unwritable', exitCode: 1 })
})
