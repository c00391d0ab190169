import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { checkPicture } from '../../../src/providers/pictures/check.ts'
import { downloadPicture } from '../../../src/providers/pictures/download.ts'
import { makeThumbnail } from '../../../src/providers/pictures/thumbnail.ts'
import { loopbackFetch, serve } from './loopback.ts'

const svg = (width: number, height: number, body = '<circle cx="50" cy="50" r="40"/>') =>
  sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${body}</svg>`))
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (error) => error.code,
  )

describe('the bytes of a picture', () => {
  it('say themselves what they are', async () => {
    for (const format of ['png', 'jpeg', 'webp'] as const) {
      const bytes = await svg(200, 300).flatten({ background: '#eee' }).toFormat(format).toBuffer()
      expect(await checkPicture(bytes, 'fal')).toEqual({ mediaType: `image/${format}`, width: 200, height: 300 })
    }
  })

  it('with the faintest drawing on them are a picture', async () => {
    const faint =
      '<rect width="400" height="400" fill="#fff"/><path d="M50 350 L350 50" stroke="#ddd" stroke-width="6"/>'
    expect(
      await codeOf(
        svg(400, 400, faint)
          .png()
          .toBuffer()
          .then((bytes) => checkPicture(bytes, 'fal')),
      ),
    ).toBe('accepted')
  })

  it.each(['#000', '#fff', '#808080'])('of nothing but %s are blank', async (background) => {
    const bytes = await sharp({ create: { width: 256, height: 256, channels: 3, background } })
      .jpeg()
      .toBuffer()
    expect(await codeOf(checkPicture(bytes, 'fal'))).toBe('picture_blank')
  })

  it('that can be seen through everywhere are blank', async () => {
    const bytes = await sharp({ create: { width: 256, height: 256, channels: 4, background: '#0000' } })
      .png()
      .toBuffer()
    expect(await codeOf(checkPicture(bytes, 'fal'))).toBe('picture_blank')
  })

  it('of other types, of nothing, and beyond the limits are refused', async () => {
    const whole = await svg(200, 300).png().toBuffer()
    const refused = [
      await svg(200, 300).gif().toBuffer(),
      await svg(40, 300).png().toBuffer(),
      await svg(9000, 100).png().toBuffer(),
      whole.subarray(0, whole.length / 2),
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><circle r="90"/></svg>'),
      Buffer.from('<!doctype html><title>Gone</title>'),
      Buffer.alloc(0),
      Buffer.alloc(41 * 1024 * 1024),
    ]
    for (const bytes of refused) expect(await codeOf(checkPicture(bytes, 'fal'))).toBe('picture_unusable')
  })

  it('make a thumbnail of at most 512 pixels, and none larger than they are', async () => {
    const sizeOf = async (bytes: Uint8Array) => {
      const { format, width, height } = await sharp(bytes).metadata()
      return { format, width, height }
    }
    const large = await makeThumbnail(await svg(1024, 768).png().toBuffer())
    expect(await sizeOf(large)).toEqual({ format: 'webp', width: 512, height: 384 })
    const small = await makeThumbnail(await svg(100, 80).png().toBuffer())
    expect(await sizeOf(small)).toEqual({ format: 'webp', width: 100, height: 80 })
  })
})

describe('a picture at an address', () => {
  const signal = new AbortController().signal
  it('is read no further than pictures go', async () => {
    const { url } = await serve((response) => {
      response.writeHead(200)
      // Without a length, and without an end.
      const send = (): unknown => !response.destroyed && response.write(Buffer.alloc(4 * 1024 * 1024), () => send())
      send()
    })
    const source = { provider: 'fal', fetch: loopbackFetch(), trustedOrigin: url, signal }
    expect(await codeOf(downloadPicture(`${url}/a.png`, source))).toBe('picture_unusable')
  })

  it('is not looked for where only this machine can reach', async () => {
    const source = { provider: 'fal', fetch: loopbackFetch({ allowPrivateAddresses: false }), signal }
    expect(await codeOf(downloadPicture('https://127.0.0.1:1/a.png', source))).toBe('base_url_forbidden')
    expect(await codeOf(downloadPicture('https://[::1]:1/a.png', source))).toBe('base_url_forbidden')
  })

  it('may be in the address itself', async () => {
    const source = { provider: 'fal', fetch: loopbackFetch(), signal }
    expect(await downloadPicture('data:image/png;base64,AQID', source)).toEqual(Buffer.from([1, 2, 3]))
  })
})
