/** What lies in the storage of a stack beside what its tables say. */
import { readdir } from 'node:fs/promises'
import { expect } from 'vitest'
import type { Stack } from './stack.ts'

/** The paths of all files in the storage of a stack, sorted. */
export async function storedFiles({ storageDirectory }: Stack): Promise<string[]> {
  const entries = await readdir(storageDirectory, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`)
    .sort()
}

/** Checks that every file of a novel has its row, and every row its file. */
export async function expectFilesToHaveRows({ database, storageDirectory }: Stack): Promise<void> {
  const entries = await readdir(storageDirectory, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const rows = await database.sql`SELECT storage_key AS key FROM novel UNION SELECT original_key FROM novel`
  expect(files.map(({ name }) => name).sort()).toEqual(rows.map(({ key }) => key.split('/').at(-1)).sort())
}
