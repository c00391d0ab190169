/** Puts a novel into a project and adapts it: what `run` and `demo` have in common. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { CineqoClient } from '../client/index.ts'
import type { Project } from '../contracts/entities.ts'
import type { JobInputs } from '../contracts/job-inputs.ts'
import type { Language } from '../contracts/text.ts'
import type { Cli } from './cli.ts'
import type { ExitCode } from './exit-codes.ts'
import { followJob, outcomeOf } from './follow-job.ts'
import type { Interrupts } from './interrupts.ts'
import type { NovelFile } from './novel-file.ts'
import type { Stack } from './stack.ts'
import { type WrittenResult, writeResult } from './write-result.ts'

export interface Adaptation {
  project: Project
  input: Partial<JobInputs['adaptation']>
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
  options: { name: string; language?: Language; signal: AbortSignal },
): Promise<Project> {
  const { name, language, signal } = options
  const { terminal, say } = cli
  const existing = (await client.projects({ name, limit: 1 }, { signal })).items[0]
  if (existing) terminal.note(say('project_again', { name }))
  const project = existing ?? (await client.createProject({ name, ...(language && { language }) }, { signal }))
  const novel = await client.putNovel(project.id, novelFile.bytes, { fileName: novelFile.fileName, signal })
  const { characters, paragraphs, chapters } = novel
  terminal.note(say('novel_read', { name, characters, paragraphs, chapters }))
  // An existing project keeps the language that somebody chose for it.
  const wanted = language ?? (existing ? existing.language : novel.language)
  return wanted === project.language ? project : client.updateProject(project.id, { language: wanted }, { signal })
}

/** Runs one adaptation to its end and writes what came out. Throws when it failed or was cancelled. */
export async function adapt(cli: Cli, stack: Stack, { project, input, out, interrupts }: Adaptation): Promise<Adapted> {
  const { client } = stack
  const started = await client.startJob(
    { type: 'adaptation', projectId: project.id, input },
    { idempotencyKey: randomUUID(), signal: interrupts.second },
  )
  const job = await followJob(cli, stack, started.id, { interrupts, onInterrupt: 'cancel' })
  const exitCode = outcomeOf(cli, job)
  const result = { ...(await client.getResult(project.id, { signal: interrupts.second })), jobId: job.id }
  const written = await writeResult(cli, client, result, out ?? join(cli.config.directory, 'out', job.id))
  return { written, exitCode, offline: job.provider === 'offline' }
}
