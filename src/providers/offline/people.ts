import type { Language, Paragraph, PersonFinding } from '../../contracts/text.ts'
import { countMentions } from '../../novel/mentions.ts'
import { displayName, groupNames } from '../../novel/name-groups.ts'
import { gendersByPronoun } from '../../novel/pronouns.ts'
import { findPeopleInEnglish } from './people-en.ts'
import { findPeopleInChinese } from './people-zh.ts'

/** A name before the names of one person are put together. */
export type FoundName = Omit<PersonFinding, 'aliases'>

/** The people of a passage, most mentioned first, the names of one person put together where the passage leaves no doubt. */
export function findPeople(paragraphs: readonly Paragraph[], language: Language): PersonFinding[] {
  const found = language === 'zh' ? findPeopleInChinese(paragraphs) : findPeopleInEnglish(paragraphs)
  const byName = new Map(found.map((finding) => [finding.name, finding]))
  const counts = new Map(found.map((finding) => [finding.name, finding.mentions]))
  const texts = paragraphs.map((paragraph) => paragraph.text)
  const genders = gendersByPronoun(texts, countMentions(texts, [...counts.keys()]), language)
  const { groups } = groupNames({ counts, votes: () => 0, genderOf: (name) => genders.get(name) ?? null }, language)
  return groups
    .map((names) => {
      const name = displayName(names, counts, language)
      const members = names.flatMap((member) => byName.get(member) ?? [])
      return {
        name,
        aliases: names.filter((other) => other !== name),
        mentions: members.reduce((sum, member) => sum + member.mentions, 0),
        evidence: members.flatMap((member) => member.evidence).sort((a, b) => a.paragraph - b.paragraph),
      }
    })
    .sort((a, b) => b.mentions - a.mentions || (a.name < b.name ? -1 : 1))
}
