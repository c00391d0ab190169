/** What stands around the Chinese names of a novel, counted for each name. */
import { eachMention } from './mentions.ts'

const PRONOUN = /[他她我你您俺咱]/u
const SPEAKS = /^[\u3400-\u9fff]{0,5}?[道说曰问答喊叫笑云]/u
const REACH = 6
const HAN = /[\u3400-\u9fff]/u
const POINTING = /[这那一个位名各众诸每某哪]/u

export interface Surroundings {
  count: number
  before: Map<string, number>
  after: Map<string, number>
  /** Right behind another name or a pronoun. */
  behind: number
  pointed: number
  plural: number
  /** Behind 到 or 在, before 里 or 门. */
  placed: number
  /** Before a verb of speech. */
  speaks: number
  /** At the head of a clause. */
  opens: number
}

/** One pass over the novel. Names that it does not hold are missing in the result. */
export function surroundingsOf(paragraphs: readonly string[], names: readonly string[]): Map<string, Surroundings> {
  const found = new Map<string, Surroundings>()
  let last = { paragraph: -1, end: -1 }
  for (const { name, paragraph, offset } of eachMention(paragraphs, names)) {
    const text = paragraphs[paragraph] as string
    const entry = found.get(name) ?? {
      count: 0,
      before: new Map(),
      after: new Map(),
      behind: 0,
      pointed: 0,
      plural: 0,
      placed: 0,
      speaks: 0,
      opens: 0,
    }
    found.set(name, entry)
    const before = text.charAt(offset - 1)
    const after = text.charAt(offset + name.length)
    entry.count++
    entry.before.set(before, (entry.before.get(before) ?? 0) + 1)
    entry.after.set(after, (entry.after.get(after) ?? 0) + 1)
    if ((last.paragraph === paragraph && last.end === offset) || PRONOUN.test(before)) entry.behind++
    if (SPEAKS.test(text.slice(offset + name.length, offset + name.length + REACH))) entry.speaks++
    if (!HAN.test(before)) entry.opens++
    if (POINTING.test(before)) entry.pointed++
    if (after === '们') entry.plural++
    if (isPlaced(before, after)) entry.placed++
    last = { paragraph, end: offset + name.length }
  }
  return found
}

/** Whether places stand between two such characters: 到莲花洞里. */
export function isPlaced(before: string, after: string): boolean {
  return /[在到至往出入进离去回过]/.test(before) || /[里中内外门]/.test(after)
}

/** The character that stands there most; marks and line ends are no characters. */
export function mostOften(characters: ReadonlyMap<string, number>): { character: string; times: number } {
  let most = { character: '', times: 0 }
  for (const [character, times] of characters)
    if (times > most.times && HAN.test(character)) most = { character, times }
  return most
}
