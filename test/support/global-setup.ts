/** Starts PostgreSQL and Temporal once for all files of a project, in a directory of their own, and stops them at the end. */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { loadConfig } from '../../src/config.ts'
import { holdLocalServices, stopLocalServices } from '../../src/local/index.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the server's own database; each stack makes one of its own. */
    databaseUrl: string
    temporalAddress: string
    temporalUi: string
    /** Where stacks keep their files; removed at the end. */
    testDirectory: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const testDirectory = await mkdtemp(join(tmpdir(), 'cineqo-test-'))
  // Under root, PostgreSQL runs as another user, who must be able to enter.
  await chmod(testDirectory, 0o755)
  const directory = join(testDirectory, '.cineqo')
  const { cliPath } = loadConfig().temporal
  const services = await holdLocalServices({
    directory,
    role: 'test',
    need: { postgres: true, temporal: true },
    ...(cliPath && { temporalCliPath: cliPath }),
    onProgress: (message) => console.log(message),
  })
  if (!services.databaseUrl || !services.temporalAddress) throw new Error('The local servers did not start.')
  project.provide('databaseUrl', services.databaseUrl)
  project.provide('temporalAddress', services.temporalAddress)
  project.provide('temporalUi', services.temporalUi ?? '')
  project.provide('testDirectory', testDirectory)
  return async () => {
    await services.release()
    await stopLocalServices(directory)
    await rm(testDirectory, { recursive: true, force: true })
  }
}
