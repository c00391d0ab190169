/**
 * Reads paragraphs as a conversation: who speaks where a paragraph alone does not say. Two people who talk take turns, and a pronoun is
 * the last person of that sex who did or said something.
 */
import type { Language, Paragraph } from '../../contracts/text.ts'
import { eachMention } from '../../novel/mentions.ts'
import type { Gender } from '../../novel/naming-en.ts'
import { surnameOf } from '../../novel/naming-zh.ts'
import { actorsIn, readParts, type ScriptPart } from './speech.ts'

/** The people of a passage, by every name they are called. */
export interface Voices {
  /** The name a person is shown by, for each of their names. */
  shown: ReadonlyMap<string, string>
  /** By the shown name; absent where the text does not say. */
  genders: ReadonlyMap<string, Gender>
}

/** How many people back a pronoun may reach. */
const MEMORY = 6
const PRONOUN = /^(?:he|she|他|她)$/i
/** A Chinese speech that is no more than a name, perhaps with a house before or behind it: “方记者，《晨报》的。” */
const SELF_INTRODUCTION = /^(?:[^，。！？]{1,8}，)?([\u3400-\u9fff]{2,4})(?:。|，[^，。！？]{1,12}的。)/u
/** A paragraph of narration up to this length, in characters, interrupts no conversation. */
const SHORT_BEAT: Record<Language, number> = { zh: 40, en: 120 }
/** Somebody without a name, by the words of the text: the old lady, 那女人. */
const WOMAN =
  /\b(?:lady|woman|girl|wife|mother|mamma|sister|aunt|daughter|niece|widow|queen|duchess|maid|nurse)\b|[女妇婆娘妈姐妹嫂]/iu
const MAN =
  /\b(?:gentleman|man|boy|husband|father|papa|brother|uncle|son|nephew|king|duke|lad|fellow|captain|sir)\b|[男汉翁爷哥弟叔僧]/iu
/** A pronoun at the head of what is done. */
const BEAT = /^(?:he|she)\b|^[他她]/i
/** What stands before a name that is called. */
const BEFORE_CALLED =
  /^$|[,，。.!！?？—] ?(?:my (?:dear(?:est)?|good) |dear |oh,? |well,? )?$|^(?:my dear(?:est)? |dear |oh,? |well,? )$/i

/** The parts of each paragraph, speakers by the names they are shown by. */
export function readDialogue(paragraphs: readonly Paragraph[], voices: Voices, language: Language): ScriptPart[][] {
  const names = [...voices.shown.keys()]
  // Chinese before 1920 writes 他 for everybody.
  const tellsSexes = language === 'en' || paragraphs.some(({ text }) => text.includes('她'))
  /** People who did or said something, the latest last. */
  const recent: string[] = []
  const turns: Array<string | null> = []
  const remember = (name: string) => {
    recent.splice(0, recent.length, ...recent.filter((other) => other !== name).slice(-MEMORY), name)
  }
  const met = new Set<string>()
  /** Whom the last speech calls by name: they are expected to answer. */
  let addressed: string | null = null
  return paragraphs.map(({ text }, i) => {
    const parts = readParts(text, names, language)
    const isContinued = leavesSpeechOpen(paragraphs[i - 1]?.text ?? '')
    const entering = introductionIn(text)
    for (const { name } of eachMention([text], names)) met.add(name)
    if (entering !== null) {
      for (const part of parts) {
        if (part.kind === 'speech' && !voices.shown.has(part.speaker ?? '')) part.speaker = entering
      }
    }
    if (!parts.some(({ kind }) => kind === 'speech')) answerByDoing(text)
    let speaker: string | null = null
    for (const part of parts) {
      if (part.kind === 'action') {
        for (const name of actorsIn(part.text, names, language)) remember(voices.shown.get(name) ?? name)
        continue
      }
      part.speaker = resolve(part.speaker)
      if (part.speaker !== null && (isNamed(part.speaker) || genderOf(part.speaker) !== null)) remember(part.speaker)
      speaker = part.speaker ?? speaker
    }
    if (parts.some(({ kind }) => kind === 'speech')) {
      turns.push(speaker)
      const said = parts.flatMap((part) => (part.kind === 'speech' ? [part.text] : []))
      addressed = addresseeOf(said.join(' '), speaker)
    }
    return parts

    function resolve(said: string | null): string | null {
      const known = said === null ? undefined : voices.shown.get(said)
      if (known !== undefined) return known
      if (said !== null && !PRONOUN.test(said)) return said
      const previous = turns.at(-1) ?? null
      if (said === null) {
        // “…” He stopped. “…”: who does something between the words says them.
        const beat = parts.find(({ kind }) => kind === 'action')?.text
        const actor = beat === undefined ? undefined : (BEAT.exec(beat)?.[0] ?? actorsIn(beat, names, language)[0])
        if (actor !== undefined) return resolve(actor)
        const isAlone = parts.length === 1
        // A speech of several paragraphs is closed only in its last.
        if (isAlone && isContinued) return previous
        // Words alone answer the last speaker.
        const partner = addressed ?? turns.at(-2) ?? null
        return isAlone && partner !== previous ? partner : null
      }
      const gender: Gender | null = /^(?:she|她)$/i.test(said) ? 'female' : tellsSexes ? 'male' : null
      const fitting = recent.filter((name) => {
        const own = genderOf(name)
        return gender === null || own === null || own === gender
      })
      return fitting.filter((name) => name !== previous).at(-1) ?? fitting.at(-1) ?? said
    }
  })

  function isNamed(speaker: string): boolean {
    return voices.shown.get(speaker) === speaker
  }

  function genderOf(speaker: string): Gender | null {
    if (isNamed(speaker)) return voices.genders.get(speaker) ?? null
    return WOMAN.test(speaker) ? 'female' : MAN.test(speaker) ? 'male' : null
  }

  /** A short beat takes a turn: The captain made no answer. Longer narration ends the conversation. */
  function answerByDoing(text: string): void {
    const [actor] = text.length <= SHORT_BEAT[language] ? actorsIn(text, names, language) : []
    const shown = actor === undefined ? null : (voices.shown.get(actor) ?? actor)
    addressed = null
    if (text.length > SHORT_BEAT[language]) turns.length = 0
    else if (shown !== null && shown !== turns.at(-1)) turns.push(shown)
  }

  /** The name that a speech calls: at its head, or between commas. */
  function addresseeOf(said: string, speaker: string | null): string | null {
    for (const { name, offset } of eachMention([said], names)) {
      const before = said.slice(0, offset)
      const behind = said.slice(offset + name.length)
      const shown = voices.shown.get(name) ?? name
      if (BEFORE_CALLED.test(before) && /^[,，.。!！?？]/.test(behind) && shown !== speaker) return shown
    }
    return null
  }

  /** Whoever enters with nothing but the own name to say. */
  function introductionIn(text: string): string | null {
    const said = /^[“「"]([^”」"]*)/.exec(text)?.[1] ?? ''
    const name = (language === 'zh' ? SELF_INTRODUCTION.exec(said)?.[1] : /^(.*)[,.]$/.exec(said)?.[1]) ?? ''
    const isFull = language === 'zh' ? surnameOf(name) !== '' : name.includes(' ')
    return isFull && voices.shown.has(name) && !met.has(name) ? name : null
  }
}

function leavesSpeechOpen(paragraph: string): boolean {
  const count = (mark: string) => paragraph.split(mark).length - 1
  return count('“') > count('”') || count('「') > count('」') || count('"') % 2 === 1
}
