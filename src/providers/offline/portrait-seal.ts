import { createHash } from 'node:crypto'
import type { PortraitTraits } from './portrait-traits.ts'

/** A seal of 76 units: a pattern of strokes that is the same for the same name and differs between names. */
export function drawSeal(name: string, { palette }: PortraitTraits): string {
  const bytes = createHash('sha256').update(name).digest()
  const cells: string[] = []
  for (let row = 0; row < 5; row++) {
    for (let column = 0; column < 3; column++) {
      if (((bytes[row * 3 + column] as number) & 1) === 0) continue
      // Mirrored, so that it reads as a sign and not as noise.
      for (const x of new Set([column, 4 - column]))
        cells.push(`<rect x="${10 + x * 11.4}" y="${10 + row * 11.4}" width="10.4" height="10.4" rx="2.4"/>`)
    }
  }
  return `<g opacity="0.94"><rect width="76" height="76" rx="10" fill="#a8322a"/><rect x="4.5" y="4.5" width="67" height="67" rx="7" fill="none" stroke="${palette.accent}" stroke-width="1.6" stroke-opacity="0.85"/><g fill="${palette.accent}">${cells.join('')}</g></g>`
}
