import { expect, it } from 'vitest'
import { judge } from './fuzz/judge.ts'
import { mutate } from './fuzz/mutate.ts'
import { Random } from './fuzz/random.ts'
import { makeSamples } from './fuzz/samples.ts'

/** `npm run fuzz` does the same for as long as it is told to, with limits of time and memory. */
it('damaged files are read or refused with a registered error', { timeout: 60_000 }, async () => {
  const samples = await makeSamples()
  const random = new Random(4)
  const outcomes = new Set<string>()
  for (let n = 0; n < 300; n++)
    outcomes.add(await judge(mutate(samples[n % samples.length] ?? random.pick(samples), random, samples)))

  // Both happen, or the files are damaged too much or not at all.
  expect([...outcomes]).toEqual(expect.arrayContaining(['read', 'novel_damaged']))
})
