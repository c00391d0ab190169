/** Which Chinese names are names of one person, by their parts: 沈青禾, 青禾; 玉簪, 玉簪姐姐; 沈青禾, 沈姑娘; 周守业, 周老板, 老周. */
import { type Address, addressOf, STEPS } from './addresses-zh.ts'
import type { NameForms, NameGroups } from './name-groups.ts'
import { isSurname, parseChineseName, surnameOf } from './naming-zh.ts'
import { genderOfChineseTitle, genderOfGivenName, isChineseTitle, isRanked, titleAtEnd } from './titles-zh.ts'

const FORM_OF_THE_HIGH = /(?:菩萨|真君|大仙|大王|魔王|天王|星君|天尊|娘娘|祖师|王)$/u

interface Person {
  names: string[]
  count: number
}

/** A candidate this many times as frequent as the next is meant where a name alone does not decide. */
const DOMINANCE = 3
/** A form of address belongs to a person who is at least this share as frequent: a story does not only address its people. */
const LEAST_SHARE = 0.3
/** The same where only one name has the character of a form of kinship. */
const KNOWN_SHARE = 0.015
const KNOWN_COUNT = 5
/** 孔小姐 and 孔先生 may be of a family whose other members have no name, so the one full name must come oftener. */
const YOUNG_SHARE = 0.1
/** 行者 is one person where 岳行者 makes up this share of it; 太守 is many where 韩太守 comes once. */
const TITLE_SHARE = 0.04

