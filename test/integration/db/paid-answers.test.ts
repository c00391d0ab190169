import { connect, createServer, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import type { ActivityDependencies } from '../../../src/activities/dependencies.ts'
import { payingFor } from '../../../src/activities/pay.ts'
import { connectDatabase } from '../../../src/db/client.ts'
import { findJobForWork } from '../../../src/db/queries/find-job-for-work.ts'
import { paidProviders } from '../../support/paid-providers.ts'
import { openLedgerWorld } from './ledger-world.ts'

/** A way to a server that can be cut, and mended. */
async function openWay(port: number) {
  const open = new Set<Socket>()
  let isCut = false
  const server = createServer((near) => {
    if (isCut) return void near.destroy()
    const far = connect(port, '127.0.0.1')
    for (const socket of [near, far]) {
      open.add(socket)
      socket.on('error', () => {}).on('close', () => open.delete(socket))
    }
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address() as { port: number }
  return {
    port: address.port,
    cut() {
      isCut = true
      for (const socket of open) socket.destroy()
    },
    mend() {
      isCut = false
    },
    close: () => server.close(),
  }
}

test('an answer that was paid for while the database was away is kept, and not asked for again', async () => {
  const world = await openLedgerWorld()
  const url = new URL(world.stack.databaseUrl)
  const way = await openWay(Number(url.port))
  url.port = String(way.port)
  url.hostname = '127.0.0.1'
  const database = connectDatabase({ url: url.href, poolSize: 2, applicationName: 'cut' })
  onTestFinished(async () => {
    way.mend()
    await database.close()
    way.close()
    await world.stack.close()
  })
  const projectId = await world.newProject()
  const jobId = await world.newJob(projectId, 'batch_image_generation')
  await world.newItems(jobId, 1)
  const job = await findJobForWork(world.db, jobId)
  const [item] = await world.sql`SELECT id FROM job_item WHERE job_id = ${jobId}`
  const { analyst, painter, priceOf } = paidProviders()
  const pay = payingFor({ database } as ActivityDependencies, {
    item: { id: item?.id } as never,
    job: job as never,
    providers: {
      analyst,
      painter,
      painterOf: () => painter,
      priceOf: priceOf as never,
      takeTurn: async () => () => {},
    },
    signal: new AbortController().signal,
  })
  const usage = { inputTokens: 500, cachedInputTokens: 0, outputTokens: 500, images: 0 }
  const ask = () =>
    pay({ step: 'script 1', model: 'paid-text', inputTokens: 500, most: usage }, async () => {
      way.cut()
      setTimeout(way.mend, 700)
      return { answer: { text: 'kept' }, usage }
    })
  expect(await ask()).toEqual({ text: 'kept' })
  expect(await world.spendingOf(jobId)).toMatchObject({ spentUsd: 0.01, reservedUsd: 0, uncertainUsd: 0 })
  const again = pay({ step: 'script 1', model: 'paid-text', inputTokens: 500, most: usage }, () =>
    Promise.reject(new Error('It is asked again.')),
  )
  expect(await again).toEqual({ text: 'kept' })
})
