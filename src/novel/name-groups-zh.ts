/** Which Chinese names are names of one person, by their parts: 林黛玉, 黛玉; 紫鹃, 紫鹃姐姐. */
import type { NameForms, NameGroups } from './name-groups.ts'
import { genderOfChineseTitle, parseChineseName, surnameOf } from './naming-zh.ts'

interface Person {
  names: string[]
  count: number
}

/** A candidate this many times as frequent as the next is meant where a name alone does not decide. */
const DOMINANCE = 3

export function groupChineseNames(forms: NameForms): NameGroups {
  const people = new Map<string, Person>()
  const doubtful: Array<[string, string]> = []
  const names = [...forms.counts.keys()].sort((a, b) => (forms.counts.get(b) ?? 0) - (forms.counts.get(a) ?? 0))
  const index = indexNames(names)
  for (const name of names) people.set(name, { names: [name], count: forms.counts.get(name) ?? 0 })
  for (const name of names) {
    const count = forms.counts.get(name) ?? 0
    const agrees = (other: string) => other !== name && gendersAgree(other, name, forms)
    const fuller = name.length < 2 ? [] : (index.byShorterForm.get(name) ?? []).filter(agrees)
    const addressed = addressedPeople(name, index).filter(agrees)
    // 林姑娘 is 林黛玉 only when she is the one person of that surname whom the story is about.
    const only = addressed.filter((other) => (forms.counts.get(other) ?? 0) >= count * 0.3)
    const [top, next] = fuller.length > 0 ? fuller : addressed.length === 1 ? only : []
    if (!top) continue
    const clear = !next || (forms.counts.get(top) ?? 0) >= (forms.counts.get(next) ?? 0) * DOMINANCE
    const chosen = clear ? top : fuller.find((longer) => forms.votes(longer, name) > 0)
    if (chosen) unite(people, chosen, name)
    else doubtful.push([top, name])
  }
  return { groups: [...new Set(people.values())].map((person) => person.names), doubtful }
}

interface NameIndex {
  /** Names that say the same as the key and more: with a surname before, or a form of address behind. Most frequent first. */
  byShorterForm: Map<string, string[]>
  /** Full names without a form of address, by surname. */
  bySurname: Map<string, string[]>
}

function indexNames(names: readonly string[]): NameIndex {
  const byShorterForm = new Map<string, string[]>()
  const bySurname = new Map<string, string[]>()
  const add = (map: Map<string, string[]>, key: string, name: string) => map.set(key, [...(map.get(key) ?? []), name])
  for (const name of names) {
    const surname = surnameOf(name)
    const parts = parseChineseName(name)
    const withoutSurname = surname === '' ? '' : name.slice(surname.length)
    const withoutTitle = parts.title === '' ? '' : parts.surname + parts.given
    for (const shorter of new Set([withoutSurname, withoutTitle]))
      if (shorter.length >= 2) add(byShorterForm, shorter, name)
    if (parts.surname !== '' && parts.given !== '' && parts.title === '') add(bySurname, parts.surname, name)
  }
  return { byShorterForm, bySurname }
}

/** Forms of address that go with one's own surname; 夫人, 太太 and their like go with the husband's. */
const OWN_SURNAME =
  /(?:姑娘|小姐|公子|少爷|先生|大哥|大姐|妹妹|姐姐|哥哥|弟弟|兄弟|丫头|大人|将军|老师|医生|教授|警官|队长|局长|律师|记者|总)$/

/** For a surname with a form of address: the full names of that surname. */
function addressedPeople(name: string, { bySurname }: NameIndex): string[] {
  const own = parseChineseName(name)
  if (own.surname === '' || own.given !== '' || !OWN_SURNAME.test(own.title)) return []
  return bySurname.get(own.surname) ?? []
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