/** Puts names together in steps: first those that contain each other, then forms of address, the ones that tell most first. */
export function groupChineseNames(forms: NameForms): NameGroups {
  const people = new Map<string, Person>()
  const doubtful: Array<[string, string]> = []
  const count = (name: string) => forms.counts.get(name) ?? 0
  const weight = (name: string) => people.get(name)?.count ?? 0
  const names = [...forms.counts.keys()].sort((a, b) => count(b) - count(a))
  for (const name of names) people.set(name, { names: [name], count: count(name) })
  const index = indexNames(names)
  for (const name of names) {
    const fuller = name.length < 2 ? [] : (index.byShorterForm.get(name) ?? [])
    const least = isChineseTitle(name) ? Math.max(2, count(name) * TITLE_SHARE) : 0
    settle(
      name,
      fuller.filter((other) => other !== name && count(other) >= least && gendersAgree(other, name, forms)),
    )
  }
  for (const name of names) {
    const longer = names.filter((other) => isShortened(name, other) && gendersAgree(other, name, forms))
    if (longer.length === 1) unite(people, longer[0] as string, name)
  }
  const introduced = new Set((forms.told ?? []).map(({ first }) => first))
  for (const { first, second, isSure } of forms.told ?? []) {
    if (!areTwo(first, second) && (isSure || !bearIt(first, second))) unite(people, first, second)
  }
  const addresses = names.flatMap((name) => addressOf(name) ?? [])
  for (const step of STEPS) {
    for (const address of addresses.filter(({ kind }) => kind === step)) settleAddress(address)
  }
  for (const address of addresses) joinSameCharacter(address)
  return { groups: [...new Set(people.values())].map((person) => person.names), doubtful }

  /** 砚丫头 beside one who is called 砚姐: the character alone says whose form of kinship it is. */
  function joinSameCharacter(address: Address): void {
    if (people.get(address.name)?.names.length !== 1) return
    if (address.kind !== 'kin' && address.kind !== 'young') return
    // What looks like a surname is the character of a name where nobody bears that surname.
    const own = index.bySurname.has(address.surname) ? '' : address.character || address.surname
    const sharers = addresses.filter(
      ({ name, kind, character }) => kind === 'kin' && character === own && name !== address.name,
    )
    const [only, another] = distinct(
      sharers.map(({ name }) => name).filter((other) => sexAgrees(other, address)),
      people,
    )
    if (only !== undefined && another === undefined && weight(only) >= weight(address.name)) {
      unite(people, only, address.name)
    }
  }

  /** `candidates` most frequent first. */
  function settle(name: string, candidates: readonly string[]): void {
    const [top, next] = distinct(candidates, people)
    if (top === undefined) return
    const clear = next === undefined || count(top) >= count(next) * DOMINANCE
    const told = [...candidates].sort((a, b) => forms.votes(b, name) - forms.votes(a, name))[0]
    const chosen = clear ? top : told !== undefined && forms.votes(told, name) > 0 ? told : undefined
    if (chosen !== undefined) unite(people, chosen, name)
    else if (!isChineseTitle(name)) doubtful.push([top, name])
  }

  /** 嫂 says more of a sex than the few pronouns near a name. */
  function sexAgrees(other: string, { name, kind }: Address): boolean {
    return (kind === 'kin' || gendersAgree(other, name, forms)) && !areTwo(other, name)
  }

  /** Whether two people whom the text introduces by full names bear the same other name. */
  function bearIt(first: string, second: string): boolean {
    const holders = (people.get(second)?.names ?? []).filter((name) => introduced.has(name) && name !== second)
    return holders.some((name) => surnameOf(name) !== surnameOf(first) && !people.get(first)?.names.includes(name))
  }

  /** Whether any two names of theirs can't be one person's: 孔大爷 and 孔大姑娘, 孔二姐 and 孔三姐. */
  function areTwo(first: string, second: string): boolean {
    const own = people.get(first)?.names ?? []
    const others = people.get(second)?.names ?? []
    return own.some((one) => others.some((other) => contradict(one, other)))
  }

  /** 孔小姐 and 孔先生, and a full name that tells no sex. */
  function isMoreLikelyAMans(other: string, { surname, title }: Address): boolean {
    if (surname === '' || genderOfChineseTitle(title) !== 'female') return false
    if ((people.get(other)?.names ?? []).some((name) => forms.genderOf(name) !== null)) return false
    return count(`${surname}先生`) > 0
  }

  function settleAddress(address: Address): void {
    const { name } = address
    // Who is already put together under other names is only looked at for what a form of kinship can tell.
    if ((people.get(name)?.names.length ?? 0) > 1 && address.kind !== 'kin' && address.kind !== 'standing') return
    const holders = [
      ...(index.bySurname.get(address.surname) ?? []),
      ...(index.byCharacter.get(address.character) ?? []),
    ]
    const fitting = distinct(
      holders.filter((other) => sexAgrees(other, address) && ageAgrees(people.get(other), address)),
      people,
    ).filter((other) => people.get(other) !== people.get(name))
    fitting.sort((a, b) => weight(b) - weight(a))
    const told = fitting.find((other) => forms.votes(other, name) > 0)
    const frequent = fitting.filter((other) => weight(other) >= weight(name) * LEAST_SHARE)
    // A name that is told once and then always shortened: 孔凤仙, who is 凤姐 to everybody.
    function isKnownBeside(other: string): boolean {
      return fitting.length === 1 && weight(other) >= Math.max(KNOWN_COUNT, weight(name) * KNOWN_SHARE)
    }
    // A form that tells the sex, or one character alone, must leave no choice: nobody knows the sex of the others.
    const mayChoose = address.kind === 'standing' || address.kind === 'familiar'
    const [top, next] =
      frequent.length > 0
        ? frequent
        : address.kind === 'kin' || address.kind === 'standing'
          ? fitting.filter(isKnownBeside)
          : address.kind === 'young' || address.kind === 'plain'
            ? fitting.filter((other) => isKnownBeside(other) && weight(other) >= weight(name) * YOUNG_SHARE)
            : []
    const clear =
      top !== undefined && (fitting.length === 1 || (mayChoose && (!next || weight(top) >= weight(next) * DOMINANCE)))
    if (told !== undefined) unite(people, told, name)
    else if (clear && isMoreLikelyAMans(top, address)) return
    else if (clear) unite(people, top, name)
    else if (top !== undefined && mayChoose) doubtful.push([top, name])
  }
}

/** 赤王 of 赤焰王: what a god or king is called, with fewer characters between the first and the form. */
function isShortened(name: string, other: string): boolean {
  if (name.length >= other.length || name.charAt(0) !== other.charAt(0) || name.length < 2) return false
  const form = FORM_OF_THE_HIGH.exec(name)?.[0]
  if (form === undefined || !other.endsWith(form) || form.length === name.length) return false
  const own = other.slice(0, -form.length)
  if (/[大二三四五六七八九小老]/u.test(own.slice(1)) || isSurname(name.charAt(0)) !== isSurname(other.charAt(0)))
    return false
  let at = 0
  for (const character of own) if (character === name.charAt(at) && at < name.length - form.length) at++
  return at === name.length - form.length
}

/** 儿 behind a name is only a sound, 子 a courtesy. */
function withoutEr(name: string): string {
  return name.length > 2 && /[儿子]$/.test(name) ? name.slice(0, -1) : ''
}

