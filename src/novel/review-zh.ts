/**
 * Looks at the Chinese names of all findings in the whole novel, where more can be told than in a window: whether a name is cut in the
 * wrong place (真君 of 赤焰真君), is a word of another kind (含泪), or what many people are (老僧, 妖王).
 */
import type { PersonFinding, SetAsideReason } from '../contracts/text.ts'
import { addressOf, isLooseAddress } from './addresses-zh.ts'
import { introducedNames } from './introductions-zh.ts'
import { parseChineseName, surnameOf } from './naming-zh.ts'
import { isRole } from './roles-zh.ts'
import { mostOften, type Surroundings, surroundingsOf } from './surroundings-zh.ts'
import { genderOfChineseTitle, titleAtEnd } from './titles-zh.ts'

/** How often a name must come before its surroundings say anything. */
const MIN_COUNT = 5
/** The same for characters that stand beside it every time. */
const MIN_COUNT_WHOLE = 3
/** A character beside so much of a name belongs to it. */
const BELONGS_SHARE = 0.75
/** Words of another kind stand behind the people who do them: 青禾含泪, 他含泪. */
const BEHIND_SHARE = 0.35
/** 那妖王, 一个女怪: what is pointed at or counted so often is no name. */
const POINTED_SHARE = 0.25
const POINTED_ADDRESS_SHARE = 0.2
/** 婆子们. */
const PLURAL_SHARE = 0.12
/** Somebody called by an office is a person of the story where a name makes up this share. */
const OWN_NAME_SHARE = 0.04
/** The same where it is the office with a surname: 韩判官. */
const ADDRESS_SHARE = 0.1
/** Who is mentioned so often and never speaks is a thing, in a story whose people speak. */
const SILENT_COUNT = 12
const SILENT_SHARE = 0.02
/** And is hardly ever what a clause begins with. */
const OPENING_SHARE = 0.3
/** A form of address with the surname of somebody more important, and this much rarer than the main person: likely theirs. */
const RARE_ADDRESS_SHARE = 0.025
const RARE_ADDRESS = 3
/** Who speaks so often, and so much of the time, is a person. */
const MIN_SPEECHES = 3
const SPEECH_SHARE = 0.05
/** Who begins clauses so often is a person; a full name also when it never speaks. */
const FULL_OPENING_SHARE = 0.25
const DIALOGUE_SHARE = 0.08
/** A name with a word before it is this much rarer than the name. */
const RARER = 8
/** What ends like a place is one where it stands like a place this often. */
const PLACED_SHARE = 0.2
/** A surname before so much of a given name is that person's. */
const SURNAME_SHARE = 0.25
/** Characters that no name has; beside a name they mean that it is a part of an expression. */
const NO_NAME =
  /[的了着过是在不没我你他她它们这那个一位名就也都与及或和同跟向对被把让给从到去来说道曰问听看见想要能可只还又便将且乃遂即忙正方因此之其而以所为于吗呢吧啊呀么笑哭怒喜惊叹叫喝骂答应回等]/u
/** Surnames that are mostly verbs and words of grammar right before a name. */
const WORD_BEFORE = /^[向于和从对同跟随当应经时连单全都何有后多顾宣蒙谢保幸明贺迎扶望待封]/u
const PLACE = /[国洞殿寺庙观河山阁府郡县州店庄城村湖海江宫楼馆院镇岛岭关寨]$/u

type Kind = 'name' | 'address' | 'role' | 'word'

export interface ChineseReview {
  /** The findings with mended names, without words that are no names. */
  findings: PersonFinding[]
  /** Whether they speak and begin clauses as people do, however few windows knew them. */
  isClearlyPerson(names: readonly string[]): boolean
  /** Why somebody known by these names alone is no member of the cast; null for people. `people` are all, most important first. */
  asideReason(names: readonly string[], people: ReadonlyArray<readonly string[]>): SetAsideReason | null
}

