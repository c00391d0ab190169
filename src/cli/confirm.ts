import { createInterface } from 'node:readline/promises'

/** Asks the person on the terminal. Anything but yes is no. Rejects with the reason of `signal`. */
export async function confirm(question: string, signal: AbortSignal): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^(?:y|yes|是|好)$/i.test((await lines.question(question, { signal })).trim())
  } finally {
    lines.close()
  }
}
