import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { keepLocalServices, servicesStatus, stopLocalServices } from '../../../src/local/index.ts'
import { until, World } from './world.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const onlyPostgres = { need: { postgres: true, temporal: false } }

let world: World
// One folder for all: creating a database is what takes time here, and no test minds the data of another.
beforeAll(() => {
  world = new World()
})
afterEach(() => world.stop())
afterAll(() => world.remove())

test('two holders share the servers, and the last to leave stops them', async () => {
  const api = await world.hold({ role: 'api', note: { url: 'http://127.0.0.1:3000' } })
  const worker = await world.hold({ role: 'worker' })
  expect(worker.databaseUrl).toBe(api.databaseUrl)
  expect(worker.temporalAddress).toBe(api.temporalAddress)
  const status = await world.status()
  expect(status.holders).toMatchObject([
    { role: 'api', pid: process.pid, url: 'http://127.0.0.1:3000' },
    { role: 'worker', pid: process.pid },
  ])

  api.update({ url: 'http://127.0.0.1:3001' })
  await until(async () => (await world.status()).holders[0]?.url?.endsWith(':3001'), 'the note is changed')

  await api.release()
  await sleep(800)
  expect((await world.status()).supervisor.pid).toBe(status.supervisor.pid)

  await worker.release()
  await until(() => world.processes().length === 0, 'no process is left')
  expect(await servicesStatus(world.directory)).toBeNull()
})

test('servers whose only holder is killed stop', async () => {
  const holder = await world.holder()
  expect(world.processes()).not.toHaveLength(0)
  holder.kill('SIGKILL')
  await until(() => world.processes().length === 0, 'no process is left')
})

test('five processes that start at the same moment get one supervisor', async () => {
  const held = await Promise.all([1, 2, 3, 4, 5].map(() => world.holder({ ...onlyPostgres, graceMs: 3_000 })))
  const { holders } = await world.status()
  expect(holders.map(({ pid }) => pid).sort()).toEqual(held.map(({ pid }) => pid).sort())
  await until(() => world.processes().filter((line) => line.includes('supervisor-main')).length === 1, 'one is left')
})

test('kept servers outlive their starter and stop when asked to', async () => {
  const status = await keepLocalServices(world.options(onlyPostgres))
  expect(status).toMatchObject({ kept: true, holders: [], services: { postgres: { state: 'ready' } } })
  await sleep(800)
  expect((await world.status()).supervisor.pid).toBe(status.supervisor.pid)
  expect(await stopLocalServices(world.directory)).toEqual({ stopped: true, wasRunning: true, holders: [] })
  expect(world.processes()).toEqual([])
})

test('servers whose folder is deleted stop', async () => {
  await keepLocalServices(world.options(onlyPostgres))
  rmSync(world.directory, { recursive: true, force: true, maxRetries: 5 })
  await until(() => world.processes().length === 0, 'no process is left')
})

test('servers that somebody holds are not stopped under them, unless forced', async () => {
  const told: string[] = []
  await world.hold({ ...onlyPostgres, onProgress: (message) => told.push(message) })
  const refused = await stopLocalServices(world.directory)
  expect(refused).toMatchObject({ stopped: false, wasRunning: true, holders: [{ role: 'test', pid: process.pid }] })
  expect((await world.status()).services.postgres.state).toBe('ready')

  expect(await stopLocalServices(world.directory, { force: true })).toMatchObject({ stopped: true })
  expect(told.at(-1)).toContain('stopped on purpose')
  await sleep(500)
  expect(world.processes()).toEqual([])
})

test('a server that nobody needs is not started', async () => {
  const held = await world.hold(onlyPostgres)
  expect(held.temporalAddress).toBeUndefined()
  expect((await world.status()).services.temporal.state).toBe('off')
  const more = await world.hold()
  expect(more.temporalAddress).toMatch(/^127\.0\.0\.1:\d+$/)
  expect(more.databaseUrl).toBe(held.databaseUrl)
})