/** 孔二 of 孔二拐子: a rank with what people call him. */
function withoutNickname(name: string): string {
  return /^.[二三四五六七八九十]..$/u.test(name) && surnameOf(name).length === 1 && titleAtEnd(name).length < 2
    ? name.slice(0, 2)
    : ''
}

/** 田守义 of 铁算盘田守义: the longest known name with a surname that an epithet of two characters or more stands before. */
function behindEpithet(name: string, known: ReadonlySet<string>): string {
  for (let start = 2; start <= name.length - 2; start++) {
    const rest = name.slice(start)
    if (known.has(rest) && surnameOf(rest) !== '') return rest
  }
  return ''
}

function contradict(first: string, second: string): boolean {
  const [one, other] = [parseChineseName(first), parseChineseName(second)]
  const genders = [genderOfChineseTitle(one.title), genderOfChineseTitle(other.title)]
  if (genders[0] !== null && genders[1] !== null && genders[0] !== genders[1]) return true
  const ranked = isRanked(one.title) && isRanked(other.title)
  return (
    ranked &&
    one.surname === other.surname &&
    one.given === other.given &&
    one.title.charAt(0) !== other.title.charAt(0)
  )
}

/** One name for each person. */
function distinct(names: readonly string[], people: ReadonlyMap<string, Person>): string[] {
  const seen = new Set<Person | undefined>()
  return names.filter((name) => {
    const person = people.get(name)
    if (seen.has(person)) return false
    seen.add(person)
    return true
  })
}

/** 田顺家的 is the wife of 田顺. */
const OF_ANOTHER = /^(?:家的|氏|奶奶|太太|夫人|嫂子|娘子|妈|娘)$/u

interface NameIndex {
  /** Names that say the same as the key and more: with a surname before, or a form of address behind. Most frequent first. */
  byShorterForm: Map<string, string[]>
  /** Full names without a form of address, by surname. */
  bySurname: Map<string, string[]>
  /** The same by each character of the given name. */
  byCharacter: Map<string, string[]>
}

function indexNames(names: readonly string[]): NameIndex {
  const index: NameIndex = { byShorterForm: new Map(), bySurname: new Map(), byCharacter: new Map() }
  const known = new Set(names)
  const add = (map: Map<string, string[]>, key: string, name: string) => map.set(key, [...(map.get(key) ?? []), name])
  for (const name of names) {
    const surname = surnameOf(name)
    const parts = parseChineseName(name)
    const withoutSurname = surname === '' ? '' : name.slice(surname.length)
    const withoutTitle = parts.title === '' || OF_ANOTHER.test(parts.title) ? '' : parts.surname + parts.given
    for (const shorter of new Set([
      withoutSurname,
      withoutTitle,
      withoutEr(name),
      withoutNickname(name),
      surname === '' && name.length === 3 && addressOf(name.slice(1)) === undefined ? name.slice(1) : '',
      // No full name has five characters: 铁 of 铁算盘田守义 only looks like a surname.
      surname === '' || name.length > 4 ? behindEpithet(name, known) : '',
    ]))
      if (shorter.length >= 2) add(index.byShorterForm, shorter, name)
    if (parts.title !== '') continue
    if (parts.given.length <= 2) for (const character of new Set(parts.given)) add(index.byCharacter, character, name)
    if (parts.surname !== '' && parts.given !== '' && parts.given.length <= 2 && !parts.given.startsWith('老'))
      add(index.bySurname, parts.surname, name)
  }
  return index
}

/** A young master is not called by a trade, and the elder of two is not the one who bears the plain form: 老师傅 beside 师傅. */
function ageAgrees(person: Person | undefined, { kind, surname, title }: Address): boolean {
  const own = person?.names ?? []
  if (kind === 'elder') return !own.includes(surname + title.slice(1))
  const isYoung = own.some((name) => /^(?:少爷|公子)$/.test(parseChineseName(name).title))
  return !(isYoung && (title === '老板' || title === '掌柜'))
}

function gendersAgree(first: string, second: string, forms: NameForms): boolean {
  const genders = [first, second].map((name) => {
    const { given, title } = parseChineseName(name)
    return genderOfChineseTitle(title) ?? genderOfGivenName(given) ?? forms.genderOf(name)
  })
  return genders[0] === null || genders[1] === null || genders[0] === genders[1]
}

function unite(people: Map<string, Person>, first: string, second: string): void {
  const one = people.get(first)
  const other = people.get(second)
  if (!one || !other || one === other) return
  one.names.push(...other.names)
  one.count += other.count
  for (const name of other.names) people.set(name, one)
}
