/** What `cineqo inspect` found, for a person to read. Long lists are cut; all of them are in the JSON. */
import { readingChangeText, readingNoteText } from '../contracts/novel-file.ts'
import type { CastMember, Language } from '../contracts/text.ts'
import type { Inspection } from '../evaluation/inspect-novel.ts'
import { encodingSourceNames, formatNames, genderNames, setAsideNames } from './sentences-novel.ts'
import { pad, printable, truncate, widthOf } from './terminal.ts'
import { importanceNames, type Say } from './text.ts'

const mostNotes = 10
const mostMarked = 5
const mostChapters = 40
const mostPeople = 25
const labelColumns = 10
const nameColumns = 22

export function inspectionText(
  inspection: Inspection,
  { say, language, columns }: { say: Say; language: Language; columns: number },
): string {
  const { novel, frontMatter, chapters, episodes, characters, setAside, advertisements } = inspection
  const inWords = (number: number) => number.toLocaleString(language)

  return [
    printable(inspection.fileName ?? ''),
    ...factLines(),
    ...section(say('chapters', { count: inWords(chapters.length) }), [
      ...(frontMatter ? [partLine('-', say('front_matter'), frontMatter.length)] : []),
      ...listed(chapters, mostChapters, chapterLines),
    ]),
    ...(advertisements.length > 0
      ? section(
          say('marked_lines', { count: inWords(advertisements.length) }),
          listed(
            advertisements,
            mostMarked,
            ({ paragraph, text }) => `${atRight(paragraph + 1, 9)}  ${printable(text)}`,
          ),
        )
      : []),
    ...(characters
      ? section(say('people', { count: inWords(characters.length) }), listed(characters, mostPeople, personLines))
      : []),
    ...(setAside && setAside.length > 0 ? [asideLine(setAside)] : []),
    '',
    episodesLine(),
  ]
    .map((line) => truncate(line, columns))
    .join('\n')

  function factLines(): string[] {
    const { format, encoding, encodingSource, bytes, changes, notes } = inspection
    const source = encodingSource ? encodingSourceNames[encodingSource][language] : ''
    const size = { characters: inWords(novel.characters), paragraphs: inWords(novel.paragraphs) }
    return [
      ...fact(say('format'), [say('format_is', { format: formatNames[format][language], bytes: inWords(bytes) })]),
      ...(encoding ? fact(say('encoding'), [say('encoding_is', { encoding, source })]) : []),
      ...fact(say('language'), [say(novel.language === 'zh' ? 'language_zh' : 'language_en')]),
      ...fact(say('size'), [say('size_is', size)]),
      ...fact(
        say('changes'),
        changes.map((change) => readingChangeText(change, language)),
      ),
      ...fact(say('notes'), wrappedNotes(notes.map((note) => printable(readingNoteText(note, language))))),
    ]
  }

  /** A label and what is to be said under it, or that there is nothing. */
  function fact(label: string, values: readonly string[]): string[] {
    const shown = values.length > 0 ? values : [say('unchanged')]
    return shown.map((value, i) => `  ${pad(i === 0 ? label : '', labelColumns)}${value}`)
  }

  /** Notes say what to do and are never cut within, but there may be very many of them. */
  function wrappedNotes(notes: readonly string[]): string[] {
    const shown = notes.slice(0, mostNotes).flatMap((note) => wrap(wordsOf(note), columns - labelColumns - 2))
    return notes.length > mostNotes ? [...shown, say('more', { count: inWords(notes.length - mostNotes) })] : shown
  }

  /** A chapter, below the title of the volume that it opens. */
  function chapterLines({ title, volume, length }: Inspection['chapters'][number], index: number): string[] {
    const opensVolume = volume !== null && volume !== chapters[index - 1]?.volume
    const line = partLine(index + 1, printable(title) || say('untitled'), length)
    return opensVolume ? [`  ${printable(volume)}`, line] : [line]
  }

  function partLine(number: number | string, title: string, length: number): string {
    const size = say('characters_long', { count: inWords(length) })
    const name = `${atRight(number, 7)}  ${title}`
    const room = columns - widthOf(size) - 2
    return `${pad(truncate(name, room), room)}  ${size}`
  }

  /** A name and what is known of it; what has no room goes on below. */
  function personLines({ name, aliases, importance, mentions, gender, age, isNarrator }: CastMember): string[] {
    const facts = [
      importanceNames[importance][language],
      ...(gender ? [genderNames[gender][language]] : []),
      ...(age ? [printable(age)] : []),
      ...(isNarrator ? [say('narrator')] : []),
      say('mentions', { count: inWords(mentions) }),
      ...aliases.map((alias, i) => (i === 0 ? say('aliases', { names: printable(alias) }) : printable(alias))),
    ]
    const pieces = facts.map((fact, i) => (i < facts.length - 1 ? `${fact}, ` : fact))
    return wrap(pieces, columns - nameColumns - 4).map((line, i) => {
      const label = i === 0 ? truncate(printable(name), nameColumns) : ''
      return `  ${pad(label, nameColumns)}  ${line}`
    })
  }

  function asideLine(aside: NonNullable<Inspection['setAside']>): string {
    const counts = new Map<string, number>()
    for (const { reason } of aside) {
      const words = setAsideNames[reason][language]
      counts.set(words, (counts.get(words) ?? 0) + 1)
    }
    const reasons = [...counts].map(([words, count]) => `${words} ${inWords(count)}`).join(', ')
    return say('people_aside', { count: inWords(aside.length), reasons })
  }

  function episodesLine(): string {
    const lengths = episodes.map(({ length }) => length).sort((a, b) => a - b)
    return say('episodes_planned', {
      count: inWords(episodes.length),
      least: inWords(lengths[0] ?? 0),
      most: inWords(lengths.at(-1) ?? 0),
    })
  }

  function listed<Item>(
    items: readonly Item[],
    most: number,
    lines: (item: Item, index: number) => string | string[],
  ): string[] {
    const shown = items.slice(0, most).flatMap(lines)
    return items.length > most ? [...shown, `  ${say('more', { count: inWords(items.length - most) })}`] : shown
  }
}

function section(title: string, lines: readonly string[]): string[] {
  return ['', title, ...lines]
}

function atRight(number: number | string, columns: number): string {
  return String(number).padStart(columns)
}

/** Where a sentence may be broken: after blanks, and after each Chinese character. */
function wordsOf(text: string): string[] {
  return text.match(/[\u3000-\u9fff\uff00-\uffef]|[^\s\u3000-\u9fff\uff00-\uffef]+\s*|\s+/gu) ?? []
}

/** Puts pieces into lines of at most `columns`, blanks at their ends not counted. */
function wrap(pieces: readonly string[], columns: number): string[] {
  const lines: string[] = []
  for (const piece of pieces) {
    const line = lines.at(-1)
    if (line !== undefined && widthOf((line + piece).trimEnd()) <= columns) lines[lines.length - 1] = line + piece
    else lines.push(piece)
  }
  return lines.map((line) => line.trimEnd())
}
