import { execFileSync } from 'node:child_process'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type HeldServices, keepLocalServices, type LocalStatus } from '../../../src/local/index.ts'
import { accepts, until, World } from './world.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let world: World
let held: HeldServices
beforeAll(async () => {
  world = new World()
  held = await world.hold()
})
afterAll(() => world.remove())

type Name = keyof LocalStatus['services']

async function ready(name: Name, previousPid: number | undefined): Promise<void> {
  await until(async () => {
    const { state, pid } = (await world.status()).services[name]
    return state === 'ready' && pid !== previousPid
  }, `${name} is back`)
}

/** Process ids of the children of a process. */
function childrenOf(parent: number): number[] {
  const listed = execFileSync('ps', ['-ax', '-o', 'pid=,ppid='], { encoding: 'utf8' })
  const rows = listed
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
  return rows.filter(([, ppid]) => ppid === parent).map(([pid]) => pid as number)
}

/** The outer shell of the guard that runs a server, and the inner one beside the server. */
async function guardOf(name: Name): Promise<{ server: number; outer: number; inner: number }> {
  const status = await world.status()
  const server = status.services[name].pid as number
  const outer = childrenOf(status.supervisor.pid).find((pid) => childrenOf(pid).includes(server)) as number
  const inner = childrenOf(outer).find((pid) => pid !== server) as number
  return { server, outer, inner }
}

test.each<Name>(['postgres', 'temporal'])('%s that is killed comes back on its port', async (name) => {
  const before = (await world.status()).services[name]
  process.kill(before.pid as number, 'SIGKILL')
  await ready(name, before.pid)
  const after = (await world.status()).services[name]
  expect(after.ports).toEqual(before.ports)
  expect(after.restarts).toBe(before.restarts + 1)
  expect(after.problem).toContain('signal 9')
  expect(await accepts(Object.values(after.ports)[0] as number)).toBe(true)
})

test.each(['outer', 'inner'] as const)(
  'a server whose %s guard is killed is started again under a new one',
  async (part) => {
    const before = await guardOf('temporal')
    process.kill(before[part], 'SIGKILL')
    await ready('temporal', before.server)
    expect(world.processes().map((line) => Number.parseInt(line, 10))).not.toContain(before.server)
    const after = await guardOf('temporal')
    expect(after.inner).not.toBe(before.inner)
  },
)

test('holders of a supervisor that is killed get a new one, on the same ports', async () => {
  const before = await world.status()
  process.kill(before.supervisor.pid, 'SIGKILL')
  await until(async () => {
    const now = await world.status()
    return now.supervisor.pid !== before.supervisor.pid && now.holders.length === 1
  }, 'a new supervisor has the holder')
  await until(async () => (await world.status()).services.temporal.state === 'ready', 'Temporal is back')
  const after = await world.status()
  expect(after.databaseUrl).toBe(held.databaseUrl)
  expect(after.temporalAddress).toBe(held.temporalAddress)
  const sql = postgres(held.databaseUrl as string, { max: 1, onnotice: () => {} })
  await expect(sql`select 1 as one`).resolves.toMatchObject([{ one: 1 }])
  await sql.end()
})

test('servers that are left over because their guards were killed too are stopped by the next start', async () => {
  const before = await world.status()
  const guards = [await guardOf('postgres'), await guardOf('temporal')]
  for (const pid of [before.supervisor.pid, ...guards.flatMap(({ outer, inner }) => [inner, outer])]) {
    process.kill(pid, 'SIGKILL')
  }
  await until(async () => {
    const { supervisor, services } = await world.status()
    return supervisor.pid !== before.supervisor.pid && services.temporal.state === 'ready'
  }, 'the servers are back')
  const after = await world.status()
  expect(after.databaseUrl).toBe(before.databaseUrl)
  const running = world.processes().map((line) => Number.parseInt(line, 10))
  for (const { server } of guards) expect(running).not.toContain(server)
})

test('a supervisor that is killed leaves no server behind', async () => {
  const other = new World()
  const { supervisor, services } = await keepLocalServices(other.options())
  expect(services.temporal.pid).toBeGreaterThan(0)
  process.kill(supervisor.pid, 'SIGKILL')
  await until(() => other.processes().length === 0, 'no process is left')
  await other.remove()
})