export function reviewChineseNames(found: readonly PersonFinding[], paragraphs: readonly string[]): ChineseReview {
  const introduced = [...found, ...introducedBeside(found, paragraphs)]
  const alone = surroundingsOf(paragraphs, namesOf(introduced))
  const fuller = fullNamesOf(alone)
  const findings = [...introduced, ...fuller]
  const first = fuller.length === 0 ? alone : surroundingsOf(paragraphs, namesOf(findings))
  const mended = new Map<string, string>()
  for (const [name, around] of first) {
    const whole = wholeForm(name, around)
    if (whole !== name) mended.set(name, whole)
  }
  const renamed = mended.size === 0 ? [...findings] : findings.map((finding) => rename(finding, mended))
  const around = mended.size === 0 ? first : surroundingsOf(paragraphs, namesOf(renamed))
  const kinds = new Map(
    [...around].map(([name, surroundings]): [string, Kind] => [
      name,
      hasWordBefore(name, around) ? 'word' : kindOf(name, surroundings),
    ]),
  )
  const kindOfName = (name: string): Kind => kinds.get(name) ?? (isRole(name) ? 'role' : 'name')
  const sumOf = (names: readonly string[], key: 'count' | 'speaks' | 'opens') =>
    names.reduce((sum, name) => sum + (around.get(name)?.[key] ?? 0), 0)
  const isOftenFullName = (name: string) => {
    const { count, opens } = around.get(name) ?? { count: 0, opens: 0 }
    const { surname, given, title } = parseChineseName(name)
    const isFull = surname !== '' && given !== '' && given.length <= 2 && title === '' && !WORD_BEFORE.test(name)
    return isFull && kindOfName(name) === 'name' && count >= MIN_COUNT && opens >= count * FULL_OPENING_SHARE
  }
  const isDialogue = sumOf([...around.keys()], 'speaks') >= sumOf([...around.keys()], 'count') * DIALOGUE_SHARE
  return {
    findings: renamed.map((finding) => withoutWords(finding, kindOfName)),
    isClearlyPerson(names) {
      const count = sumOf(names, 'count')
      if (names.some(isOftenFullName)) return true
      return (
        sumOf(names, 'speaks') >= Math.max(MIN_SPEECHES, count * SPEECH_SHARE) &&
        sumOf(names, 'opens') >= count * FULL_OPENING_SHARE
      )
    },
    asideReason(names, people) {
      const times = { name: 0, address: 0, role: 0, word: 0 }
      for (const name of names) {
        const kind = kindOfName(name)
        // 老王 beside 国王 is no more of a name than that.
        const isLoose =
          kind === 'address' && isLooseAddress(name) && names.some((other) => kindOfName(other) === 'role')
        times[isLoose ? 'role' : kind] += around.get(name)?.count ?? 0
      }
      const [count, speeches] = [sumOf(names, 'count'), sumOf(names, 'speaks')]
      if (
        isDialogue &&
        count >= SILENT_COUNT &&
        speeches < count * SILENT_SHARE &&
        sumOf(names, 'opens') < count * OPENING_SHARE
      )
        return 'seldom_a_person'
      const all = times.name + times.address + times.role + times.word
      if (times.address === all && isSomeonesAddress(names, people, sumOf)) return 'not_one_person'
      if (times.name > all * OWN_NAME_SHARE || times.address > all * ADDRESS_SHARE) return null
      return times.role + times.address > times.word ? 'not_one_person' : 'seldom_a_person'
    },
  }
}

/** 砚姐姐, where there are 孔砚秋 and 贺砚: the rules could not say whose it is. */
function isSomeonesAddress(
  names: readonly string[],
  people: ReadonlyArray<readonly string[]>,
  sumOf: (names: readonly string[], key: 'count') => number,
): boolean {
  const count = sumOf(names, 'count')
  if (count >= Math.max(RARE_ADDRESS, sumOf(people[0] ?? [], 'count') * RARE_ADDRESS_SHARE)) return false
  const [address] = names.flatMap((name) => addressOf(name) ?? [])
  if (address === undefined) return false
  const { surname, character } = address
  return people.some(
    (others) =>
      sumOf(others, 'count') > count &&
      !areOfTwoSexes(names, others) &&
      others.some((other) => {
        const parts = parseChineseName(other)
        if (parts.title !== '' || parts.given === '' || names.includes(other)) return false
        return surname !== '' ? parts.surname === surname : parts.given.length <= 2 && parts.given.includes(character)
      }),
  )
}

/** 孔小姐, and somebody who is also called 孔先生. */
function areOfTwoSexes(names: readonly string[], others: readonly string[]): boolean {
  const sexesOf = (all: readonly string[]) => all.flatMap((name) => genderOfChineseTitle(titleAtEnd(name)) ?? [])
  const [own] = sexesOf(names)
  return own !== undefined && sexesOf(others).some((sex) => sex !== own)
}

/** The full names of people who are found by their given names alone: 孔 stands before 砚秋 again and again, and somebody is called 孔小姐. */
function fullNamesOf(around: ReadonlyMap<string, Surroundings>): PersonFinding[] {
  const families = new Set([...around.keys()].map(surnameOf))
  return [...around].flatMap(([name, { count, before }]) => {
    const { character, times } = mostOften(before)
    const isGiven = name.length === 2 && titleAtEnd(name) === '' && !isRole(name) && count >= MIN_COUNT
    if (!isGiven || times < Math.max(MIN_COUNT, count * SURNAME_SHARE) || WORD_BEFORE.test(character)) return []
    const full = character + name
    if (around.has(full) || surnameOf(full) !== character || !families.has(character)) return []
    return [{ name: full, aliases: [name], mentions: 0, evidence: [] }]
  })
}

