/** The cast in groups: by importance, and those who are kept aside. Pure. */
import type { Character } from '../../../src/contracts/entities.ts'

export const castGroups = ['main', 'supporting', 'minor', 'aside'] as const
export type CastGroup = (typeof castGroups)[number]

/** Characters of each group that has any, most mentioned first. */
export function groupCast(characters: readonly Character[]): { group: CastGroup; members: Character[] }[] {
  const members = new Map<CastGroup, Character[]>(castGroups.map((group) => [group, []]))
  for (const character of characters) {
    members.get(character.setAsideReason === null ? character.importance : 'aside')?.push(character)
  }
  return castGroups
    .map((group) => ({ group, members: (members.get(group) ?? []).sort((a, b) => b.mentions - a.mentions) }))
    .filter((entry) => entry.members.length > 0)
}
