import { z } from 'zod'
import type { CineqoClient } from '../client/index.ts'
import type { Cli } from './cli.ts'
import { CliError } from './cli-error.ts'
import { exitCodes } from './exit-codes.ts'

/** A project is named by its id or its name; of several with one name, the newest is meant. */
export async function projectIdOf({ say }: Cli, client: CineqoClient, project: string): Promise<string> {
  if (z.uuid().safeParse(project).success) return project
  const named = project.trim() ? (await client.projects({ name: project, limit: 1 })).items[0] : undefined
  if (!named) throw new CliError('not_found', exitCodes.error, say('no_project', { name: project }))
  return named.id
}
