/** What a drawing request says, in the forms that fal's image models take it. */
import { hashOf } from '../ledger.ts'
import type { FalInput } from './queue.ts'

interface WireInput {
  prompt?: string
  seed?: number
  num_images?: number
  image_size?: string | { width: number; height: number }
  aspect_ratio?: string
  image_url?: string
  image_urls?: string[]
}

const sizes: Record<string, [number, number]> = {
  square_hd: [1024, 1024],
  square: [512, 512],
  portrait_4_3: [768, 1024],
  portrait_16_9: [576, 1024],
  landscape_4_3: [1024, 768],
  landscape_16_9: [1024, 576],
}
const pixels = 1024 * 768

export function readInput(body: string): FalInput {
  const input = JSON.parse(body) as WireInput
  const references = [...(input.image_urls ?? []), ...(input.image_url === undefined ? [] : [input.image_url])]
  const [width, height] = sizeOf(input)
  return {
    prompt: input.prompt ?? '',
    // A model draws its own where it is given none; here that belongs to the prompt, so that a drawing can be made again.
    seed: input.seed ?? Number.parseInt(hashOf(input.prompt).slice(0, 7), 16),
    width,
    height,
    images: input.num_images ?? 1,
    references: references.map((reference) => hashOf(reference)),
  }
}

function sizeOf({ image_size: size, aspect_ratio: ratio }: WireInput): [number, number] {
  if (typeof size === 'object') return [size.width, size.height]
  if (size !== undefined) return sizes[size] ?? [1024, 768]
  const [, across, down] = /^(\d+):(\d+)$/.exec(ratio ?? '') ?? []
  if (!across || !down) return [1024, 768]
  const side = Math.sqrt(pixels / (Number(across) * Number(down)))
  return [Math.round(Number(across) * side), Math.round(Number(down) * side)]
}
