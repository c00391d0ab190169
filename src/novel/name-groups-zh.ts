/** Which Chinese names are names of one person, by their parts: 林黛玉, 黛玉; 紫鹃, 紫鹃姐姐; 沈青禾, 沈姑娘; 周守业, 周老板, 老周. */
import type { NameForms, NameGroups } from './name-groups.ts'
import { genderOfChineseTitle, parseChineseName, surnameOf } from './naming-zh.ts'

interface Person {
  names: string[]
  count: number
}

/** A candidate this many times as frequent as the next is meant where a name alone does not decide. */
const DOMINANCE = 3
/** A form of address belongs to a full name that is at least this share as frequent: a story does not only address its people. */
const LEAST_SHARE = 0.3

/** Puts names together in steps: first those that contain each other, then forms of address, the ones that tell most first. */
export function groupChineseNames(forms: NameForms): NameGroups {
  const people = new Map<string, Person>()
  const doubtful: Array<[string, string]> = []
  const count = (name: string) => forms.counts.get(name) ?? 0
  const names = [...forms.counts.keys()].sort((a, b) => count(b) - count(a))
  for (const name of names) people.set(name, { names: [name], count: count(name) })
  const index = indexNames(names)
  for (const name of names) {
    const fuller = name.length < 2 ? [] : (index.byShorterForm.get(name) ?? [])
    settle(
      name,
      fuller.filter((other) => other !== name && gendersAgree(other, name, forms)),
    )
  }
  const addresses = names.flatMap((name) => addressOf(name) ?? [])
  for (const step of STEPS) {
    for (const address of addresses.filter(({ kind }) => kind === step)) settleAddress(address)
  }
  return { groups: [...new Set(people.values())].map((person) => person.names), doubtful }

  /** `candidates` most frequent first. */
  function settle(name: string, candidates: readonly string[]): void {
    const [top, next] = distinct(candidates, people)
    if (top === undefined) return
    const clear = next === undefined || count(top) >= count(next) * DOMINANCE
    const chosen = clear ? top : candidates.find((other) => forms.votes(other, name) > 0)
    if (chosen === undefined) doubtful.push([top, name])
    else unite(people, chosen, name)
  }

  /** 嫂 says more of a sex than the few pronouns near a name. */
  function sexAgrees(other: string, { name, kind }: Address): boolean {
    return kind === 'kin' || gendersAgree(other, name, forms)
  }

  function settleAddress(address: Address): void {
    const { name } = address
    if ((people.get(name)?.names.length ?? 0) > 1 && address.kind !== 'kin') return
    const holders = [
      ...(index.bySurname.get(address.surname) ?? []),
      ...(index.byCharacter.get(address.character) ?? []),
    ]
    const fitting = distinct(
      holders.filter((other) => sexAgrees(other, address) && ageAgrees(people.get(other), address)),
      people,
    )
    const told = fitting.find((other) => forms.votes(other, name) > 0)
    const frequent = fitting.filter((other) => count(other) >= count(name) * LEAST_SHARE)
    // A form that tells the sex, or one character alone, must leave no choice: nobody knows the sex of the others.
    const mayChoose = address.kind === 'standing' || address.kind === 'familiar'
    const [top, next] = frequent
    const clear =
      top !== undefined && (fitting.length === 1 || (mayChoose && (!next || count(top) >= count(next) * DOMINANCE)))
    if (told !== undefined) unite(people, told, name)
    else if (clear) unite(people, top, name)
    else if (top !== undefined && mayChoose) doubtful.push([top, name])
  }
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
  const add = (map: Map<string, string[]>, key: string, name: string) => map.set(key, [...(map.get(key) ?? []), name])
  for (const name of names) {
    const surname = surnameOf(name)
    const parts = parseChineseName(name)
    const withoutSurname = surname === '' ? '' : name.slice(surname.length)
    const withoutTitle = parts.title === '' ? '' : parts.surname + parts.given
    for (const shorter of new Set([withoutSurname, withoutTitle]))
      if (shorter.length >= 2) add(index.byShorterForm, shorter, name)
    if (parts.surname === '' || parts.given === '' || parts.title !== '') continue
    add(index.bySurname, parts.surname, name)
    if (parts.given.length <= 2) for (const character of new Set(parts.given)) add(index.byCharacter, character, name)
  }
  return index
}

/** `young` and `plain` tell the sex, `standing` an office or a trade, `elder` that somebody younger bears the same. */
type AddressKind = 'young' | 'plain' | 'standing' | 'elder' | 'familiar' | 'kin'
const STEPS: readonly AddressKind[] = ['young', 'plain', 'standing', 'elder', 'familiar', 'kin']

interface Address {
  name: string
  kind: AddressKind
  /** The surname, or '' where the form holds a character of the given name. */
  surname: string
  character: string
  title: string
}

const YOUNG = /^(?:少爷|公子|小姐|姑娘|丫头|妹妹|弟弟|师弟|师妹)$/
const PLAIN = /^(?:先生|女士|大哥|大姐|姐姐|哥哥|兄弟|大人|少侠)$/
const STANDING =
  /^(?:将军|元帅|老师|师傅|医生|大夫|郎中|护士|教授|校长|院长|警官|探长|巡警|队长|局长|主任|经理|律师|记者|老板|掌柜|账房|船长|司机|道长|总)$/
const ELDER = /^老(?=师傅|先生|太太|爷|板)/
const KIN = /^(.)(?:叔|嫂|婶|伯|姐|哥|婆|妈|姨|娘)$/

/** What a form of address is; nothing for a name. 夫人, 太太 and their like go with the husband's surname and tell nothing here. */
function addressOf(name: string): Address | undefined {
  const familiar = /^([老小阿])(.)$/.exec(name)
  if (familiar) {
    const [, lead, character = ''] = familiar
    const isSurname = lead === '老' && surnameOf(`${character}某`) !== ''
    return isSurname
      ? { name, kind: 'familiar', surname: character, character: '', title: '' }
      : { name, kind: 'kin', surname: '', character, title: '' }
  }
  const { surname, given, title } = parseChineseName(name)
  if (surname !== '' && given === '' && title !== '') {
    const kind = YOUNG.test(title)
      ? 'young'
      : PLAIN.test(title)
        ? 'plain'
        : STANDING.test(title)
          ? 'standing'
          : ELDER.test(title)
            ? 'elder'
            : null
    return kind === null ? undefined : { name, kind, surname, character: '', title }
  }
  const kin = KIN.exec(name)
  return kin ? { name, kind: 'kin', surname: '', character: kin[1] ?? '', title: name.slice(1) } : undefined
}

/** A young master is not called by a trade, and the elder of two is not the one who bears the plain form: 老师傅 beside 师傅. */
function ageAgrees(person: Person | undefined, { kind, surname, title }: Address): boolean {
  const own = person?.names ?? []
  if (kind === 'elder') return !own.includes(surname + title.replace(ELDER, ''))
  const isYoung = own.some((name) => /^(?:少爷|公子)$/.test(parseChineseName(name).title))
  return !(isYoung && (title === '老板' || title === '掌柜'))
}

function gendersAgree(first: string, second: string, forms: NameForms): boolean {
  const genders = [first, second].map(
    (name) => genderOfChineseTitle(parseChineseName(name).title) ?? forms.genderOf(name),
  )
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
