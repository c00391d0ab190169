/** The demo and the services with nothing set: on servers of its own, of which nothing is left. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { resultSchema } from '../../../src/contracts/entities.ts'
import { stopLocalServices } from '../../../src/local/index.ts'
import { Commands } from './command.ts'

vi.setConfig({ testTimeout: 180_000 })

let commands: Commands
beforeAll(() => {
  commands = new Commands()
})
afterAll(async () => {
  await stopLocalServices(join(commands.folder, '.cineqo'), { force: true })
  commands.remove()
})

/** Processes whose command line names the folder of the test. */
function leftovers(): string[] {
  const listed = execFileSync('ps', ['-ww', '-ax', '-o', 'args='], { encoding: 'utf8' })
  return listed.split('\n').filter((line) => line.includes(commands.folder))
}

test('the demo ends by itself with pictures on disk and no process left, also the second time', async () => {
  for (const round of [1, 2]) {
    const { code, stdout, stderr } = await commands.run('demo', '--json')
    expect(code, `round ${round}: ${stderr}`).toBe(0)
    expect(stderr).toMatch(/Page: http:\/\/127\.0\.0\.1:\d+/)
    expect(stderr).toMatch(/Temporal: http:\/\/127\.0\.0\.1:\d+/)
    const { characters } = resultSchema.parse(JSON.parse(stdout))
    const pictures = characters.flatMap(({ image }) => image ?? [])
    expect(pictures.length).toBeGreaterThan(0)
    for (const picture of pictures) expect(readFileSync(picture).length).toBeGreaterThan(1000)
    expect(leftovers()).toEqual([])
  }
  const projects = JSON.parse((await commands.run('projects', '--json')).stdout)
  expect(projects).toHaveLength(2)
})

test('services stay up when they are started on purpose, are used by commands, and stop', async () => {
  const started = await commands.run('services', 'start', '--json')
  expect(started.code, started.stderr).toBe(0)
  const { databaseUrl, temporalAddress, temporalUi } = JSON.parse(started.stdout)
  expect(databaseUrl).toMatch(/^postgres/)
  expect(temporalAddress).toMatch(/^127\.0\.0\.1:\d+$/)
  expect((await fetch(temporalUi)).status).toBe(200)

  expect((await commands.run('jobs')).code).toBe(0)
  const status = JSON.parse((await commands.run('services', 'status', '--json')).stdout)
  expect(execFileSync(status.temporalCli, ['--version'], { encoding: 'utf8' })).toMatch(/temporal version/)
  // What README tells people to type in a shell of their own.
  const { stdout: settings } = await commands.run('services', 'env')
  const script = `${settings}\ntemporal operator cluster health && printf '%s' "$DATABASE_URL"`
  expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toMatch(`SERVING\n${databaseUrl}`)
  expect(status).toMatchObject({ running: true, kept: true, databaseUrl, holders: [] })

  expect((await commands.run('services', 'stop')).code).toBe(0)
  expect(leftovers()).toEqual([])
  expect(JSON.parse((await commands.run('services', 'status', '--json')).stdout)).toMatchObject({ running: false })
  expect(await commands.run('services', 'env')).toMatchObject({ code: 5, stdout: '' })
})
