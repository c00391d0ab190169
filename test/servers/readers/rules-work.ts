/** Does the work of a model by the offline rules, so that what comes out is honest, and told by the text that was asked about. */
import { proposeBoundaries } from '../../../src/providers/offline/boundaries.ts'
import { decideMerge } from '../../../src/providers/offline/decide-merge.ts'
import { describeCharacter } from '../../../src/providers/offline/describe.ts'
import { findPeople } from '../../../src/providers/offline/people.ts'
import { writeScript } from '../../../src/providers/offline/script.ts'
import type { TextWork } from './text-work.ts'

export const rulesWork: TextWork = {
  boundaries: proposeBoundaries,
  script: (episode) => writeScript({ ...episode, chapter: null, nextParagraphs: [] }),
  people: ({ paragraphs, language }) => findPeople(paragraphs, language),
  isSamePerson: ({ first, second, language }) => decideMerge(first, second, language) === 'same',
  description: describeCharacter,
}
