import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { Connection } from '@temporalio/client'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { stopLocalServices } from '../../../src/local/index.ts'
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

async function query<T>(databaseUrl: string | undefined, statement: string): Promise<T[]> {
  const sql = postgres(databaseUrl as string, { max: 1, onnotice: () => {} })
  try {
    return (await sql.unsafe(statement)) as unknown as T[]
  } finally {
    await sql.end()
  }
}

test('what is in the database and in Temporal survives a stop and a start, on the same ports', async () => {
  const first = await world.hold()
  await query(first.databaseUrl, "create table words as select '语言' as word")
  const before = await Connection.connect({ address: first.temporalAddress as string })
  const namespace = { namespace: 'kept', workflowExecutionRetentionPeriod: { seconds: 86_400 } }
  await before.workflowService.registerNamespace(namespace as never)
  await before.close()
  await first.release()
  await stopLocalServices(world.directory)

  const second = await world.hold()
  expect(second.databaseUrl).toBe(first.databaseUrl)
  expect(second.temporalAddress).toBe(first.temporalAddress)
  expect(await query(second.databaseUrl, 'select word from words')).toEqual([{ word: '语言' }])
  const after = await Connection.connect({ address: second.temporalAddress as string })
  const found = await after.workflowService.describeNamespace({ namespace: 'kept' })
  expect(found.namespaceInfo?.name).toBe('kept')
  await after.close()
})

test('ports that somebody else uses are left alone, and the person is told', async () => {
  const takers = await Promise.all([listen(), listen(), listen()])
  const [postgresPort, temporal, temporalUi] = takers.map(portOf) as [number, number, number]
  const told: string[] = []
  await world.hold({
    ports: { postgres: postgresPort, temporal, temporalUi },
    onProgress: (message) => told.push(message),
  })
  const { services } = await world.status()
  expect(services.postgres.ports.postgres).not.toBe(postgresPort)
  expect(services.temporal.ports.temporal).not.toBe(temporal)
  expect(told).toContain(`Port ${postgresPort} is in use; PostgreSQL uses ${services.postgres.ports.postgres} instead.`)
  expect(takers.every((taker) => taker.listening)).toBe(true)
  for (const taker of takers) taker.close()
})

test.runIf(process.platform === 'linux')('everything listens on 127.0.0.1 only', async () => {
  await world.hold()
  const { services } = await world.status()
  const ours = [services.postgres.pid, services.temporal.pid].flatMap((pid) => listeningAddresses(pid as number))
  expect(ours.length).toBeGreaterThanOrEqual(3)
  // 127.0.0.1 as the kernel prints it on little-endian machines, also inside IPv6.
  expect(ours.filter((address) => !address.endsWith('0100007F'))).toEqual([])
})

test('the password is random, and readable by its owner alone', async () => {
  const { databaseUrl } = await world.hold(onlyPostgres)
  const file = join(world.directory, 'local', 'postgres-password')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(statSync(join(world.directory, 'local')).mode & 0o777).toBe(0o700)
  const password = readFileSync(file, 'utf8').trim()
  expect(password.length).toBeGreaterThan(20)
  const wrong = (databaseUrl as string).replace(password, 'wrong')
  await expect(query(wrong, 'select 1')).rejects.toThrow('password authentication failed')
})

test('a lost password is replaced, the data stays', async () => {
  const first = await world.hold(onlyPostgres)
  await query(first.databaseUrl, 'create table kept as select 1 as one')
  await first.release()
  await stopLocalServices(world.directory)
  rmSync(join(world.directory, 'local', 'postgres-password'))
  const second = await world.hold(onlyPostgres)
  expect(second.databaseUrl).not.toBe(first.databaseUrl)
  expect(await query(second.databaseUrl, 'select one from kept')).toEqual([{ one: 1 }])
})

test('after a crash, a process that only has the number of an old server is not touched', async () => {
  const first = await world.hold(onlyPostgres)
  await first.release()
  await stopLocalServices(world.directory)
  const bystander = spawn('sleep', ['60'])
  const data = join(world.directory, 'postgres', 'data')
  const servers = join(world.directory, 'local', 'servers.json')
  writeFileSync(
    servers,
    JSON.stringify({ root: world.directory, servers: { postgres: { pid: bystander.pid, mark: data } } }),
  )
  writeFileSync(join(data, 'postmaster.pid'), `${bystander.pid}\n${data}\n`)
  await world.hold(onlyPostgres)
  expect(bystander.exitCode).toBeNull()
  expect(bystander.signalCode).toBeNull()
  bystander.kill()
  await until(() => bystander.signalCode, 'the bystander is gone')
})

/** The local addresses of a process's listening TCP sockets, in the kernel's hexadecimal. */
function listeningAddresses(pid: number): string[] {
  const links = readdirSync(`/proc/${pid}/fd`).map((name) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${name}`)
    } catch {
      return ''
    }
  })
  const sockets = new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []))
  const rows = ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/${pid}/net/${table}`, 'utf8').split('\n').slice(1),
  )
  return rows.flatMap((row) => {
    const [, local = '', , state, , , , , , inode = ''] = row.trim().split(/\s+/)
    return state === '0A' && sockets.has(inode) ? local.slice(0, local.indexOf(':')) : []
  })
}

async function listen(): Promise<Server> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

function portOf(server: Server): number {
  return (server.address() as { port: number }).port
}
