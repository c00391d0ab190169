/** Puts a novel into a project and adapts it: what `run` and `demo` have in common. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { type CineqoClient, isCineqoApiError } from '../client/index.ts'
import type { Project } from '../contracts/entities.ts'
import type { Job } from '../contracts/job.ts'
import { type JobInputs, jobInputSchemas } from '../contracts/job-inputs.ts'
import type { NovelEncoding } from '../contracts/novel-file.ts'
import type { Language } from '../contracts/text.ts'
import type { Cli } from './cli.ts'
import { confirmCost } from './confirm-cost.ts'
import type { ExitCode } from './exit-codes.ts'
import { followJob, outcomeOf } from './follow-job.ts'
import type { Interrupts } from './interrupts.ts'
import type { NovelFile } from './novel-file.ts'
import { readingText } from './reading-text.ts'
import { sayAfterwards } from './say-afterwards.ts'
import type { Stack } from './stack.ts'
import { type WrittenResult, writeResult } from './write-result.ts'

export interface LoadedNovel {
  project: Project
  /** Whether the project had this novel before, so that a job of it that still runs is about it. */
  known: boolean
}

export interface Adaptation extends LoadedNovel {
  input: Partial<JobInputs['adaptation']>
  /** How much the job may spend. */
  budgetUsd?: number | undefined
  /** Starts without asking whether what it costs is wanted. */
  yes: boolean
  /** Where the result is written. Default: a folder of the job below `.cineqo/out`. */
  out?: string
  interrupts: Interrupts
}

export interface Adapted {
  written: WrittenResult
  exitCode: ExitCode
  /** Whether no model was asked for any of it. */
  offline: boolean
}

/** The project of that name with this novel in it. An existing one is used again, so that running twice does not make two. */
export async function loadNovel(
  cli: Cli,
  client: CineqoClient,
  novelFile: NovelFile,
  options: { name: string; language?: Language; encoding?: NovelEncoding; signal: AbortSignal },
): Promise<LoadedNovel> {
  const { name, language, encoding, signal } = options
  const { terminal, say } = cli
  const existing = (await client.projects({ name, limit: 1 }, { signal })).items[0]
  if (existing) terminal.note(say('project_again', { name }))
  const project = existing ?? (await client.createProject({ name, ...(language && { language }) }, { signal }))
  const { bytes, fileName } = novelFile
  const novel = await client.putNovel(project.id, bytes, { fileName, ...(encoding && { encoding }), signal })
  const { characters, paragraphs, chapters } = novel
  terminal.note([say('novel_read', { name, characters, paragraphs, chapters }), ...readingText(novel, cli)].join('\n'))
  // An existing project keeps the language that somebody chose for it.
  const wanted = language ?? (existing ? existing.language : novel.language)
  const known = existing?.novel?.sha256 === novel.sha256
  if (wanted === project.language) return { project, known }
  return { project: await client.updateProject(project.id, { language: wanted }, { signal }), known }
}

/** Runs one adaptation to its end and writes what came out. Throws when it is not wanted for what it costs, failed or was cancelled. */
export async function adapt(cli: Cli, stack: Stack, adaptation: Adaptation): Promise<Adapted> {
  const { client } = stack
  const { project, input, yes, out, interrupts } = adaptation
  await confirmCost(cli, client, { projectId: project.id, input, yes, signal: interrupts.first })
  const started = await startOrJoin(cli, client, adaptation)
  const job = await followJob(cli, stack, started.id, { interrupts, onInterrupt: 'cancel' })
  await sayAfterwards(cli, stack, job, interrupts.second)
  const exitCode = outcomeOf(cli, job)
  const result = { ...(await client.getResult(project.id, { signal: interrupts.second })), jobId: job.id }
  const written = await writeResult(cli, client, result, out ?? join(cli.config.directory, 'out', job.id))
  return { written, exitCode, offline: job.provider === 'offline' }
}

/** Starts the job, or goes on with the same one that an earlier command left behind when it was killed. */
async function startOrJoin(
  cli: Cli,
  client: CineqoClient,
  { project, input, budgetUsd, known, interrupts }: Adaptation,
): Promise<Job> {
  const signal = interrupts.first
  try {
    const request = { type: 'adaptation', projectId: project.id, input, budgetUsd } as const
    return await client.startJob(request, { idempotencyKey: randomUUID(), signal })
  } catch (error) {
    if (!known || !isCineqoApiError(error) || error.code !== 'job_running_already') throw error
    let running: Job = await client.getJobStatus(String(error.params.jobId), { signal })
    // What is in the way may be a part of the job that is meant.
    if (running.parentId) running = await client.getJobStatus(running.parentId, { signal })
    if (running.type !== 'adaptation') throw error
    if (!isDeepStrictEqual(settled(running.input), settled(input))) throw error
    cli.terminal.note(cli.say('joined', { job: running.id }))
    return running
  }
}

/** An input with its defaults, and without what is undefined. */
function settled(input: object): unknown {
  return JSON.parse(JSON.stringify(jobInputSchemas.adaptation.parse(input)))
}