/** The other names of people who were found, where the text introduces them: they may stand in parts that know nobody by them. */
function introducedBeside(findings: readonly PersonFinding[], paragraphs: readonly string[]): PersonFinding[] {
  const known = new Set(namesOf(findings))
  return introducedNames(paragraphs).flatMap((names) => {
    const [name, ...others] = names.filter((each) => known.has(each))
    const aliases = [...others, ...names.filter((each) => !known.has(each))]
    return name === undefined || aliases.length === 0 ? [] : [{ name, aliases, mentions: 0, evidence: [] }]
  })
}

function namesOf(findings: readonly PersonFinding[]): string[] {
  return [...new Set(findings.flatMap((finding) => [finding.name, ...finding.aliases]))]
}

/** The name with the characters that always stand beside it. */
function wholeForm(name: string, { count, before, after }: Surroundings): string {
  if (count < MIN_COUNT_WHOLE) return name
  const left = mostOften(before)
  if (left.times >= count * (count < MIN_COUNT ? 1 : BELONGS_SHARE) && !NO_NAME.test(left.character))
    return left.character + name
  const right = mostOften(after)
  if (right.times < count * BELONGS_SHARE) return name
  // 田顺家的: the wife of a servant.
  if (name.length > 2 && name.endsWith('家') && right.character === '的') return `${name}的`
  return NO_NAME.test(right.character) || titleAtEnd(name) !== '' ? name : name + right.character
}

/** 明沈青禾, 顾子馨: a whole name, much more frequent, with a word before it. Or one that is only said of a role. */
function hasWordBefore(name: string, around: ReadonlyMap<string, Surroundings>): boolean {
  const rest = name.slice(1)
  const times = around.get(rest)?.count ?? 0
  // 师父莫 of 师父莫怕; but 王子平, who is also called 子平.
  if (name.length === 3 && times === 0 && isRole(name.slice(0, 2)) && surnameOf(name).length < 2) return true
  if (rest.length < 2 || times < (around.get(name)?.count ?? 0) * RARER) return false
  const isWhole = surnameOf(rest) !== '' && parseChineseName(rest).given !== ''
  return isWhole || WORD_BEFORE.test(name)
}

function kindOf(name: string, { count, before, behind, pointed, plural, placed }: Surroundings): Kind {
  if (isRole(name)) return 'role'
  // 魏家 is a family.
  if (name.length === 2 && name.endsWith('家')) return 'word'
  if (PLACE.test(name) && placed >= count * PLACED_SHARE) return 'word'
  if (addressOf(name) !== undefined || titleAtEnd(name) !== '') {
    // 那老马, 那石公: a short form is soon a word.
    return /^[公老翁]?$/u.test(titleAtEnd(name)) && pointed >= count * POINTED_ADDRESS_SHARE ? 'role' : 'address'
  }
  if (count < MIN_COUNT) return 'name'
  if (plural >= count * PLURAL_SHARE || pointed >= count * POINTED_SHARE) return 'role'
  const isPart = mostOften(before).times >= count * BELONGS_SHARE
  return isPart || behind >= count * BEHIND_SHARE ? 'word' : 'name'
}

function rename(finding: PersonFinding, mended: ReadonlyMap<string, string>): PersonFinding {
  const name = mended.get(finding.name) ?? finding.name
  const aliases = finding.aliases.map((alias) => mended.get(alias) ?? alias)
  const evidence = finding.evidence.flatMap((item) => {
    const whole = mended.get(item.name) ?? item.name
    return item.quote.includes(whole) ? [{ ...item, name: whole }] : []
  })
  return { ...finding, name, aliases: [...new Set(aliases)].filter((alias) => alias !== name), evidence }
}

/** Leaves out other names that are no names; a finding that has nothing else stays, to be set aside with the reason. */
function withoutWords(finding: PersonFinding, kindOfName: (name: string) => Kind): PersonFinding {
  const names = [finding.name, ...finding.aliases].filter((name) => kindOfName(name) !== 'word')
  const [name, ...aliases] = names
  if (name === undefined) return { ...finding, aliases: [] }
  return { ...finding, name, aliases, evidence: finding.evidence.filter((item) => names.includes(item.name)) }
}
