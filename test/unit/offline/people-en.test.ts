import { describe, expect, it } from 'vitest'
import { findPeople } from '../../../src/providers/offline/people.ts'

function peopleIn(...lines: string[]) {
  return findPeople(
    lines.map((text, number) => ({ number, text })),
    'en',
  )
}

describe('people of an English passage', () => {
  it('are no houses behind "the" that never speak', () => {
    const people = peopleIn(
      'The night the Belvedere closed, Ada Finch wept. They said that the Belvedere was full of mice.',
      '“Never,” said Ada Finch. Ada Finch looked at the Belvedere. The mice of the Belvedere had left.',
    )
    expect(people.map(({ name }) => name)).toEqual(['Ada Finch'])
  })

  it('are no firms behind "of", though a word of them be a name', () => {
    const people = peopleIn(
      '“Sold,” said Mr. Tom Reed of Amalgamated Reed. And Tom Reed smiled. He had come to speak of Amalgamated Reed.',
    )
    expect(people.flatMap(({ name, aliases }) => [name, ...aliases])).not.toContain('Amalgamated Reed')
  })

  it('have the name they ask to be called by', () => {
    const people = peopleIn(
      '“I knew your father,” said Mrs. Ada Finch. “You had better call me Granny.”',
      '“Granny,” said Tom Reed. Mrs. Ada Finch smiled. “Yes,” said Mrs. Ada Finch.',
    )
    expect(people.find(({ name }) => name.includes('Finch'))?.aliases).toContain('Granny')
  })

  it('are one cousin by a short form', () => {
    const people = peopleIn('“Cousin Rosie,” said Tom Reed. Rosalind Hale looked up. “Tom,” said Rosalind Hale.')
    expect(people.find(({ name }) => name === 'Rosalind Hale')?.aliases).toContain('Cousin Rosie')
  })

  it('are not found in headings, loud words or what a dash ties to them', () => {
    const names = peopleIn(
      'Anna Comes Home',
      '“Whatever Anna wants,” said Mr. Reed--he sighed. “She NEVER asks, Anna--never.” WHEN Anna came, Mr. Reed rose.',
      'Happy Anna! Anna smiled.',
    ).flatMap(({ name, aliases }) => [name, ...aliases])
    expect(names.sort()).toEqual(['Anna', 'Mr. Reed'])
  })

  it('may be called like a house, a month or the last', () => {
    const people = peopleIn(
      '“Well,” said Mrs. Hall. Mrs. Hall looked at May Finch. “May,” said Mrs. Hall, “you may go in May.” May Finch went.',
      'Then Anna Last came in, and Anna nodded.',
    )
    const names = people.flatMap(({ name, aliases }) => [name, ...aliases])
    expect(names).toEqual(expect.arrayContaining(['Mrs. Hall', 'May Finch', 'Anna Last']))
  })

  it('are no families', () => {
    const people = peopleIn('The Reeds came. “Yes,” said Mr. Reed. The Reeds left. Mr. Reed bowed to the Reeds.')
    expect(people.map(({ name }) => name)).toEqual(['Mr. Reed'])
  })

  it('speak in single quotes, too', () => {
    const people = peopleIn("'Come in,' said Reed. 'It is late, Finch.'", "'I know,' said Finch, and Finch sat down.")
    expect(people.map(({ name }) => name).sort()).toEqual(['Finch', 'Reed'])
  })
})
