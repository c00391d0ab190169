/** What image models behind OpenAI's API take: https://platform.openai.com/docs/api-reference/images (read on 2026-11-24). */
import { noUsage, type Usage } from '../../contracts/money.ts'
import { nearestSize, sizeOf } from '../pictures/shape.ts'

export interface ImageModel {
  /** The size for a shape such as `3:4`. */
  sizeFor(aspectRatio: string): string
  /** What is said with every request. */
  fixed: { quality?: 'medium' | 'standard'; response_format?: 'b64_json' }
  /** The model that changes pictures, for one that can't; null for one that can, or of which nobody knows. */
  editModel: string | null
  /** What one picture can use. */
  most: Usage
}

/**
 * Models that count tokens. A picture of medium quality and 1024 x 1536 pixels has 1,584 of output
 * (https://platform.openai.com/docs/guides/image-generation, read on 2026-11-24), and later models somewhat more; a reference in full detail has at most
 * 6,240 of input, and the longest prompt of ours some 1,500.
 */
const gptImage: ImageModel = {
  sizeFor: (aspectRatio) => nearestSize(aspectRatio, ['1024x1024', '1024x1536', '1536x1024']),
  fixed: { quality: 'medium' },
  editModel: null,
  most: { ...noUsage, inputTokens: 8000, outputTokens: 2000, images: 1 },
}

const onePicture: Usage = { ...noUsage, images: 1 }

/** Draws from words alone. */
const dallE3: ImageModel = {
  sizeFor: (aspectRatio) => nearestSize(aspectRatio, ['1024x1024', '1024x1792', '1792x1024']),
  fixed: { quality: 'standard', response_format: 'b64_json' },
  editModel: 'gpt-image-1',
  most: onePicture,
}

const dallE2: ImageModel = {
  sizeFor: () => '1024x1024',
  fixed: { response_format: 'b64_json' },
  editModel: null,
  most: onePicture,
}

/** A model of another server: it is asked for nothing that it might not know. */
const otherModel: ImageModel = {
  sizeFor(aspectRatio) {
    const { width, height } = sizeOf(aspectRatio)
    return `${width}x${height}`
  },
  fixed: {},
  editModel: null,
  most: onePicture,
}

export function imageModelOf(model: string): ImageModel {
  if (/gpt-image|chatgpt-image/.test(model)) return gptImage
  if (/dall-e-3/.test(model)) return dallE3
  if (/dall-e-2/.test(model)) return dallE2
  return otherModel
}
