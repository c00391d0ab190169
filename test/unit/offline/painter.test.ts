import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { noUsage } from '../../../src/contracts/money.ts'
import type { CallContext } from '../../../src/providers/analyst.ts'
import { createOfflinePainter } from '../../../src/providers/offline/painter.ts'
import { drawCard } from '../../../src/providers/offline/portrait-svg.ts'
import { readTraits } from '../../../src/providers/offline/portrait-traits.ts'
import type { PortraitBrief } from '../../../src/providers/painter.ts'
import { portraitBrief } from './portrait-brief.ts'

const painter = createOfflinePainter()
const call: CallContext = {
  signal: new AbortController().signal,
  report: () => {},
  note: () => {},
  pay: () => Promise.reject(new Error('Cards cost nothing.')),
}

async function draw(facts: Partial<PortraitBrief> = {}) {
  const asked = portraitBrief(facts)
  const { requestId } = await painter.submit(asked, call)
  return painter.collect({ requestId, brief: asked }, call)
}

describe('the offline painter', () => {
  it('draws a real PNG of the size it tells', async () => {
    const picture = await draw()
    const { format, width, height } = await sharp(picture.bytes).metadata()
    expect({ format, width, height }).toEqual({ format: 'png', width: 768, height: 1024 })
    expect(picture).toMatchObject({ mediaType: 'image/png', width: 768, height: 1024, seed: 0, usage: noUsage })
  })

  it('draws the same bytes for the same brief', async () => {
    const [first, second] = [await draw(), await draw()]
    expect(Buffer.compare(first.bytes, second.bytes)).toBe(0)
    expect(await painter.submit(portraitBrief(), call)).toEqual(await painter.submit(portraitBrief(), call))
  })

  it.each([{ seed: 1 }, { name: '赵铁生' }, { importance: 'minor' as const }, { appearance: '白发长须的老人' }])(
    'draws another picture for %j',
    async (change) => {
      expect(Buffer.compare((await draw()).bytes, (await draw(change)).bytes)).not.toBe(0)
    },
  )

  it.each([
    ['1:1', 1],
    ['16:9', 16 / 9],
    ['9:16', 9 / 16],
    ['100:1', 3],
    ['no ratio', 3 / 4],
    ['0:0', 3 / 4],
  ])('respects the shape %s', async (aspectRatio, ratio) => {
    const picture = await draw({ aspectRatio })
    const { width, height } = await sharp(picture.bytes).metadata()
    expect({ width, height }).toEqual({ width: picture.width, height: picture.height })
    expect(picture.width / picture.height).toBeCloseTo(ratio, 1)
  })

  it('draws a look in the clothes of the look, and what a person wrote instead of the facts', async () => {
    const look = { name: '嫁衣', prompt: 'a red wedding robe', appearance: '一身大红嫁衣' }
    const sheet = await draw({ appearance: '青布衣裳' })
    const wedding = await draw({ appearance: '青布衣裳', look })
    expect(Buffer.compare(sheet.bytes, wedding.bytes)).not.toBe(0)
    expect(wedding.prompt).toContain('一身大红嫁衣')
    const byHand = await draw({ role: '绣娘', appearance: '青布衣裳', look, promptByHand: '白发老人' })
    expect(byHand.prompt).toBe('沈青禾\n白发老人')
  })

  it('draws no text and nothing of what the facts say, so that neither fonts nor names can spoil it', () => {
    const svg = drawCard(portraitBrief({ name: '</svg><script>alert(1)</script>', appearance: '"&<>' }), 768, 1024)
    expect(svg).not.toMatch(/<text|script|alert/)
  })

  it('reads sex, age, hair and clothes from the brief', () => {
    expect(readTraits(portraitBrief({ name: '周奶奶', appearance: '白发苍苍，穿着青布衣裳' }))).toMatchObject({
      female: true,
      old: true,
      hair: '#cfcac2',
    })
    expect(readTraits(portraitBrief({ name: '了尘和尚' }))).toMatchObject({ female: false, hairStyle: 'tonsure' })
    const english = readTraits(
      portraitBrief({
        language: 'en',
        name: 'Mr. Pell',
        appearance: 'An old man with a beard and spectacles, in a red coat.',
      }),
    )
    expect(english).toMatchObject({
      female: false,
      old: true,
      beard: true,
      glasses: true,
      palette: { garment: '#9c2f35' },
    })
    const girl = readTraits(
      portraitBrief({
        language: 'en',
        name: 'Hester',
        appearance: 'She was a child of eleven years old with red hair.',
      }),
    )
    expect(girl).toMatchObject({ female: true, old: false, child: true })
    expect(girl.palette.garment).not.toBe('#9c2f35')
  })

  it('rejects with the reason of the signal when the picture is no longer wanted', async () => {
    const signal = AbortSignal.abort(new Error('not wanted'))
    await expect(painter.collect({ requestId: 'card-1', brief: portraitBrief() }, { ...call, signal })).rejects.toThrow(
      'not wanted',
    )
  })
})
