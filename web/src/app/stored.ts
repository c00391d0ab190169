/** Small things the browser remembers. Every one may be missing: storage can be blocked or full. */

type StoredName = 'language' | 'theme'

export function readStored(name: StoredName): string | null {
  try {
    return localStorage.getItem(`cineqo.${name}`)
  } catch {
    return null
  }
}

export function writeStored(name: StoredName, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`cineqo.${name}`)
    else localStorage.setItem(`cineqo.${name}`, value)
  } catch {
    // The page works without a memory.
  }
}
