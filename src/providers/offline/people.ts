import type { Language, Paragraph, PersonFinding } from '../../contracts/text.ts'
import { countMentions } from '../../novel/mentions.ts'
import { displayName, groupNames } from '../../novel/name-groups.ts'
import { genderOfName } from '../../novel/naming.ts'
import type { Gender } from '../../novel/naming-en.ts'
import { gendersByPronoun } from '../../novel/pronouns.ts'
import type { Voices } from './dialogue.ts'
import { type NameLink, nicknameLinksIn } from './nicknames-zh.ts'
import { findPeopleInEnglish } from './people-en.ts'
import { countChineseNames, findPeopleInChinese, isPossibleName } from './people-zh.ts'

/** A name before the names of one person are put together. */
export type FoundName = Omit<PersonFinding, 'aliases'>

/** The people of a passage, most mentioned first, the names of one person put together where the passage leaves no doubt. */
export function findPeople(paragraphs: readonly Paragraph[], language: Language): PersonFinding[] {
  return peopleOf(paragraphs, language).people
}

/** The people of a passage, and what a reader of its dialogue needs of them. */
export function peopleOf(
  paragraphs: readonly Paragraph[],
  language: Language,
): { people: PersonFinding[]; voices: Voices } {
  const found = language === 'zh' ? findPeopleInChinese(paragraphs) : findPeopleInEnglish(paragraphs)
  const first = putTogether(paragraphs, found, [], language)
  if (language === 'en') return first
  const links = nicknameLinksIn(paragraphs, first.voices).filter(({ second }) => isPossibleName(second))
  if (links.length === 0) return first
  const names = [...found.map(({ name }) => name), ...links.map(({ second }) => second)]
  return putTogether(paragraphs, countChineseNames(paragraphs, [...new Set(names)]), links, language)
}

function putTogether(
  paragraphs: readonly Paragraph[],
  found: readonly FoundName[],
  links: readonly NameLink[],
  language: Language,
): { people: PersonFinding[]; voices: Voices } {
  const byName = new Map(found.map((finding) => [finding.name, finding]))
  const counts = new Map(found.map((finding) => [finding.name, finding.mentions]))
  const texts = paragraphs.map((paragraph) => paragraph.text)
  const pronouns = gendersByPronoun(texts, countMentions(texts, [...counts.keys()]), language)
  const isLinked = (a: string, b: string) =>
    links.some(({ first, second }) => (first === a && second === b) || (first === b && second === a))
  const { groups } = groupNames(
    { counts, votes: (a, b) => (isLinked(a, b) ? 1 : 0), genderOf: (name) => pronouns.get(name) ?? null },
    language,
  )
  for (const { first, second } of links) {
    const one = groups.find((names) => names.includes(first))
    const other = groups.find((names) => names.includes(second))
    if (!one || !other || one === other) continue
    one.push(...other)
    groups.splice(groups.indexOf(other), 1)
  }
  const shown = new Map<string, string>()
  const genders = new Map<string, Gender>()
  const people = groups.map((names) => {
    const name = displayName(names, counts, language)
    const members = names.flatMap((member) => byName.get(member) ?? [])
    for (const member of names) {
      shown.set(member, name)
      const gender = genderOfName(member, language) ?? pronouns.get(member)
      if (gender && !genders.has(name)) genders.set(name, gender)
    }
    return {
      name,
      aliases: names.filter((other) => other !== name),
      mentions: members.reduce((sum, member) => sum + member.mentions, 0),
      evidence: members.flatMap((member) => member.evidence).sort((a, b) => a.paragraph - b.paragraph),
    }
  })
  people.sort((a, b) => b.mentions - a.mentions || (a.name < b.name ? -1 : 1))
  return { people, voices: { shown, genders } }
}
