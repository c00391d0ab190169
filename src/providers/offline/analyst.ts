import type { Analyst } from '../analyst.ts'
import { answer } from './answer.ts'
import { proposeBoundaries } from './boundaries.ts'
import { decideMerge } from './decide-merge.ts'
import { describeCharacter } from './describe.ts'
import { findPeople } from './people.ts'
import { writeScript } from './script.ts'

/** Large enough to tell a name from a chance, small enough for a call of a few hundredths of a second. */
const WINDOW_CHARACTERS = 12_000

/** The analyst that needs no model, key or network: rules. The same passage always gets the same answer. */
export function createOfflineAnalyst(): Analyst {
  return {
    provider: 'offline',
    model: 'rules',
    billable: false,
    windowCharacters: WINDOW_CHARACTERS,
    proposeBoundaries: (passage, call) => answer(call, () => proposeBoundaries(passage)),
    writeScript: (passage, call) => answer(call, () => writeScript(passage)),
    findPeople: (passage, call) => answer(call, () => findPeople(passage.paragraphs, passage.language)),
    decideMerge: ({ first, second, language }, call) => answer(call, () => decideMerge(first, second, language)),
    describeCharacter: (facts, call) => answer(call, () => describeCharacter(facts)),
  }
}
