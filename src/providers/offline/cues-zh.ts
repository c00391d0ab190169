/** Chinese cues. */
import { actionOf, type Cue, type CutCues, firstName } from './cues.ts'
import { SPEECH_VERB } from './words-zh.ts'

/** Somebody only hears what was said: no picture. */
const TRIVIAL = /^[\u3400-\u9fff]{0,6}(?:听了|听说|听罢|听毕|见说|见问|闻言|闻说|听见|接口|便|又|忙|因)[，。]?$/u
/** A voice from where nobody is seen. */
const UNSEEN = /(?:听得?|闻得?).{0,4}(?:外|里|内|后|上|下|边|头|远|有人)/u
const CHINESE_CUE = new RegExp(`${SPEECH_VERB}[：:，,]?$`)
const CHINESE_CUE_BEHIND = new RegExp(`^[\\u3400-\\u9fff]{1,8}?${SPEECH_VERB}[，。：:！]`)

export const cutChineseCues: CutCues = (gap, { spoken, beforeSpeech }, names) => {
  let action = gap.trim()
  let behind: Cue | null = null
  let before: Cue | null = null
  const behindText = spoken !== null ? CHINESE_CUE_BEHIND.exec(action)?.[0] : undefined
  if (behindText !== undefined) {
    const speaker = firstName(behindText, names) ?? somebodyIn(behindText)
    if (speaker !== null) {
      behind = { speaker, manner: null }
      action = action.slice(behindText.length).trim()
    }
  }
  if (beforeSpeech && CHINESE_CUE.test(action)) {
    const sentence = action.split(/(?<=[。！？…．；])/).at(-1) ?? ''
    const speaker = speakerOfCue(sentence, names)
    before = { speaker, manner: null }
    // A bare cue (宝玉笑道：) is told by the speaker's name; a longer one is something that is done.
    const clauses = sentence.split(/(?<=[，、])/)
    const cue = clauses.at(-1) ?? ''
    const done = speaker !== null && cue.length <= 10 ? sentence.slice(0, sentence.length - cue.length) : sentence
    action = (action.slice(0, action.length - sentence.length) + done).replace(/[，、：:]$/, '。')
  }
  return { behind, action: TRIVIAL.test(action) ? '' : actionOf(action), before }
}

const UNSEEN_SPEAKER = '画外音'

/** Whoever the cue is about when it names nobody: a pronoun, or the last words that mean a person. */
const SOMEBODY =
  /[他她](?!们)|(?:那|这|一个|老|小|女|男|年轻)?(?:[\u3400-\u9fff](?=[人汉妇妖兵卒僧道尼]))?(?:男人|女人|老人|年轻人|那人|来人|孩子|男子|女子|老者|老汉|汉子|妇人|妇女|姑娘|小伙子|少年|青年|职员|伙计|客人|掌柜|丫头|丫鬟|婆子|老头|老太太|警察|巡警|士兵|兵士|法官|医生|护士|老板|小妖|妖精|妖怪|妖|僧人|和尚|道士|道人|差人|众人|怪|厮|魔|鬼|神|官|公|婆|人)/u

function somebodyIn(cue: string): string | null {
  return SOMEBODY.exec(cue)?.[0] ?? null
}

/** The first name that begins a clause of the cue's sentence, or any name in it. */
function speakerOfCue(sentence: string, names: readonly string[]): string | null {
  const clauses = sentence.split(/(?<=[，、])/)
  const cue = clauses.at(-1) ?? ''
  // The clause with the verb of speech tells most; before it, who does something is who speaks.
  const inCue = firstName(cue, names)
  if (inCue !== null && OPENS_CUE.test(cue.slice(0, cue.indexOf(inCue)))) return inCue
  const actor = [...clauses].reverse().find((clause) => names.some((name) => clause.startsWith(name)))
  if (inCue === null && UNSEEN.test(clauses.slice(-2).join(''))) return UNSEEN_SPEAKER
  // Whoever is named behind the verb is spoken to: 叫许文舟道.
  const others = inCue === null ? names : names.filter((name) => name !== inCue)
  return (actor && firstName(actor, others)) ?? somebodyIn(cue) ?? firstName(sentence, others) ?? somebodyIn(sentence)
}

/** What may stand before the speaker within the cue. */
const OPENS_CUE = /^(?:[^跟对向把被给替让请叫唤问喊喝骂命教谓告与同望指]{0,4})$/
