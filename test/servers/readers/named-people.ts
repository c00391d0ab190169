/** Reads out of a question whom it is about: names of one person are joined by ` = `. */

/** The names of the two, from the lines `A: name = alias (3 mentions)` and `B: ...`. */
export function namesOfPair(user: string): string[][] {
  return [...user.matchAll(/^[AB]: (.+) [(].*[)]$/gm)].map(([, names = '']) => names.split(' = '))
}

/** Name and aliases of the one person that a question is about, from its first line: `name = alias, main`. */
export function namesOfPerson(user: string): string[] {
  const [names = ''] = (user.split('\n')[0] ?? '').split(', ')
  return names.split(' = ')
}
