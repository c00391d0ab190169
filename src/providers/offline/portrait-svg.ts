/** Draws the portrait card: a bust before a sky, in a frame, with a seal made from the name. */
import type { PortraitBrief } from '../painter.ts'
import { drawBust } from './portrait-bust.ts'
import { drawSeal } from './portrait-seal.ts'
import { type PortraitTraits, readTraits } from './portrait-traits.ts'

/** The drawing's own units: a card is 768 wide at 3:4; other shapes show more or less of the background. */
const BASE_WIDTH = 768
const BASE_HEIGHT = 1024

/** SVG of a card. No text elements: fonts differ between machines and a missing one draws boxes. */
export function drawCard(brief: PortraitBrief, width: number, height: number): string {
  const traits = readTraits(brief)
  const scale = Math.min(width / BASE_WIDTH, height / BASE_HEIGHT)
  const left = (width - BASE_WIDTH * scale) / 2
  const top = height - BASE_HEIGHT * scale
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    definitions(traits),
    `<rect width="${width}" height="${height}" fill="url(#sky)"/>`,
    backdrop(traits, width, height),
    `<g transform="translate(${round(left)} ${round(top)}) scale(${round(scale)})">${drawBust(traits)}</g>`,
    `<rect width="${width}" height="${height}" fill="url(#vignette)"/>`,
    frame(traits, brief, width, height),
    `<g transform="translate(${round(width - 128 * scale)} ${round(height - 148 * scale)}) scale(${round(scale)})">${drawSeal(brief.name, traits)}</g>`,
    offlineMark(traits, height, scale),
    '</svg>',
  ].join('')
}

export function round(value: number): number {
  return Math.round(value * 1000) / 1000
}

function definitions({ palette, skin, skinShade }: PortraitTraits): string {
  return `<defs>
<linearGradient id="sky" x1="0" y1="0" x2="0.25" y2="1"><stop offset="0" stop-color="${palette.skyTop}"/><stop offset="0.62" stop-color="${palette.skyBottom}"/><stop offset="1" stop-color="${palette.accent}"/></linearGradient>
<radialGradient id="halo"><stop offset="0" stop-color="${palette.accent}" stop-opacity="0.95"/><stop offset="0.7" stop-color="${palette.accent}" stop-opacity="0.55"/><stop offset="1" stop-color="${palette.accent}" stop-opacity="0"/></radialGradient>
<radialGradient id="vignette" cx="0.5" cy="0.42" r="0.75"><stop offset="0.6" stop-color="#000" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity="0.34"/></radialGradient>
<linearGradient id="skin" x1="0" y1="0" x2="1" y2="0.4"><stop offset="0" stop-color="${skin}"/><stop offset="0.62" stop-color="${skin}"/><stop offset="1" stop-color="${skinShade}"/></linearGradient>
<linearGradient id="cloth" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="${palette.garment}"/><stop offset="1" stop-color="${palette.garmentShade}"/></linearGradient>
</defs>`
}

