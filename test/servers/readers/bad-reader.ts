/** A reader whose answers are bad in one way: in their form, which can be survived, or in what they say. */
import type { Question, Reader, Reading } from './reader.ts'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** Ways that models have with the form of an answer. What it says is right. */
const forms = {
  code_fence: (text) => `\`\`\`json\n${text}\n\`\`\``,
  thinking_tags: (text) => `<think>\nLet me see. Perhaps {"paragraph": 3}?\n</think>\n\n${text}`,
  prose_around: (text) =>
    `Sure! Here is the answer you asked for:\n\n${text}\n\nLet me know if you need anything else.`,
  trailing_commas: (text) =>
    text.replaceAll('}', ',}').replaceAll(']', ',]').replaceAll('[,]', '[]').replaceAll('{,}', '{}'),
  single_quotes: (text) => pythonOf(JSON.parse(text)),
  byte_order_mark: (text) => `\uFEFF${text}`,
} satisfies Record<string, (text: string) => string>

/** Answers that nobody can use. */
const contents = {
  empty: () => '',
  prose: () => 'I have read the passage with great interest. It is a fine piece of writing, and I enjoyed it.',
  refusal_in_words: () => 'I’m sorry, but I can’t help with that.',
  cut_off: (text) => text.slice(0, Math.floor(text.length * 0.6)),
  wrong_keys: (text) => JSON.stringify(renamed(JSON.parse(text))),
  wrong_types: (text) => JSON.stringify(mapLeaves(JSON.parse(text), (leaf) => ({ value: leaf }))),
  null_everywhere: (text) => JSON.stringify(mapLeaves(JSON.parse(text), () => null)),
  list_at_top: (text) => JSON.stringify([[JSON.parse(text)]]),
  outside_the_passage: (text) =>
    JSON.stringify(mapLeaves(JSON.parse(text), (leaf) => (typeof leaf === 'number' ? leaf + 1_000_000 : leaf))),
  negative_numbers: (text) =>
    JSON.stringify(mapLeaves(JSON.parse(text), (leaf) => (typeof leaf === 'number' ? -1 - leaf : leaf))),
  fractions: (text) =>
    JSON.stringify(mapLeaves(JSON.parse(text), (leaf) => (typeof leaf === 'number' ? leaf + 0.5 : leaf))),
  reversed_lists: (text) => JSON.stringify(mapLists(JSON.parse(text), (list) => list.toReversed())),
  everything_twice: (text) => JSON.stringify(mapLists(JSON.parse(text), (list) => [...list, ...list])),
  empty_lists: (text) => JSON.stringify(mapLists(JSON.parse(text), () => [])),
  empty_words: (text) => JSON.stringify(mapLeaves(JSON.parse(text), (leaf) => (typeof leaf === 'string' ? ' ' : leaf))),
  invented_words: (text) =>
    JSON.stringify(mapLeaves(JSON.parse(text), (leaf) => (typeof leaf === 'string' ? `Zebulon Quirk ${leaf}` : leaf))),
  endless_words: (text) =>
    JSON.stringify(
      mapLeaves(JSON.parse(text), (leaf) => (typeof leaf === 'string' ? leaf.padEnd(20_000, ' and so on') : leaf)),
    ),
  repeated_to_the_end: (text) => text.slice(0, 40) + ' ha'.repeat(3000),
} satisfies Record<string, (text: string) => string>

export type BadForm = keyof typeof forms
export type BadContent = keyof typeof contents
export type BadKind = BadForm | BadContent

export const badForms = Object.keys(forms) as BadForm[]
export const badContents = Object.keys(contents) as BadContent[]

export interface BadReaderOptions {
  kind: BadKind
  /** Only for this task. */
  task?: string
  /** Only the first answers to one question; the answers to what is asked again are good after so many. Always by default. */
  times?: number
}

/** A model that was told what is wrong is asked the same question with more words after it, so the beginning tells questions apart. */
const tellingCharacters = 2000

export function badReader(reader: Reader, { kind, task, times = Number.POSITIVE_INFINITY }: BadReaderOptions): Reader {
  const spoil: (text: string) => string = { ...forms, ...contents }[kind]
  const asked = new Map<string, number>()
  return async (question: Question): Promise<Reading> => {
    const reading = await reader(question)
    if (task !== undefined && question.task !== task) return reading
    const beginning = `${question.task} ${question.user.slice(0, tellingCharacters)}`
    const before = asked.get(beginning) ?? 0
    asked.set(beginning, before + 1)
    return before < times ? { ...reading, text: spoil(reading.text) } : reading
  }
}

function mapLeaves(value: Json, change: (leaf: string | number | boolean | null) => Json): Json {
  if (Array.isArray(value)) return value.map((part) => mapLeaves(part, change))
  if (typeof value !== 'object' || value === null) return change(value)
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, mapLeaves(part, change)]))
}

function mapLists(value: Json, change: (list: Json[]) => Json[]): Json {
  if (Array.isArray(value)) return change(value.map((part) => mapLists(part, change)))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, mapLists(part, change)]))
}

function renamed(value: Json): Json {
  if (Array.isArray(value)) return value.map(renamed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [`the_${key}`, renamed(part)]))
}

/** As Python prints it. */
function pythonOf(value: Json): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') {
    const inside = JSON.stringify(value).slice(1, -1)
    return value.includes("'") ? `"${inside}"` : `'${inside.replaceAll('\\"', '"')}'`
  }
  if (Array.isArray(value)) return `[${value.map(pythonOf).join(', ')}]`
  return `{${Object.entries(value)
    .map(([key, part]) => `'${key}': ${pythonOf(part)}`)
    .join(', ')}}`
}
