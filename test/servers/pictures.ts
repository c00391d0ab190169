/** Pictures that test servers draw: real PNG files, with something in them that depends on the prompt and the seed. */
import { createHash, randomBytes } from 'node:crypto'
import sharp from 'sharp'
import type { Fault, PictureFault } from './faults.ts'

export interface DrawnPicture {
  bytes: Buffer
  mediaType: string
}

export interface Size {
  width: number
  height: number
}

/** More than any picture that somebody would want. */
const hugeBytes = 40 * 1024 * 1024

/** `null` where the fault is that there is no picture at all. */
export async function drawPicture(
  prompt: string,
  seed: number,
  size: Size,
  fault: Fault | null,
): Promise<DrawnPicture | null> {
  const png = 'image/png'
  switch (fault?.kind as PictureFault['kind'] | undefined) {
    case 'no_picture':
      return null
    case 'blank_picture':
      return { bytes: await blank(size), mediaType: png }
    case 'wrong_type':
      return {
        bytes: await sharp(await paint(prompt, seed, size))
          .gif()
          .toBuffer(),
        mediaType: 'image/gif',
      }
    case 'not_a_picture':
      return { bytes: Buffer.from('<!DOCTYPE html><title>Not found</title>'), mediaType: png }
    case 'cut_picture': {
      const whole = await paint(prompt, seed, size)
      return { bytes: whole.subarray(0, Math.floor(whole.length / 2)), mediaType: png }
    }
    case 'tiny_picture':
      return { bytes: await paint(prompt, seed, { width: 8, height: 8 }), mediaType: png }
    case 'huge_picture':
      return { bytes: Buffer.concat([await paint(prompt, seed, size), randomBytes(hugeBytes)]), mediaType: png }
    default:
      return { bytes: await paint(prompt, seed, size), mediaType: png }
  }
}

function blank({ width, height }: Size): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#000' } })
    .png()
    .toBuffer()
}

/** A bust before a wall, in colours of its own. */
function paint(prompt: string, seed: number, { width, height }: Size): Promise<Buffer> {
  const digest = createHash('sha256').update(`${seed} ${prompt}`).digest()
  const hue = (index: number) => `hsl(${Math.round((digest[index] ?? 0) * 1.4)} 45% ${35 + (index % 3) * 18}%)`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" preserveAspectRatio="none" width="${width}" height="${height}">
    <defs><linearGradient id="wall" x2="1" y2="1"><stop stop-color="${hue(1)}"/><stop offset="1" stop-color="${hue(2)}"/></linearGradient></defs>
    <rect width="100" height="100" fill="url(#wall)"/>
    <ellipse cx="50" cy="105" rx="38" ry="42" fill="${hue(3)}"/>
    <ellipse cx="50" cy="38" rx="${16 + (digest[4] ?? 0) / 50}" ry="22" fill="${hue(5)}"/>
  </svg>`
  return sharp(Buffer.from(svg)).png({ compressionLevel: 6 }).toBuffer()
}
