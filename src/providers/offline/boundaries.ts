/** Where an episode may begin: headings, scene breaks, the story-teller's turns, jumps in time, and after tension. */
import type { Boundary, Language, Paragraph } from '../../contracts/text.ts'
import { beginsWithSpeech, endsWithSpeech, goesOnTalking } from '../../novel/exchanges.ts'
import { parseHeading } from '../../novel/headings.ts'
import type { NovelPassage } from '../analyst.ts'
import { tensionAtEnd } from './tension.ts'

/** A line of ornaments alone. */
const ORNAMENT = /^[\s*＊·•.—–\-_=~#☆★◇◆※○●△▲+]{1,40}$/
const OPENERS: Record<Language, ReadonlyArray<[RegExp, number]>> = {
  zh: [
    [/^(?:话分两头|却说|且说|再说|话说|单说|单表|不表|按下)/, 0.6],
    [
      /^[“"「]?(?:次日|翌日|第二天|第[二三四五六七八九十]+[天日]|一夜无话|一宿无话|转眼|光阴|过了.{1,5}[天日月年]|.{1,4}[天日月年](?:之?后|以后|过去)|不觉|这[日天一]|那[日天]|当晚|当夜|清晨|清早|早晨|天亮|黄昏|傍晚|入夜|深夜|半夜|几天后)/,
      0.5,
    ],
    [/^(?:与此同时|同一时间|另一边|这时|此时|正在)/, 0.3],
  ],
  en: [
    [
      /^(?:The )?(?:next|following) (?:day|morning|evening|night|afternoon|week|month|year|spring|summer|autumn|winter)\b/i,
      0.55,
    ],
    [
      /^(?:On|In|At|By|Early|Late|Towards?) (?:the )?(?:next|following|same|morning|evening|night|afternoon|dawn|midnight|noon|spring|summer|autumn|winter|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b/i,
      0.45,
    ],
    [
      /^(?:\w+ |A (?:few |couple of )?|Several |Some |Many )(?:minutes|hours?|days?|weeks?|months?|years?) (?:later|after|afterwards|passed|went by|had passed)\b/i,
      0.5,
    ],
    [
      /^(?:Meanwhile|In the mean ?time|Meantime|At (?:that|this) (?:time|moment)|While (?:these|this)|Let us|We must now|It is now)\b/i,
      0.4,
    ],
    [/^(?:One|That|This) (?:day|morning|evening|night|afternoon)\b/i, 0.45],
  ],
}
const CLOSERS = /下回分解|下文分解|后话不提|不在话下|不提[。．]?$/
/** Narration that follows speech, or that speech follows, is a weak rest: better than the middle of a conversation. */
const AFTER_SPEECH = 0.12
/** What a cut between two speeches of one exchange keeps of its strength. */
const TORN = 0.3
/** Weaker places are no better than any. */
const LEAST = 0.05

/** Boundaries of a passage in rising order. Its own first paragraph is one only when something says so. */
export function proposeBoundaries(passage: NovelPassage): Boundary[] {
  const strengths = new Map<number, number>()
  const raise = (paragraph: number, strength: number) => {
    if (paragraph < passage.endParagraph) strengths.set(paragraph, Math.max(strength, strengths.get(paragraph) ?? 0))
  }
  passage.paragraphs.forEach((paragraph, i) => {
    const before = passage.paragraphs[i - 1]
    if (isSceneBreak(paragraph.text)) raise(paragraph.number + 1, 0.85)
    if (CLOSERS.test(paragraph.text)) raise(paragraph.number + 1, 0.6)
    const strength = strengthOf(paragraph, before, passage.language)
    if (strength >= LEAST) raise(paragraph.number, strength)
  })
  for (const chapter of passage.chapters) raise(chapter.startParagraph, 1)
  return [...strengths]
    .map(([paragraph, strength]) => ({ paragraph, strength }))
    .sort((a, b) => a.paragraph - b.paragraph)
}

/** A new scene that opens here and a reader left hanging just before add up. */
function strengthOf(paragraph: Paragraph, before: Paragraph | undefined, language: Language): number {
  const opening = OPENERS[language].find(([pattern]) => pattern.test(paragraph.text))?.[1] ?? 0
  if (before === undefined || isSceneBreak(before.text) || parseHeading(before.text)) return opening
  const rest = endsWithSpeech(before.text) && !beginsWithSpeech(paragraph.text) ? AFTER_SPEECH : 0
  const strength = 1 - (1 - opening) * (1 - tensionAtEnd(before.text, language)) * (1 - rest)
  const isTorn = opening === 0 && goesOnTalking(before.text, paragraph.text)
  return round(isTorn ? strength * TORN : strength)
}

/** Two places are enough, and keep what is stored short. */
function round(strength: number): number {
  return Math.round(strength * 100) / 100
}

/** Whether the paragraph is an ornament that parts scenes. */
export function isSceneBreak(text: string): boolean {
  return ORNAMENT.test(text)
}
