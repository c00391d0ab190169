/** The script of an episode, asked of a model. It may say nothing by people whom the passage does not have. */
import { z } from 'zod'
import type { EpisodeScript, Language } from '../../../contracts/text.ts'
import type { EpisodePassage } from '../../analyst.ts'
import { layOutScript, type ScriptScene } from '../../script-layout.ts'
import { countTokens } from '../../tokens.ts'
import type { Checked, Task } from './ask-checked.ts'
import { isInLanguage, tooLong } from './checks.ts'
import { readableText } from './readable-text.ts'
import { showPlain } from './shown-text.ts'

const answerSchema = z.strictObject({
  title: z.string(),
  summary: z.string(),
  hook: z.string(),
  scenes: z.array(
    z.strictObject({
      place: z.string(),
      time: z.string().nullable(),
      inside: z.boolean().nullable(),
      persons: z.array(z.string()),
      beats: z.array(
        z.strictObject({ speaker: z.string().nullable(), manner: z.string().nullable(), text: z.string() }),
      ),
    }),
  ),
})
type Answer = z.infer<typeof answerSchema>

const answerTokens = 6000
const longest = { title: 80, summary: 1000, hook: 500 } as const
const longestBeat = 1500
const longestName = 60
const mostScenes = 40
/** Speech by people whom the passage does not have, of all speech: a voice off-stage is one thing, an invented cast another. */
const strangersShare = 0.3
/** What comes after the episode, for the hook. */
const nextTokens = 60

export function scriptTask(
  passage: EpisodePassage & { style: string },
  onText: (words: string) => void,
  { isShort = false }: { isShort?: boolean } = {},
): Task<Answer, EpisodeScript> {
  const { language } = passage
  return {
    name: 'script',
    language,
    subject: `${passage.startParagraph}-${passage.endParagraph}${isShort ? ' short' : ''}`,
    user: questionOf(passage, isShort),
    schema: answerSchema,
    maxOutputTokens: answerTokens,
    temperature: 0.7,
    check: (answer) => checkScript(answer, passage),
    onText: (soFar) => onText(readableText(soFar)),
  }
}

function questionOf(passage: EpisodePassage & { style: string }, isShort: boolean): string {
  const { language, episodeNumber, episodeCount, style } = passage
  const isChinese = language === 'zh'
  const head = isChinese
    ? `第${episodeNumber}集，共${episodeCount}集。`
    : `Episode ${episodeNumber} of ${episodeCount}.`
  const look = style === '' ? '' : isChinese ? `风格：${style}。` : ` Style: ${style}.`
  const short = !isShort ? '' : isChinese ? '请写短：至多三场。' : ' Keep it short: three scenes at most.'
  const next = nextWords(passage)
  const after = next === '' ? '' : isChinese ? `\n\n下一集开头：${next}` : `\n\nThe next episode begins: ${next}`
  return `${head}${look}${short}\n\n${showPlain(passage.paragraphs)}${after}`
}

function nextWords({ nextParagraphs }: EpisodePassage): string {
  const text = nextParagraphs.find((paragraph) => paragraph.text.trim() !== '')?.text ?? ''
  return countTokens(text) <= nextTokens ? text : text.slice(0, nextTokens)
}

function checkScript(answer: Answer, passage: EpisodePassage): Checked<EpisodeScript> {
  const { language } = passage
  for (const part of ['title', 'summary', 'hook'] as const) {
    const text = answer[part].trim()
    if (text === '') return { reason: `${part} is empty` }
    if (text.length > longest[part]) return { reason: tooLong(part, longest[part]) }
  }
  if (answer.scenes.length === 0) return { reason: 'there are no scenes' }
  if (answer.scenes.length > mostScenes) return { reason: `there are more than ${mostScenes} scenes` }
  const beats = answer.scenes.flatMap((scene) => scene.beats)
  if (answer.scenes.some((scene) => scene.beats.length === 0)) return { reason: 'a scene has no beats' }
  if (beats.some(({ text }) => text.trim() === '')) return { reason: 'a beat is empty' }
  if (beats.some(({ text }) => text.length > longestBeat)) return { reason: tooLong('a beat', longestBeat) }
  const names = answer.scenes.flatMap((scene) => [scene.place, scene.time ?? '', ...scene.persons])
  const marks = beats.flatMap(({ speaker, manner }) => [speaker ?? '', manner ?? ''])
  if ([...names, ...marks].some((name) => name.length > longestName)) {
    return { reason: tooLong('a place, time or name', longestName) }
  }
  const words = [answer.summary, answer.hook, ...beats.map(({ text }) => text)].join('\n')
  if (!isInLanguage(words, language)) return { reason: 'it is not in the language of the novel' }
  const repeated = repeatedBeat(beats)
  if (repeated) return { reason: `"${repeated.slice(0, 60)}" is there again and again` }
  const stranger = strangerIn(beats, passage)
  if (stranger) return { reason: `${stranger} is nobody in the passage` }
  const [title, summary, hook] = [answer.title.trim(), answer.summary.trim(), answer.hook.trim()]
  const script = layOutScript({ language, episodeNumber: passage.episodeNumber, title, hook, scenes: toScenes(answer) })
  return { value: { title, summary, hook, script } }
}

function toScenes({ scenes }: Answer): ScriptScene[] {
  return scenes.map(({ place, time, inside, persons, beats }) => ({
    place: place.trim() || null,
    time: time?.trim() || null,
    inside,
    persons: [...new Set(persons.map((name) => name.trim()).filter((name) => name !== ''))],
    beats: beats.map(({ speaker, manner, text }) => ({
      speaker: speaker?.trim() || null,
      manner: manner?.trim() || null,
      text: text.trim(),
    })),
  }))
}

/** A model that is caught in a circle says one thing over and over. */
function repeatedBeat(beats: readonly { text: string }[]): string | null {
  const counts = new Map<string, number>()
  for (const { text } of beats) counts.set(text, (counts.get(text) ?? 0) + 1)
  const [most] = [...counts].sort((a, b) => b[1] - a[1])
  return most && most[1] > 4 && most[1] * 3 > beats.length ? most[0] : null
}

/** Words of a cast list for whoever has no name. */
const nameless: Record<Language, RegExp> = {
  zh: /^(?:旁白|画外音|众人|众|男声|女声|路人|群众|人群|.{0,6}[甲乙丙丁])$|我/,
  en: /^(?:narrat|voice|v\.?o\.?|crowd|all|everyone|(?:a|the|another|first|second) )|^I$/i,
}

/** Somebody who speaks and is not in the passage, when there is much of that. */
function strangerIn(beats: Answer['scenes'][number]['beats'], { paragraphs, language }: EpisodePassage): string | null {
  const text = paragraphs.map((paragraph) => paragraph.text).join('\n')
  const lowerText = text.toLowerCase()
  const isKnown = (speaker: string) =>
    nameless[language].test(speaker) ||
    lowerText.includes(speaker.toLowerCase()) ||
    speaker.split(/[\s·]+/).some((word) => word.length > 2 && lowerText.includes(word.toLowerCase()))
  const speeches = beats.flatMap(({ speaker }) => (speaker?.trim() ? [speaker.trim()] : []))
  const strangers = speeches.filter((speaker) => !isKnown(speaker))
  return strangers.length > speeches.length * strangersShare ? (strangers[0] ?? null) : null
}
