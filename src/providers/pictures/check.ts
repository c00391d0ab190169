/** Looks at the bytes that a provider gave for a picture, before anything is made of them. */
import sharp from 'sharp'
import { CineqoError } from '../../contracts/errors.ts'
import type { Picture } from '../painter.ts'

/** The largest picture that is taken, in bytes: a PNG of 8192 x 8192 pixels of noise would be larger, and no model makes one. */
export const maxPictureBytes = 40 * 1024 * 1024
/** Pixels of a side. */
const longestSide = 8192
const shortestSide = 64
/** Standard deviation of every channel, of 255, below which a picture shows nothing. The palest drawing on paper has several times as much. */
const blankDeviation = 1

const mediaTypes: Record<string, Picture['mediaType']> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
}

/** What the bytes themselves say: type and size are not taken from anybody's word. Throws `picture_unusable` and `picture_blank`. */
export async function checkPicture(
  bytes: Uint8Array,
  provider: string,
): Promise<Pick<Picture, 'mediaType' | 'width' | 'height'>> {
  const unusable = (detail: string) => new CineqoError('picture_unusable', { provider, detail })
  if (bytes.byteLength === 0) throw unusable('0 bytes')
  if (bytes.byteLength > maxPictureBytes) throw unusable(`> ${maxPictureBytes / 1024 / 1024} MB`)
  const options = { failOn: 'error', limitInputPixels: longestSide * longestSide } as const
  const { format, width, height, autoOrient } = await sharp(bytes, options)
    .metadata()
    .catch(() => {
      throw unusable(`no picture, ${bytes.byteLength} bytes`)
    })
  const mediaType = mediaTypes[format]
  if (!mediaType) throw unusable(`image/${format}`)
  if (Math.max(width, height) > longestSide || Math.min(width, height) < shortestSide) {
    throw unusable(`${width} × ${height} px`)
  }
  const colours = await sharp(bytes, options)
    .flatten({ background: '#808080' })
    .resize(128, 128, { fit: 'fill' })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
    .then(({ data, info }) => sharp(data, { raw: info }).stats())
    .catch(() => {
      throw unusable(`incomplete ${mediaType}`)
    })
  if (colours.channels.every(({ stdev }) => stdev < blankDeviation)) {
    const colour = colours.channels.map(({ mean }) => Math.round(mean).toString(16).padStart(2, '0')).join('')
    throw new CineqoError('picture_blank', { provider, colour: `#${colour}` })
  }
  return { mediaType, width: autoOrient?.width ?? width, height: autoOrient?.height ?? height }
}