/** A light behind the head and one of four quiet patterns. */
function backdrop({ palette, dice }: PortraitTraits, width: number, height: number): string {
  const die = (index: number) => dice[index] as number
  const halo = `<circle cx="${width / 2}" cy="${round(height * 0.4)}" r="${round(Math.min(width, height) * 0.5)}" fill="url(#halo)" opacity="0.6"/>`
  const lines: string[] = []
  const stroke = `fill="none" stroke="${palette.accent}" stroke-opacity="0.28" stroke-width="2"`
  switch (die(8) % 4) {
    case 0: {
      // Distant hills in three layers.
      for (let layer = 0; layer < 3; layer++) {
        const base = height * (0.56 + layer * 0.09)
        const rise = (i: number) => ((die(9 + layer * 3 + (i % 3)) % 90) + 10) * (1 - layer * 0.2)
        const points = Array.from({ length: 7 }, (_, i) => [(width / 6) * i, base - rise(i)] as const)
        lines.push(
          `<path d="M0 ${height} L0 ${round(base)} ${smooth(points)} L${width} ${height} Z" fill="${palette.skyTop}" opacity="${round(0.16 + layer * 0.09)}"/>`,
        )
      }
      break
    }
    case 1: {
      // Waves of three rings.
      const size = 64
      for (let row = 0; row * size * 0.5 < height; row++) {
        for (let column = -1; column * size < width + size; column++) {
          const x = column * size + (row % 2 ? size / 2 : 0)
          const y = row * size * 0.5 + size / 2
          for (const ring of [0.5, 0.34, 0.18])
            lines.push(
              `<path d="M${round(x - size * ring)} ${y} A${size * ring} ${size * ring} 0 0 1 ${round(x + size * ring)} ${y}" ${stroke}/>`,
            )
        }
      }
      break
    }
    case 2: {
      // Drifting clouds.
      for (let i = 0; i < 6; i++) {
        const x = (die(10 + i) / 255) * width
        const y = height * (0.08 + i * 0.1)
        lines.push(
          `<path d="M${round(x - 130)} ${round(y)} q30 -42 78 -26 q26 -40 74 -14 q52 -10 66 40 Z" fill="${palette.accent}" opacity="0.2"/>`,
        )
      }
      break
    }
    default: {
      // Rays from behind the head.
      for (let i = 0; i < 24; i++) {
        const angle = (Math.PI * 2 * i) / 24 + die(10) / 100
        const reach = Math.max(width, height)
        const [cx, cy] = [width / 2, height * 0.4]
        lines.push(
          `<path d="M${cx} ${round(cy)} L${round(cx + Math.cos(angle) * reach)} ${round(cy + Math.sin(angle) * reach)} L${round(cx + Math.cos(angle + 0.1) * reach)} ${round(cy + Math.sin(angle + 0.1) * reach)} Z" fill="${palette.accent}" opacity="0.12"/>`,
        )
      }
    }
  }
  return `${lines.join('')}${halo}`
}

/** A curve through the middles between the points. */
function smooth(points: ReadonlyArray<readonly [x: number, y: number]>): string {
  return points
    .map(([x, y], i) => {
      const [nextX, nextY] = points[i + 1] ?? [x, y]
      return `Q${round(x)} ${round(y)} ${round((x + nextX) / 2)} ${round((y + nextY) / 2)}`
    })
    .join(' ')
}

/** The frame tells how important the person is: one line, two, or two with corners. */
function frame({ palette }: PortraitTraits, brief: PortraitBrief, width: number, height: number): string {
  const box = (inset: number, stroke: number, opacity: number) =>
    `<rect x="${inset}" y="${inset}" width="${width - inset * 2}" height="${height - inset * 2}" rx="14" fill="none" stroke="${palette.trim}" stroke-width="${stroke}" stroke-opacity="${opacity}"/>`
  const lines = [box(22, 3, 0.85)]
  if (brief.importance !== 'minor') lines.push(box(32, 1.5, 0.6))
  if (brief.importance === 'main') {
    for (const [x, y, dx, dy] of [
      [22, 22, 1, 1],
      [width - 22, 22, -1, 1],
      [22, height - 22, 1, -1],
      [width - 22, height - 22, -1, -1],
    ] as const) {
      lines.push(
        `<path d="M${x} ${y + 74 * dy} Q${x + 12 * dx} ${y + 12 * dy} ${x + 74 * dx} ${y} L${x} ${y} Z" fill="${palette.trim}" opacity="0.8"/>`,
      )
    }
  }
  return lines.join('')
}

/** A small drawn mark, a card with a brush stroke, at the left foot: the picture was drawn here, by rules. */
function offlineMark({ palette }: PortraitTraits, height: number, scale: number): string {
  return `<g transform="translate(${round(54 * scale)} ${round(height - 86 * scale)}) scale(${round(scale)})" stroke="${palette.accent}" stroke-opacity="0.75" fill="none" stroke-width="2.4" stroke-linecap="round"><rect x="0" y="0" width="24" height="32" rx="4"/><circle cx="12" cy="12" r="4.6"/><path d="M4.5 27 Q12 16 19.5 27"/><path d="M31 30 L47 14 M44 11 l6 6"/></g>`
}
