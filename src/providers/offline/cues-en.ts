/** English cues. */
import { SPEECH_VERBS } from '../../novel/verbs-en.ts'
import { actionOf, type Cue, type CutCues, firstName } from './cues.ts'

const VERBS = `(?:${[...SPEECH_VERBS].map((verb) => (verb === 'went' ? 'went on' : verb)).join('|')}|kept on|broke (?:in|out)|began)`
/** Words that end the name of somebody: the old lady in black. Adverbs tell how it is said. */
const NO_NOUN =
  '(?!(?:in|at|of|from|with|to|on|by|who|as|and|or|but|when|while|behind|beside|over|without|after|under|for|into|upon|across|through|that|which|again|had|was|were|is)\\b|\\p{L}+ly\\b)'
const SUBJECT = `(?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Mm]y|[Oo]ur|[Tt]heir) [\\p{L}'’-]+(?: ${NO_NOUN}[\\p{L}'’-]+){0,2}|[\\p{Lu}][\\p{L}.'’-]*(?: [\\p{Lu}][\\p{L}.'’-]*){0,3}|[Hh]e|[Ss]he|I|[Tt]hey|[Ww]e)`
const ADVERB = '(?:\\p{L}+ly |at (?:last|once) |now |then |only |again |never )?'
const VERB_FIRST = new RegExp(`^[,—–\\s-]*(?:and )?${VERBS} (${SUBJECT})(?![\\p{L}])(.*)$`, 'su')
const SUBJECT_FIRST = new RegExp(`^[,—–\\s-]*(${SUBJECT}) ${ADVERB}${VERBS}(?![\\p{L}])(.*)$`, 'su')
/** A speech that ends with a comma is told by whatever verb follows: “…,” I persisted. */
const ANY_SUBJECT_FIRST = new RegExp(`^[,—–\\s-]*(${SUBJECT}) ${ADVERB}\\p{Ll}+(?:ed|t|ke|ng)(?![\\p{L}])(.*)$`, 'su')
const ANY_VERB_FIRST = new RegExp(`^[,—–\\s-]*\\p{Ll}+ed (${SUBJECT})(?![\\p{L}])(.*)$`, 'su')
/** So is any other when nothing else is done: “…?” I reiterated. */
const BRIEF = new RegExp(`^(I|[Hh]e|[Ss]he|[Tt]hey) ${ADVERB}\\p{Ll}+ed(?: \\p{L}+ly)?$`, 'u')
const BEFORE_SPEECH = new RegExp(
  `(?:^|.*[.!?;:,] |.*\\b(?:and|but) )(${SUBJECT})(?: then)?(?: \\w+ly)?,? ${ADVERB}${VERBS}\\b([^.!?]{0,60})[,:]?\\s*$`,
  'su',
)
const MAX_MANNER = 90
/** A cue before a speech is looked for in so many characters; paragraphs have no length limit. */
const CUE_REACH = 240
const ABBREVIATED = /\b(Mr|Mrs|Dr|St|Capt|Col)\./g

export const cutEnglishCues: CutCues = (gap, { spoken, beforeSpeech }, names) => {
  let action = gap.trim()
  let behind: Cue | null = null
  let before: Cue | null = null
  if (spoken !== null && action !== '') {
    // The cue goes to the end of its sentence, or to the next speech.
    const end = /[.!?](?=\s|$)/.exec(action.replace(ABBREVIATED, '$1_'))?.index ?? action.length
    const sentence = action.slice(0, end)
    const match = cueIn(sentence, spoken)
    if (match) {
      const [subject, rest] = match
      const manner = tidyManner(rest)
      const isShort = manner.length <= MAX_MANNER && !/^\(/.test(manner)
      behind = { speaker: named(subject, names), manner: isShort ? manner || null : null }
      action = action.slice(end).replace(/^[.!?,;:\s]+/, '')
      // A long one is something that is done.
      if (!isShort) action = `${capitalised(subject)}${tidyEnd(rest)}. ${action}`.trim()
    }
  }
  if (beforeSpeech) {
    const match = BEFORE_SPEECH.exec(action.slice(-CUE_REACH))
    if (match) before = { speaker: named(match[1] ?? '', names), manner: null }
    const isWhole = match && match[0].length === action.length && action.length < 40
    if (isWhole) action = ''
  }
  return { behind, action: actionOf(action), before }
}

/** Who is said to speak in the sentence behind a speech, and what else it says. */
function cueIn(sentence: string, spoken: string): [subject: string, rest: string] | null {
  // A full stop within the quotation marks ends the sentence: what follows is another one.
  const isEnded = /\.$/.test(spoken) && /^\p{Lu}/u.test(sentence)
  const match =
    VERB_FIRST.exec(sentence) ??
    (isEnded ? null : SUBJECT_FIRST.exec(sentence)) ??
    (/[,;—-]$/.test(spoken) ? (ANY_SUBJECT_FIRST.exec(sentence) ?? ANY_VERB_FIRST.exec(sentence)) : null) ??
    (isEnded ? null : BRIEF.exec(sentence))
  return match && [match[1] ?? '', match[2] ?? '']
}

function tidyManner(text: string): string {
  return text.replace(/^[\s,;:—–-]+|[\s,;:—–-]+$/g, '')
}

function tidyEnd(text: string): string {
  return text.replace(/[\s,;:—–-]+$/g, '')
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** A known name in the words, or the words themselves. */
function named(subject: string, names: readonly string[]): string | null {
  return subject === '' ? null : (firstName(subject, names) ?? subject)
}
