import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linesOf, splitLines } from '../../../src/novel/lines.ts'

const LINE_ENDS = ['\n', '\r\n', '\r', '\u0085', '\u2028', '\u2029', '\v', '\f']

async function read(pieces: readonly string[]) {
  const changes = new Map()
  const lines: string[] = []
  const source = (async function* () {
    yield* pieces
  })()
  for await (const batch of linesOf(source, changes)) lines.push(...batch)
  return { lines, unified: changes.get('unified_line_ends') ?? 0 }
}

describe('linesOf', () => {
  it('splits at the line ends of every system and counts those that are no newline', async () => {
    const text = LINE_ENDS.map((end, i) => `line ${i}${end}`).join('')
    const lines = [...LINE_ENDS.map((_, i) => `line ${i}`), '']
    expect(await read([text])).toEqual({ lines, unified: LINE_ENDS.length - 1 })
  })

  it('gives the same lines however the text is cut into pieces', async () => {
    const part = fc.oneof(fc.constantFrom(...LINE_ENDS), fc.string({ maxLength: 3 }))
    await fc.assert(
      fc.asyncProperty(fc.array(part), async (parts) => {
        const text = parts.join('')
        expect(await read(parts)).toEqual(await read([text]))
        expect((await read([...text])).lines).toEqual(splitLines(text))
      }),
    )
  })
})
