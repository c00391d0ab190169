/** `cineqo run` and its relatives on servers that the settings name: they start an API and a worker, and stop them. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Result, resultSchema } from '../../../src/contracts/entities.ts'
import { expectTiling } from '../../support/jobs.ts'
import { zhNovel } from '../../support/novels.ts'
import { childrenOf } from '../../support/processes.ts'
import { openStack, type Stack, until } from '../../support/stack.ts'
import { englishStory } from '../../unit/novel/formats/story.ts'
import { writeDocx } from '../../unit/novel/formats/writers/office.ts'
import { Commands, isAlive, untilSaid } from './command.ts'

vi.setConfig({ testTimeout: 120_000 })

let stack: Stack
let commands: Commands
const novel = zhNovel(3)
beforeAll(async () => {
  stack = await openStack({ api: false })
  commands = new Commands(stack.environment)
  writeFileSync(join(commands.folder, '短篇.txt'), novel)
  writeFileSync(join(commands.folder, 'long.txt'), zhNovel(120))
})
afterAll(async () => {
  commands.remove()
  await stack.close()
})

const isPng = (path: string) => readFileSync(path).subarray(0, 8).toString('hex') === '89504e470d0a1a0a'

function expectWhole(result: Result): void {
  expectTiling(result.episodes, result.novel.paragraphs)
  expect(result.characters.length).toBeGreaterThan(0)
  for (const { evidence } of result.characters) {
    expect(evidence.length).toBeGreaterThan(0)
    for (const { quote } of evidence) expect(novel).toContain(quote)
  }
}

test('--json prints the result and nothing else; --out writes it with the pictures', async () => {
  const { code, stdout, stderr } = await commands.run('run', '短篇.txt', '--json', '--out', 'out')
  expect(code, stderr).toBe(0)
  const result = resultSchema.parse(JSON.parse(stdout))
  expectWhole(result)
  const out = join(commands.folder, 'out')
  expect(JSON.parse(readFileSync(join(out, 'result.json'), 'utf8'))).toEqual(result)
  const pictures = result.characters.flatMap(({ image }) => image ?? [])
  expect(pictures.length).toBeGreaterThan(0)
  for (const picture of pictures) {
    expect(picture).toMatch(/^images\/\d{3}-/)
    expect(isPng(join(out, picture)), picture).toBe(true)
  }
  expect(readFileSync(join(out, 'episodes/001.md'), 'utf8')).toContain(result.episodes[0]?.script)
})

test('running a novel again goes on in its project; without --out the paths of pictures are absolute', async () => {
  const { code, stdout, stderr } = await commands.run(
    'run',
    '短篇.txt',
    '--json',
    '--mode',
    'count',
    '--max-episodes',
    '2',
  )
  expect(code, stderr).toBe(0)
  const result = resultSchema.parse(JSON.parse(stdout))
  expectWhole(result)
  expect(result.episodes).toHaveLength(2)
  for (const { image } of result.characters) if (image !== null) expect(isPng(image), image).toBe(true)
  const listed = await commands.run('projects', '--json')
  expect(JSON.parse(listed.stdout).map(({ name }: { name: string }) => name)).toEqual(['短篇'])
})

test('a file of another format is read, the person hears how, and its chapters are written', async () => {
  writeFileSync(join(commands.folder, 'ferry.docx'), await writeDocx(englishStory))
  const args = ['run', 'ferry.docx', '--no-images', '--out', 'ferry', '--minutes-per-episode', '0.5', '--json']
  const { code, stdout, stderr } = await commands.run(...args)
  expect(code, stderr).toBe(0)
  expect(stderr).toContain('Word (docx)')
  const result = resultSchema.parse(JSON.parse(stdout))
  expect(result.novel.report).toMatchObject({ format: 'docx', encoding: null })
  const texts = result.chapters.map((_chapter, index) =>
    readFileSync(join(commands.folder, `ferry/chapters/00${index + 1}.txt`), 'utf8'),
  )
  expect(texts.join('').match(/[^\n]+/g)).toHaveLength(result.novel.paragraphs)
})

test('an encoding that is chosen is used, and one that is wrong ends with what to do', async () => {
  writeFileSync(join(commands.folder, 'latin.txt'), Buffer.from('Chapter 1\n\nGrüße. '.repeat(20), 'latin1'))
  const chosen = ['run', 'latin.txt', '--no-images', '--json', '--encoding']
  const right = await commands.run(...chosen, 'windows-1252')
  expect(JSON.parse(right.stdout).novel.report).toMatchObject({ encoding: 'windows-1252', encodingSource: 'chosen' })
  const wrong = await commands.run(...chosen, 'utf-8')
  expect(wrong.code).toBe(2)
  expect(JSON.parse(wrong.stderr.trim().split('\n').at(-1) ?? '')).toMatchObject({ code: 'novel_undecodable' })
})

test('--no-images draws none, and a person gets a summary', async () => {
  const { code, stdout } = await commands.run('run', '短篇.txt', '--no-images', '--project', 'Without pictures')
  expect(code).toBe(0)
  expect(stdout).toContain('0 pictures')
  expect(stdout).toContain('沈惊鸿')
})

test('Ctrl-C cancels the job and exits with 130; retry does the rest', async () => {
  const command = commands.start('run', 'long.txt', '--json', '--mode', 'chapters', '--no-images')
  await untilSaid(command, /write [1-9]\d*\/120/)
  command.process.kill('SIGINT')
  const cancelled = await command.ended
  expect(cancelled.code).toBe(130)
  expect(cancelled.stdout).toBe('')
  expect(JSON.parse(cancelled.stderr.trim().split('\n').at(-1) ?? '')).toMatchObject({
    code: 'cancelled',
    exitCode: 130,
  })

  const [job] = JSON.parse((await commands.run('jobs', '--json', '--status', 'cancelled')).stdout)
  expect(job).toMatchObject({ type: 'adaptation', projectName: 'long' })
  const retried = await commands.run('retry', job.id, '--json')
  expect(retried.code, retried.stderr).toBe(0)
  expect(JSON.parse(retried.stdout)).toMatchObject({ id: job.id, status: 'completed', progress: 100, runs: 2 })
  expect((await commands.run('retry', job.id)).code).toBe(1)

  const exported = await commands.run('export', 'long', '--out', 'long', '--json')
  expect(JSON.parse(exported.stdout).episodes).toHaveLength(120)
})

test('a worker that is killed in the middle of work is started again, and the job completes', async () => {
  const command = commands.start('run', 'long.txt', '--project', 'Killed worker', '--no-images')
  await untilSaid(command, /write [1-9]\d*\//)
  const [worker] = childrenOf(command.process.pid, 'worker.ts')
  process.kill(worker as number, 'SIGKILL')
  const { code, stderr } = await command.ended
  expect(stderr).toContain('The worker stopped (SIGKILL); starting it again.')
  expect(code, stderr).toBe(0)
})

test('nothing outlives a command that is killed, and the same command goes on with the job', async () => {
  const args = ['run', 'long.txt', '--project', 'Killed command', '--no-images', '--json']
  const command = commands.start(...args)
  await untilSaid(command, /write [1-9]\d*\//)
  const children = childrenOf(command.process.pid, 'src/')
  expect(children).toHaveLength(2)
  command.process.kill('SIGKILL')
  await until('the API and the worker to end', () => !children.some(isAlive), 30_000)

  const { code, stdout, stderr } = await commands.run(...args)
  expect(code, stderr).toBe(0)
  expect(stderr).toContain('following it')
  const { episodes, novel: facts } = resultSchema.parse(JSON.parse(stdout))
  expectTiling(episodes, facts.paragraphs)
})

test('a file that is no novel ends with exit code 2 and a problem', async () => {
  writeFileSync(join(commands.folder, 'picture.txt'), Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))
  const { code, stdout, stderr } = await commands.run('run', 'picture.txt', '--json')
  expect(code).toBe(2)
  expect(stdout).toBe('')
  expect(JSON.parse(stderr.trim().split('\n').at(-1) ?? '')).toMatchObject({ code: 'novel_mislabelled', status: 422 })
})
