/** The script of an episode, asked of a model. It may say nothing by people whom the passage does not have. */
import { z } from 'zod'
import type { EpisodeScript, Language } from '../../../contracts/text.ts'
import type { EpisodePassage } from '../../analyst.ts'
import { layOutScript, type ScriptScene } from '../../script-layout.ts'
import { countTokens } from '../../tokens.ts'
import type { Checked, Task } from './ask-checked.ts'
import { isInLanguage } from './checks.ts'
import { readableText } from './readable-text.ts'
import { reasonIn } from './reasons.ts'
import { fenced, showPlain } from './shown-text.ts'

const answerSchema = z.object({
  title: z.string(),
  summary: z.string(),
  hook: z.string(),
  scenes: z.array(
    z.object({
      place: z.string(),
      time: z.string().nullable(),
      inside: z.boolean().nullable(),
      persons: z.array(z.string()),
      beats: z.array(z.object({ speaker: z.string().nullable(), manner: z.string().nullable(), text: z.string() })),
    }),
  ),
})
type Answer = z.infer<typeof answerSchema>

const answerTokens = 6000
const longest = { title: 80, summary: 1000, hook: 500 } as const
const longestBeat = 1500
const longestName = 100
const mostScenes = 40
/** Speech by people whom the passage does not have, of all speech: a voice off-stage is one thing, an invented cast another. */
const strangersShare = 0.3
/** What comes after the episode, for the hook. */
const nextTokens = 30
const nextCharacters = 60

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
  const after =
    next === '' ? '' : isChinese ? `\n\n下一集开头：\n${fenced(next)}` : `\n\nThe next episode begins:\n${fenced(next)}`
  return `${head}${look}${short}\n\n${showPlain(passage.paragraphs)}${after}`
}

function nextWords({ nextParagraphs }: EpisodePassage): string {
  const text = nextParagraphs.find((paragraph) => paragraph.text.trim() !== '')?.text ?? ''
  return countTokens(text) <= nextTokens ? text : [...text].slice(0, nextCharacters).join('')
}

function checkScript(answer: Answer, passage: EpisodePassage): Checked<EpisodeScript> {
  const { language } = passage
  const because = (...said: [Parameters<typeof reasonIn>[1], Parameters<typeof reasonIn>[2]]) => ({
    reason: reasonIn(language, ...said),
  })
  for (const part of ['title', 'summary', 'hook'] as const) {
    const text = answer[part].trim()
    if (text === '') return because('empty', { what: part })
    if (text.length > longest[part]) return because('too_long', { what: part, most: longest[part] })
  }
  if (answer.scenes.length === 0) return because('empty', { what: 'scenes' })
  if (answer.scenes.length > mostScenes) return because('too_many', { what: 'scenes', most: mostScenes })
  const beats = answer.scenes.flatMap((scene) => scene.beats)
  if (answer.scenes.some((scene) => scene.beats.length === 0)) return because('empty', { what: 'beats' })
  if (beats.some(({ text }) => text.trim() === '')) return because('empty', { what: 'beats.text' })
  if (beats.some(({ text }) => text.length > longestBeat)) {
    return because('too_long', { what: 'beats.text', most: longestBeat })
  }
  const names = answer.scenes.flatMap((scene) => [scene.place, scene.time ?? '', ...scene.persons])
  const marks = beats.flatMap(({ speaker, manner }) => [speaker ?? '', manner ?? ''])
  if ([...names, ...marks].some((name) => name.length > longestName)) {
    return because('too_long', { what: 'place, time, persons, speaker, manner', most: longestName })
  }
  const words = [answer.summary, answer.hook, ...beats.map(({ text }) => text)].join('\n')
  if (!isInLanguage(words, language)) return because('other_language', { what: 'script' })
  const repeated = repeatedBeat(beats, passage)
  if (repeated) return because('repeated', { words: repeated.slice(0, 60) })
  const isThere = presenceIn(passage)
  const stranger = strangerIn(beats, isThere)
  if (stranger) return because('stranger', { name: stranger })
  const [title, summary, hook] = [answer.title.trim(), answer.summary.trim(), answer.hook.trim()]
  const scenes = toScenes(answer, isThere)
  const script = layOutScript({ language, episodeNumber: passage.episodeNumber, title, hook, scenes })
  return { value: { title, summary, hook, script } }
}

