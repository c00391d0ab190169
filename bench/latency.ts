/**
 * How long it takes from a submitted job to its first running activity, through HTTP, PostgreSQL and Temporal, beside a bare Temporal
 * workflow with one activity. Both take turns, on the same servers, each with a worker in a process of its own.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, Connection } from '@temporalio/client'
import { createClient } from '../src/client/index.ts'
import { holdLocalServices, stopLocalServices } from '../src/local/index.ts'
import { bareQueue } from './bare/worker.ts'
import { type StartedProcess, startProcess } from './processes.ts'
import { type Summary, summarise } from './statistics.ts'

/** Runs before the measurement, while caches and pools fill. */
const warmUpRuns = 10
const tinyNovel = '第一章 雨夜\n林晚推开门，道：“有人吗？”\n没有人回答。'

export async function benchLatency(runs: number): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'cineqo-bench-'))
  const processes: StartedProcess[] = []
  const held = await holdLocalServices({
    directory,
    role: 'bench',
    need: { postgres: true, temporal: true },
    onProgress: (message) => console.error(message),
  })
  try {
    const port = 20_000 + Math.floor(Math.random() * 10_000)
    // The keys of whoever measures stay out of it.
    const offline = { TEXT_PROVIDER: 'offline', IMAGE_PROVIDER: 'offline' }
    const environment = { CINEQO_DIRECTORY: directory, PORT: String(port), LOG_LEVEL: 'warn', ...offline }
    const temporalAddress = held.temporalAddress ?? ''
    processes.push(
      await startProcess('../src/api/main.ts', { environment }),
      await startProcess('../src/worker.ts', { environment }),
      await startProcess('./bare/worker.ts', { args: [temporalAddress] }),
    )
    const cineqo = createClient({ baseUrl: `http://127.0.0.1:${port}` })
    const project = await cineqo.createProject({ name: 'bench' })
    await cineqo.putNovel(project.id, tinyNovel)
    const connection = await Connection.connect({ address: temporalAddress })
    const temporal = new Client({ connection })

    const jobStarts: number[] = []
    const accepted: number[] = []
    const bareStarts: number[] = []
    for (let run = -warmUpRuns; run < runs; run++) {
      const submittedAt = Date.now()
      const job = await cineqo.startJob({ type: 'novel_split', projectId: project.id })
      const acceptedAt = Date.now()
      const ended = await cineqo.waitForJob(job.id)
      if (ended.status !== 'completed' || !ended.startedAt) throw new Error(`Job ${job.id} ended as ${ended.status}.`)
      const bareAt = Date.now()
      const ranAt = await temporal.workflow.execute('bare', {
        taskQueue: bareQueue,
        workflowId: `bare/${run}`,
        args: [],
      })
      if (run < 0) continue
      jobStarts.push(Date.parse(ended.startedAt) - submittedAt)
      accepted.push(acceptedAt - submittedAt)
      bareStarts.push(ranAt - bareAt)
    }
    await connection.close()
    print(runs, {
      'POST /api/jobs answered': summarise(accepted),
      'job: submit to first activity': summarise(jobStarts),
      'bare workflow: start to activity': summarise(bareStarts),
    })
  } finally {
    await Promise.all(processes.map((started) => started.stop()))
    await held.release()
    await stopLocalServices(directory)
    rmSync(directory, { recursive: true, force: true })
  }
}

function print(runs: number, rows: Record<string, Summary>): void {
  console.log(`\n## From submit to start\n\n${runs} runs each, in turns, after ${warmUpRuns} to warm up.`)
  console.log('Temporal dev server on SQLite, PostgreSQL, API, worker and bare worker share these cores.\n')
  console.log('| milliseconds | n | min | p50 | p99 | max |')
  console.log('|---|---|---|---|---|---|')
  for (const [title, { n, min, p50, p99, max }] of Object.entries(rows)) {
    console.log(`| ${title} | ${n} | ${min} | ${p50} | ${p99} | ${max} |`)
  }
  const [, job, bare] = Object.values(rows)
  if (job && bare) {
    console.log(`\nRatio job / bare: p50 ${(job.p50 / bare.p50).toFixed(2)}, p99 ${(job.p99 / bare.p99).toFixed(2)}.`)
  }
}
