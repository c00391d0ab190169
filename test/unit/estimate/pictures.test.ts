import { expect, test } from 'vitest'
import { noUsage } from '../../../src/contracts/money.ts'
import { estimateJob } from '../../../src/estimate/estimate-job.ts'
import { createOfflineAnalyst } from '../../../src/providers/offline/analyst.ts'

const painter = {
  provider: 'fal',
  model: 'sheets',
  editModel: 'looks',
  billable: true,
  most: { ...noUsage, images: 1 },
}
const analyst = createOfflineAnalyst()
const prices: Record<string, number> = { sheets: 0.02, looks: 0.05 }
const priceOf = (model: string) =>
  prices[model] === undefined ? null : { usdPerImage: prices[model], source: 'settings', date: '2026-11-24' }

function estimated(images: number, looks: number, by = painter) {
  return estimateJob({
    split: null,
    cast: null,
    novel: null,
    pictures: { images, looks },
    painter: by,
    analyst,
    priceOf,
  })
}

test('pictures of looks cost what the model costs that makes them from others', async () => {
  const { lines, costUsd, usage } = await estimated(3, 2)
  expect(lines.map(({ kind, model, calls }) => [kind, model, calls.expected])).toEqual([
    ['images', 'sheets', 3],
    ['looks', 'looks', 2],
  ])
  expect(costUsd.expected).toBeCloseTo(3 * 0.02 + 2 * 0.05, 12)
  expect(costUsd.low).toBe(costUsd.high)
  expect(usage.images).toBe(5)
})

test('a price that nobody stated is told by its model, and what is free or not asked for has no line', async () => {
  const unpriced = await estimated(1, 1, { ...painter, editModel: 'unknown' })
  expect(unpriced).toMatchObject({ unpricedModels: ['unknown'], costUsd: { expected: 0.02 } })
  expect((await estimated(0, 1)).lines.map(({ kind }) => kind)).toEqual(['looks'])
  expect((await estimated(4, 4, { ...painter, billable: false })).lines).toEqual([])
})
