import type { Gender, Language, Paragraph, PersonFinding } from '../../contracts/text.ts'
import type { NameLink } from '../../novel/cast-links.ts'
import { introductionsIn } from '../../novel/introductions-zh.ts'
import { countMentions } from '../../novel/mentions.ts'
import { companyOf } from '../../novel/name-company.ts'
import { displayName, groupNames } from '../../novel/name-groups.ts'
import { genderOfName } from '../../novel/naming.ts'
import { gendersByPronoun } from '../../novel/pronouns.ts'
import { sentencesOf } from '../../novel/sentences.ts'
import type { Voices } from './dialogue.ts'
import { narratorInChinese } from './narrator-zh.ts'
import { nicknameLinksInEnglish } from './nicknames-en.ts'
import { nicknameLinksInChinese } from './nicknames-zh.ts'
import { findPeopleInEnglish } from './people-en.ts'
import { countChineseNames, findPeopleInChinese, isPossibleName } from './people-zh.ts'

/** A name before the names of one person are put together. */
export type FoundName = Omit<PersonFinding, 'aliases'>

/** The people of a passage, most mentioned first, the names of one person put together where the passage leaves no doubt. */
export function findPeople(paragraphs: readonly Paragraph[], language: Language): PersonFinding[] {
  const { people } = peopleOf(paragraphs, language)
  const narrator = language === 'zh' ? narratorInChinese(paragraphs) : null
  if (narrator === null) return people
  return people.map((person) =>
    [person.name, ...person.aliases].includes(narrator) ? { ...person, isNarrator: true } : person,
  )
}

/** The people of a passage, and what a reader of its dialogue needs of them. */
export function peopleOf(
  paragraphs: readonly Paragraph[],
  language: Language,
): { people: PersonFinding[]; voices: Voices } {
  const found = language === 'zh' ? findPeopleInChinese(paragraphs) : findPeopleInEnglish(paragraphs)
  const first = putTogether(paragraphs, found, [], language)
  if (language === 'en') {
    const links = nicknameLinksInEnglish(paragraphs, first.voices)
    const known = new Set(found.map(({ name }) => name))
    const more = [...new Set(links.map(({ second }) => second))].filter((name) => !known.has(name))
    const all = [...found, ...more.map((name) => sightingsOf(name, paragraphs))]
    return links.length === 0 ? first : putTogether(paragraphs, all, links, language)
  }
  const links = nicknameLinksInChinese(paragraphs, first.voices).filter(({ second }) => isPossibleName(second))
  if (links.length === 0) return first
  const names = [...found.map(({ name }) => name), ...links.map(({ second }) => second)]
  return putTogether(paragraphs, countChineseNames(paragraphs, [...new Set(names)]), links, language)
}

/** A name that the rules for names passed over, counted. */
function sightingsOf(name: string, paragraphs: readonly Paragraph[]): FoundName {
  const texts = paragraphs.map(({ text }) => text)
  const mentions = countMentions(texts, [name]).get(name)
  const { number, text } = paragraphs[mentions?.paragraphs[0] ?? 0] as Paragraph
  const quote = sentencesOf(text).find((sentence) => sentence.includes(name))
  return { name, mentions: mentions?.count ?? 0, evidence: quote ? [{ name, paragraph: number, quote }] : [] }
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
    {
      counts,
      votes: (a, b) => (isLinked(a, b) ? 1 : 0),
      genderOf: (name) => pronouns.get(name) ?? null,
      ...(language === 'zh'
        ? { told: introductionsIn(texts, [...counts.keys()]) }
        : { company: companyOf(texts, [...counts.keys()]) }),
    },
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
