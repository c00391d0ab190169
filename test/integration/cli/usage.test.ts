/** What can be said without any service: wrong arguments and settings, help. */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Commands } from './command.ts'

let commands: Commands
beforeAll(() => {
  commands = new Commands({ MAX_NOVEL_MEGABYTES: '0.001' })
  writeFileSync(join(commands.folder, 'novel.txt'), '从前有座山。')
  writeFileSync(join(commands.folder, 'large.txt'), 'x'.repeat(5000))
})
afterAll(() => commands.remove())

test.each<[string[], number, RegExp]>([
  [[], 1, /Usage: cineqo/],
  [['fly'], 1, /unknown command 'fly'/],
  [['run'], 1, /missing required argument 'file'/],
  [['run', 'novel.txt', '--fast'], 1, /unknown option '--fast'/],
  [['run', 'novel.txt', '--mode', 'best'], 1, /--mode must be one of auto, chapters, count; it is "best"/],
  [['run', 'novel.txt', '--mode', 'count'], 1, /needs --max-episodes/],
  [['run', 'novel.txt', '--max-episodes', '1.5'], 1, /whole number from 1 to 2000; it is "1.5"/],
  [['run', 'novel.txt', '--minutes-per-episode', '61'], 1, /number of minutes from 0\.5 to 60; it is "61"/],
  [['run', 'novel.txt', '--encoding', 'latin-9'], 1, /--encoding must be one of utf-8, .*; it is "latin-9"/],
  [['run', 'novel.txt', '--language', 'fr'], 1, /zh, en/],
  [['run', 'missing.txt'], 2, /There is no file missing\.txt/],
  [['run', '.'], 2, /not a file/],
  [['run', 'large.txt'], 2, /the limit is 0\.001 MB/],
  [['export', 'x'], 1, /--out/],
  [['run', 'novel.txt', '--out', 'novel.txt'], 1, /Nothing can be written into .*novel\.txt \((ENOTDIR|EEXIST)\)/],
  [['run', 'novel.txt', '--out', '/dev/null/out'], 1, /\(ENOTDIR\)/],
])('cineqo %j', async (args, exitCode, words) => {
  const { code, stdout, stderr } = await commands.run(...args)
  expect(stderr).toMatch(words)
  expect(stdout).toBe('')
  expect(code).toBe(exitCode)
})

test('with --json an error is a problem document', async () => {
  const { code, stderr } = await commands.run('run', 'missing.txt', '--json')
  expect(code).toBe(2)
  expect(JSON.parse(stderr)).toMatchObject({
    code: 'file_missing',
    exitCode: 2,
    detail: expect.stringContaining('missing.txt'),
  })
})

test('help is no error, and tells the exit codes', async () => {
  const { code, stdout } = await commands.run('--help')
  expect(code).toBe(0)
  expect(stdout).toMatch(/130 {2}cancelled/)
})

test('a Chinese system is spoken to in Chinese', async () => {
  const chinese = new Commands({ LC_ALL: 'zh_CN.UTF-8' })
  expect((await chinese.run('run', 'missing.txt')).stderr).toContain('找不到文件')
  chinese.remove()
})

test('an API that is named and does not answer ends with exit code 5', async () => {
  const elsewhere = new Commands({ CINEQO_API_URL: 'http://127.0.0.1:9' })
  const { code, stderr } = await elsewhere.run('jobs', '--json')
  expect(code).toBe(5)
  expect(JSON.parse(stderr)).toMatchObject({ code: 'api_silent' })
  elsewhere.remove()
})

test('settings that are not valid are named', async () => {
  const wrong = new Commands({ PORT: 'many' })
  const { code, stderr } = await wrong.run('jobs')
  expect(stderr).toContain('PORT')
  expect(code).toBe(1)
  wrong.remove()
})

test.runIf(existsSync('/proc/self'))('a folder that can never be made is said at once', async () => {
  const { code, stderr } = await commands.run('run', 'novel.txt', '--out', '/proc/out')
  expect(stderr).toMatch(/Nothing can be written into \/proc\/out/)
  expect(code).toBe(1)
})
