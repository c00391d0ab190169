import { readFileSync } from 'node:fs'

/** Content of a small JSON file, or undefined when it is missing or broken: these files only remember, they can be lost. */
export function readJson<T>(path: string): Partial<T> | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return typeof value === 'object' && value !== null ? (value as Partial<T>) : undefined
  } catch {
    return undefined
  }
}
