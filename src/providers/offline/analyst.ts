import { divideIntoWindows } from '../../novel/windows.ts'
import type { Analyst, CallContext, Made } from '../analyst.ts'
import { answer } from './answer.ts'
import { proposeBoundaries } from './boundaries.ts'
import { decideMerge } from './decide-merge.ts'
import { describeCharacter } from './describe.ts'
import { findPeople } from './people.ts'
import { writeScript } from './script.ts'

/** Large enough to tell a name from a chance, small enough for a call of a few hundredths of a second. */
const WINDOW_CHARACTERS = 12_000

const origin = { provider: 'offline', model: 'rules', promptVersion: null }

/** The analyst that needs no model, key or network: rules. The same passage always gets the same answer. */
export function createOfflineAnalyst(): Analyst {
  return {
    provider: origin.provider,
    model: origin.model,
    lane: 'text:offline',
    billable: false,
    divideIntoWindows: (paragraphs) => divideIntoWindows(paragraphs, WINDOW_CHARACTERS),
    proposeBoundaries: (passage, call) => made(call, () => proposeBoundaries(passage)),
    writeScript: (passage, call) => made(call, () => writeScript(passage)),
    findPeople: (passage, call) => made(call, () => findPeople(passage.paragraphs, passage.language)),
    decideMerge: ({ first, second, language }, call) => made(call, () => decideMerge(first, second, language)),
    describeCharacter: (facts, call) => made(call, () => describeCharacter(facts)),
  }
}

async function made<Value>(call: CallContext, work: () => Value): Promise<Made<Value>> {
  return { value: await answer(call, work), origin }
}
