import { describe, expect, test } from 'vitest'
import type { Image } from '../../../src/contracts/entities.ts'
import { noUsage } from '../../../src/contracts/money.ts'
import { markInvented } from '../../../web/src/cast/invented.ts'
import { afterDeletion, drawInput, hasFailed, lastDrawing, picturePrice } from '../../../web/src/cast/picture-state.ts'
import { job } from './fixtures.ts'

const drawing = (id: string, input: Record<string, unknown>, createdAt = '2026-01-01T00:00:00.000Z') =>
  job({ id, type: 'character_image_generation', input, createdAt })
const sheet = { characterId: 'ann', lookId: null }
const wedding = { characterId: 'ann', lookId: 'wedding' }

describe('the last drawing', () => {
  const jobs = [
    drawing('old', { characterId: 'ann' }),
    drawing('new', { characterId: 'ann' }, '2026-01-02T00:00:00.000Z'),
    drawing('look', { characterId: 'ann', lookId: 'wedding' }, '2026-01-03T00:00:00.000Z'),
    drawing('other', { characterId: 'ben' }, '2026-01-04T00:00:00.000Z'),
  ]

  test('is the newest of the sheet or of the look, and no other', () => {
    expect(lastDrawing(jobs, sheet)?.id).toBe('new')
    expect(lastDrawing(jobs, wedding)?.id).toBe('look')
    expect(lastDrawing(jobs, { characterId: 'cid', lookId: null })).toBeUndefined()
  })

  test('a batch is about sheets, a job of all looks about looks', () => {
    const batch = job({ id: 'batch', type: 'batch_image_generation', input: { characterIds: ['ann'] } })
    const looks = drawing('looks', { characterId: 'ann', looks: true })
    expect(lastDrawing([batch, looks], sheet)?.id).toBe('batch')
    expect(lastDrawing([batch, looks], wedding)?.id).toBe('looks')
  })

  test('has failed until a picture comes after it', () => {
    const error = { code: 'provider_refused', params: {}, message: { zh: '', en: '' } }
    const failed = { ...drawing('a', {}), status: 'failed' as const, error, completedAt: '2026-01-02T00:00:00.000Z' }
    const image = (createdAt: string) => ({ createdAt }) as Image
    expect(hasFailed(failed, [image('2026-01-01T00:00:00.000Z')])).toBe(true)
    expect(hasFailed(failed, [image('2026-01-03T00:00:00.000Z')])).toBe(false)
    expect(hasFailed({ ...failed, status: 'processing' }, [])).toBe(false)
  })
})

test('words that were not changed are left out of the order, so that the description decides', () => {
  const before = { prompt: 'a tall man', hasImages: true }
  expect(drawInput(sheet, { candidates: 2, prompt: ' a tall man ' }, before)).toEqual({
    characterId: 'ann',
    candidates: 2,
    regenerate: true,
  })
  expect(drawInput(wedding, { candidates: 1, prompt: 'a bride' }, before)).toMatchObject({
    lookId: 'wedding',
    prompt: 'a bride',
  })
})

test('what takes the place of a deleted picture', () => {
  expect(afterDeletion({ chosen: true }, ['it'])).toBe('none')
  expect(afterDeletion({ chosen: true }, ['it', 'another'])).toBe('newest')
  expect(afterDeletion({ chosen: false }, ['another', 'it'])).toBe('same')
})

test('what is drawn offline is free, and a price that nobody stated is not guessed', () => {
  const calls = { low: 3, expected: 3, high: 3 }
  const line = { kind: 'images', provider: 'fal', model: 'flux', calls, usage: noUsage } as const
  expect(picturePrice({ lines: [] })).toEqual({ kind: 'free' })
  expect(picturePrice({ lines: [{ ...line, costUsd: null }] })).toEqual({ kind: 'unknown', model: 'flux' })
  expect(picturePrice({ lines: [{ ...line, costUsd: { low: 6, expected: 6, high: 6 } }] })).toEqual({
    kind: 'known',
    model: 'flux',
    eachUsd: 2,
    totalUsd: 6,
  })
})

test('invented words are marked where they stand, and listed where they do not', () => {
  const { parts, others } = markInvented('tall, a scar, grey eyes', ['a scar', 'green coat', ' '])
  expect(parts.map(({ text, isInvented }) => [text, isInvented])).toEqual([
    ['tall, ', false],
    ['a scar', true],
    [', grey eyes', false],
  ])
  expect(others).toEqual(['green coat'])
})