/** Persons whom the passage does not have are left out of the lists of who is there. */
function toScenes({ scenes }: Answer, isThere: (name: string) => boolean): ScriptScene[] {
  return scenes.map(({ place, time, inside, persons, beats }) => ({
    place: place.trim() || null,
    time: time?.trim() || null,
    inside,
    persons: [...new Set(persons.map((name) => name.trim()))].filter((name) => name !== '' && isThere(name)),
    beats: beats.map(({ speaker, manner, text }) => ({
      speaker: speaker?.trim() || null,
      manner: manner?.trim() || null,
      text: text.trim(),
    })),
  }))
}

/** A model that is caught in a circle says one thing over and over, or everything twice: oftener than the passage itself does. */
function repeatedBeat(beats: readonly { text: string }[], { paragraphs }: EpisodePassage): string | null {
  const counts = new Map<string, number>()
  for (const { text } of beats) counts.set(text, (counts.get(text) ?? 0) + 1)
  const passage = paragraphs.map(({ text }) => text).join('\n')
  const repeated = [...counts]
    .map(([text, count]) => ({ text, excess: count < 2 ? 0 : count - Math.max(1, passage.split(text).length - 1) }))
    .sort((a, b) => b.excess - a.excess)
  const [most = { text: '', excess: 0 }] = repeated
  const excess = repeated.reduce((sum, one) => sum + Math.max(0, one.excess), 0)
  const isCircle = most.excess > 3 && most.excess * 3 > beats.length
  return isCircle || (beats.length >= 4 && excess * 2 >= beats.length) ? most.text : null
}

/** Words of a cast list for whoever has no name. */
const nameless: Record<Language, RegExp> = {
  zh: /^(?:旁白|画外音|字幕|众人|众|男声|女声|路人|群众|人群|.{0,6}[甲乙丙丁])$|我/,
  en: /^(?:narrat|voice|v\.?o\.?|crowd|all|everyone|(?:a|the|another|first|second) )|^I$/i,
}
/** What scripts put beside a name: (V.O.), （画外音）. */
const besideName = /[(（[【].*$/
/** The least words of a name that are looked for: of "Mr. J. Reed" the last. */
const leastWord: Record<Language, number> = { zh: 2, en: 3 }

/** Whether somebody is in the passage: under the whole name, or most of its words; in Chinese, under its last characters. */
function presenceIn({ paragraphs, language }: EpisodePassage): (name: string) => boolean {
  const text = paragraphs
    .map((paragraph) => paragraph.text)
    .join('\n')
    .toLowerCase()
  return (said) => {
    const name = said.replace(besideName, '').trim().toLowerCase()
    if (name === '' || nameless[language].test(name) || text.includes(name)) return true
    const words = name.split(/[\s·.,]+|['’]s\b/).filter((word) => word.length >= leastWord[language])
    if (words.length > 1) return words.filter((word) => text.includes(word)).length * 2 > words.length
    const [word = name] = words
    if (text.includes(word)) return true
    const end = Math.max(leastWord.zh, Math.ceil(word.length / 2))
    return language === 'zh' && word.length > end && text.includes(word.slice(-end))
  }
}

/** Somebody who speaks and is not in the passage, when there is much of that. */
function strangerIn(beats: Answer['scenes'][number]['beats'], isThere: (name: string) => boolean): string | null {
  const speakers = beats.flatMap(({ speaker }) => (speaker?.trim() ? [speaker.trim()] : []))
  const strangers = speakers.filter((speaker) => !isThere(speaker))
  return strangers.length > speakers.length * strangersShare ? (strangers[0] ?? null) : null
}
