/** Small versions of pictures, for lists. */
import sharp from 'sharp'

/** Pixels of the longer side. */
const longestSide = 512

/** A WebP of a picture that was checked, at most 512 pixels wide and high. */
export async function makeThumbnail(picture: Uint8Array): Promise<Uint8Array> {
  const size = { width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true } as const
  return sharp(picture).rotate().resize(size).webp({ quality: 80 }).toBuffer()
}
