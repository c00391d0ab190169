import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { noUsage } from '../../contracts/money.ts'
import type { Painter, PortraitBrief } from '../painter.ts'
import { drawCard } from './portrait-svg.ts'

/** A card of 3:4 is 768 x 1024 pixels; other shapes have about as many. */
const AREA = 768 * 1024
/** Sides are multiples of this, as image models want them too. */
const GRID = 32
/** Shapes beyond this are taken for a mistake and drawn at it. */
const MAX_RATIO = 3

/** The painter that needs no model, key or network: it draws a card from the facts. The same brief always gives the same bytes. */
export function createOfflinePainter(): Painter {
  return {
    provider: 'offline',
    model: 'portrait-card',
    editModel: 'portrait-card',
    lane: 'image:offline',
    billable: false,
    most: noUsage,
    async submit(brief, call) {
      call.signal.throwIfAborted()
      const facts = JSON.stringify(shownIn(brief))
      return { requestId: `card-${createHash('sha256').update(facts).digest('hex').slice(0, 32)}` }
    },
    async collect({ brief }, call) {
      call.signal.throwIfAborted()
      call.report({ done: 0, total: 1 })
      const { width, height } = sizeOf(brief.aspectRatio)
      const shown = shownIn(brief)
      const bytes = await sharp(Buffer.from(drawCard(shown, width, height)))
        .png({ compressionLevel: 6 })
        .toBuffer()
      call.signal.throwIfAborted()
      call.report({ done: 1, total: 1 })
      return {
        bytes: new Uint8Array(bytes),
        mediaType: 'image/png',
        width,
        height,
        prompt: promptOf(shown),
        seed: brief.seed,
        usage: noUsage,
      }
    },
    async cancel() {
      // A card is drawn inside `collect`; nothing goes on elsewhere.
      return true
    },
  }
}

/** Pixels for a ratio such as `3:4`; anything that is no ratio is drawn as 3:4. */
function sizeOf(aspectRatio: string): { width: number; height: number } {
  const match = /^(\d{1,4}(?:\.\d+)?)\s*[:x/]\s*(\d{1,4}(?:\.\d+)?)$/.exec(aspectRatio.trim())
  const asked = match ? Number(match[1]) / Number(match[2]) : 3 / 4
  const ratio = Number.isFinite(asked) && asked > 0 ? Math.min(MAX_RATIO, Math.max(1 / MAX_RATIO, asked)) : 3 / 4
  const toGrid = (pixels: number) => Math.max(GRID, Math.round(pixels / GRID) * GRID)
  return { width: toGrid(Math.sqrt(AREA * ratio)), height: toGrid(Math.sqrt(AREA / ratio)) }
}

/** The facts that the card is drawn from: what a look or a person says comes before the usual appearance. A card needs no reference. */
function shownIn(brief: PortraitBrief): PortraitBrief {
  const { promptByHand, look } = brief
  const appearance = promptByHand ?? (look ? `${look.appearance}\n${brief.appearance}` : brief.appearance)
  return { ...brief, appearance, reference: null, ...(promptByHand !== null && { role: '', description: '' }) }
}

/** What the card was drawn from, in words. */
function promptOf(brief: PortraitBrief): string {
  return [brief.name, brief.role, brief.appearance, brief.style].filter((part) => part.trim() !== '').join('\n')
}
