import { describe, expect, it } from 'vitest'
import { argumentsFor, editAppOf } from '../../../src/providers/fal/apps.ts'
import { picturePrompt } from '../../../src/providers/pictures/prompt.ts'
import { nearestSize, sizeOf } from '../../../src/providers/pictures/shape.ts'
import { portraitBrief } from '../offline/portrait-brief.ts'

const reference = { bytes: new Uint8Array([1, 2, 3]), mediaType: 'image/png' }
const look = { name: '嫁衣', prompt: 'a red wedding robe', appearance: '大红嫁衣' }

describe('the words for a picture', () => {
  it('are the English prompt where there is one, with the style, and without the name', () => {
    const prompt = picturePrompt(portraitBrief({ prompt: 'a young weaver in blue', style: 'ink wash' }))
    expect(prompt).toMatch(/^Character sheet: one person/)
    expect(prompt).toContain('a young weaver in blue. Style: ink wash.')
    expect(prompt).not.toContain('沈青禾')
  })

  it('are the description where there is none, and the name where nothing is known', () => {
    expect(picturePrompt(portraitBrief({ role: '绣娘', appearance: '青布衣裳' }))).toContain('绣娘. 青布衣裳.')
    expect(picturePrompt(portraitBrief())).toContain('沈青禾.')
  })

  it('of a look ask for a change of the picture that goes with it, or for the whole person where none can', () => {
    const edit = picturePrompt(portraitBrief({ prompt: 'a young weaver', look, reference }))
    expect(edit).toMatch(/^Keep the person of the picture.*a red wedding robe\./)
    expect(edit).not.toContain('a young weaver')
    const whole = picturePrompt(portraitBrief({ prompt: 'a young weaver', look }))
    expect(whole).toContain('a young weaver. In this picture: a red wedding robe.')
  })

  it('of a person stand alone, and nothing is longer than models take', () => {
    const facts = { promptByHand: 'a cat', prompt: 'a dog', style: 'ink', look, reference }
    expect(picturePrompt(portraitBrief(facts))).toBe('a cat')
    expect(picturePrompt(portraitBrief({ appearance: '😀'.repeat(4000) })).length).toBeLessThanOrEqual(3900)
    expect(picturePrompt(portraitBrief({ appearance: '😀'.repeat(4000) }))).not.toMatch(/\p{Surrogate}/u)
  })
})

describe('the arguments of an app', () => {
  const brief = portraitBrief({ aspectRatio: '9:16', seed: 5, reference })
  it.each([
    ['fal-ai/flux-pro/kontext', { aspect_ratio: '9:16', seed: 5, image_url: 'data:image/png;base64,AQID' }],
    ['fal-ai/nano-banana/edit', { aspect_ratio: '9:16', image_urls: ['data:image/png;base64,AQID'] }],
    [
      'fal-ai/bytedance/seedream/v4/edit',
      {
        image_size: sizeOf('9:16'),
        seed: 5,
        enable_safety_checker: true,
        image_urls: ['data:image/png;base64,AQID'],
      },
    ],
    [
      'somebody/their-editor',
      {
        image_size: sizeOf('9:16'),
        seed: 5,
        enable_safety_checker: true,
        image_urls: ['data:image/png;base64,AQID'],
      },
    ],
  ])('%s, with a picture to change', (app, expected) => {
    expect(argumentsFor(app, 'a cat', brief)).toEqual({ prompt: 'a cat', num_images: 1, ...expected })
  })

  it.each([
    ['fal-ai/flux/dev', { image_size: sizeOf('9:16'), seed: 5, enable_safety_checker: true }],
    ['fal-ai/nano-banana', { aspect_ratio: '9:16' }],
    ['somebody/their-model', { image_size: sizeOf('9:16'), seed: 5, enable_safety_checker: true }],
  ])('%s, from words alone', (app, expected) => {
    const fromWords = argumentsFor(app, 'a cat', { ...brief, reference: null })
    expect(fromWords).toEqual({ prompt: 'a cat', num_images: 1, ...expected })
  })

  it.each([
    ['fal-ai/flux/dev', 'fal-ai/flux-pro/kontext'],
    ['fal-ai/flux-pro/kontext', 'fal-ai/flux-pro/kontext'],
    ['fal-ai/flux-pro/kontext/text-to-image', 'fal-ai/flux-pro/kontext'],
    ['fal-ai/nano-banana', 'fal-ai/nano-banana/edit'],
    ['fal-ai/bytedance/seedream/v4/text-to-image', 'fal-ai/bytedance/seedream/v4/edit'],
    ['fal-ai/qwen-image-edit', 'fal-ai/qwen-image-edit'],
  ])('looks of %s are drawn by %s', (app, expected) => {
    expect(editAppOf(app)).toBe(expected)
    expect(argumentsFor(expected, 'a cat', brief)).toMatchObject(
      expected.endsWith('kontext') ? { image_url: expect.any(String) } : { image_urls: [expect.any(String)] },
    )
  })
})

describe('a shape', () => {
  it.each(['1:1', '3:4', '4:3', '9:16', '16:9'])('%s has less than a million pixels, in steps of 32', (aspectRatio) => {
    const { width, height } = sizeOf(aspectRatio)
    const [across = 1, down = 1] = aspectRatio.split(':').map(Number)
    expect(width / height).toBeCloseTo(across / down, 1)
    expect(width * height).toBeLessThan(1_000_000)
    expect([width % 32, height % 32]).toEqual([0, 0])
  })

  it('is met by the nearest of the sizes that a model has', () => {
    expect(nearestSize('9:16', ['1024x1024', '1024x1536', '1536x1024'])).toBe('1024x1536')
    expect(nearestSize('no shape', ['1024x1024', '1024x1536', '1536x1024'])).toBe('1024x1536')
  })
})
