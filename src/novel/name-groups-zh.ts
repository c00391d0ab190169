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
  for (const name of names) people.set(name, { names: [name], count: forms.counts.get(name) ?? 0 })
  for (const name of names) {
    const candidates = longerForms(name, names).filter((longer) => gendersAgree(longer, name, forms))
    const ranked = candidates.sort((a, b) => (forms.counts.get(b) ?? 0) - (forms.counts.get(a) ?? 0))
    const [top, next] = ranked
    if (!top) continue
    const clear = !next || (forms.counts.get(top) ?? 0) >= (forms.counts.get(next) ?? 0) * DOMINANCE
    const chosen = clear ? top : ranked.find((longer) => forms.votes(longer, name) > 0)
    if (chosen) unite(people, chosen, name)
    else doubtful.push([top, name])
  }
  return { groups: [...new Set(people.values())].map((person) => person.names), doubtful }
}

/** Names that say the same and more: with a surname before, or a form of address behind. */
function longerForms(name: string, names: readonly string[]): string[] {
  const own = parseChineseName(name)
  return names.filter((other) => {
    if (other === name) return false
    if (name.length >= 2 && other.endsWith(name) && surnameOf(other) !== '') {
      return other.length === name.length + surnameOf(other).length
    }
    const { surname, given, title } = parseChineseName(other)
    if (title !== '' && surname + given === name && name.length >= 2) return true
    // 林姑娘 is 林黛玉 when she is the only one of that surname.
    return (
      own.title !== '' &&
      own.surname !== '' &&
      own.given === '' &&
      own.surname === surname &&
      given.length > 0 &&
      title === ''
    )
  })
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
