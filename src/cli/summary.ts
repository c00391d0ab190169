/** What came out of a novel, for a person to read. */
import { join } from 'node:path'
import type { Language } from '../contracts/text.ts'
import { pad, printable, truncate } from './terminal.ts'
import { importanceNames, sayIn } from './text.ts'
import type { WrittenResult } from './write-result.ts'

const mostEpisodes = 30
const mostCharacters = 30

export function summaryOf({ directory, result }: WrittenResult, columns: number, language: Language): string {
  const say = sayIn(language)
  const pictures = result.characters.filter(({ image }) => image !== null).length
  const lines = [
    say('came_out', { episodes: result.episodes.length, characters: result.characters.length, pictures }),
    '',
    say('episodes'),
    ...listed(
      result.episodes,
      mostEpisodes,
      ({ number, title, summary }) => `  ${String(number).padStart(3)}  ${printable(title)} — ${printable(summary)}`,
    ),
    '',
    say('cast'),
    ...listed(result.characters, mostCharacters, ({ name, aliases, importance, mentions }) => {
      const facts = [importanceNames[importance][language], say('mentions', { count: mentions })]
      if (aliases.length > 0) facts.push(say('aliases', { names: aliases.map(printable).join(', ') }))
      return `  ${pad(truncate(printable(name), 24), 24)}  ${facts.join(', ')}`
    }),
    '',
  ]
  const files = [
    `${say('files')}: ${join(directory, 'result.json')}`,
    ...result.characters.flatMap(({ image }) => (image === null ? [] : [`  ${join(directory, image)}`])),
  ]
  // Paths are for copying and are never cut.
  return [...lines.map((line) => truncate(line, columns)), ...files].join('\n')

  function listed<Item>(items: readonly Item[], most: number, line: (item: Item) => string): string[] {
    const shown = items.slice(0, most).map(line)
    return items.length > most ? [...shown, `  ${say('more', { count: items.length - most })}`] : shown
  }
}
