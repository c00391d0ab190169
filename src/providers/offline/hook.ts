/** The hook: what makes a viewer want the next episode, in words of the text. */
import type { Language } from '../../contracts/text.ts'
import { standingAlone, type TellingSentence } from './telling.ts'
import { tensionOf } from './tension.ts'

/** The hook is looked for in this last share of the episode. */
const SHARE = 0.2
const MIN_SENTENCES = 4
/** A hook is said in one breath. */
const LENGTH: Record<Language, { least: number; most: number }> = {
  zh: { least: 8, most: 60 },
  en: { least: 20, most: 200 },
}
/** What the signs of tension weigh against the place: the very end is worth 1. */
const TENSION_WEIGHT = 4
/** A sentence that nobody else can be held to have said or done hooks less. */
const UNCLEAR = 0.5

/** 且听下回分解: the story-teller's way to ask for patience. What stands before it may be a question of its own. */
const FORMULA =
  /[，,]?(?:[且再请要待]|要知)?(?:听|看)?(?:下回|下文|下章|后文|后回)(?:书)?(?:再)?(?:便|自|即)?(?:分解|分晓|交代|表|说|见)?[。．]?["”]?$/
const ASKS = /^(?:不知|未知|要知|欲知|毕竟|究竟|正不知|且不知|到底)/
const SAYS_NOTHING =
  /^(?:不知|未知|要知|欲知|毕竟|究竟|正不知|且不知|到底|且看)?(?:后事|端的|究竟|毕竟|到底|下文|后来|后面|此后|此去|又|还)*(?:如何|怎样|怎么样|何如|端的|若何)?$/

/** A question or turn near the end; else the last sentence that can stand alone. Empty where there are no sentences. */
export function hookOf(sentences: readonly TellingSentence[], language: Language): string {
  const tail = sentences.slice(-Math.max(MIN_SENTENCES, Math.ceil(sentences.length * SHARE)))
  const { least, most } = LENGTH[language]
  let hook = ''
  let best = Number.NEGATIVE_INFINITY
  tail.forEach((sentence, i) => {
    const words = withoutFormula(standingAlone(sentence))
    if (words === '') return
    const fits = words.length >= least && words.length <= most ? 1 : 0
    const isClear = sentence.subject !== null || !/^(?:[他她它]|(?:He|She|It|They)\b)/.test(words)
    const weight = fits + TENSION_WEIGHT * tensionOf(words, language) + (i + 1) / tail.length - (isClear ? 0 : UNCLEAR)
    if (weight >= best) {
      best = weight
      hook = words
    }
  })
  return hook
}

/** A sentence without the story-teller's formula; empty when nothing is left. */
export function withoutFormula(sentence: string): string {
  const kept = sentence.replace(FORMULA, '')
  if (kept === sentence) return sentence
  if (SAYS_NOTHING.test(kept)) return ''
  return ASKS.test(kept) ? `${kept}？` : `${kept}。`
}
