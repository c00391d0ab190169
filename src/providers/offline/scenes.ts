/** Lays an episode out as scenes in Markdown. */
import type { Language, Paragraph } from '../../contracts/text.ts'
import { countMentions } from '../../novel/mentions.ts'
import { sentencesOf } from '../../novel/sentences.ts'
import type { EpisodePassage } from '../analyst.ts'
import { layOutScript, type ScriptScene } from '../script-layout.ts'
import { isSceneBreak } from './boundaries.ts'
import { readDialogue, type Voices } from './dialogue.ts'
import { type Setting, settingOf } from './setting.ts'
import { type ScriptPart, withoutSpeech } from './speech.ts'
import type { TellingSentence } from './telling.ts'

export interface SceneSource {
  passage: EpisodePassage
  /** The paragraphs without headings. */
  body: readonly Paragraph[]
  /** Paragraphs that open a scene. */
  starts: readonly number[]
  voices: Voices
  sentences: readonly TellingSentence[]
  title: string
  hook: string
}

/** A scene is cut at the next paragraph when it grows longer than this, in characters. */
const SCENE_CHARACTERS: Record<Language, number> = { zh: 1_400, en: 5_000 }
/** A scene begun by a weak sign needs so much before it. */
const MIN_SCENE_SHARE = 0.25
/** Narrated sentences kept of one paragraph. */
const ACTIONS_PER_PARAGRAPH = 2
const MAX_CAST_SHOWN = 8

/** Speakers without a name. */
const VOICES: Record<Language, { unknown: string; man: string; woman: string; narrator: string }> = {
  zh: { unknown: '（有人）', man: '（男声）', woman: '（女声）', narrator: '我（叙述者）' },
  en: { unknown: '(A voice)', man: '(A man)', woman: '(A woman)', narrator: 'I (narrator)' },
}

export function layOutScenes(source: SceneSource): string {
  const { passage, voices, title, hook } = source
  const language = passage.language
  const displayed = voices.shown
  const names = [...displayed.keys()]
  const scores = new Map(source.sentences.map((sentence) => [sentence.text, sentence.score]))
  const dialogue = new Map(
    readDialogue(source.body, voices, language).map((parts, i) => [source.body[i]?.number, parts]),
  )
  let setting: Setting = { place: null, time: null, indoors: null }
  const scenes = divideIntoScenes(source).map((paragraphs): ScriptScene => {
    const narration = paragraphs.map(({ text }) => withoutSpeech(text)).join('\n')
    setting = following(setting, settingOf(narration, names, language))
    return {
      place: setting.place,
      time: setting.time,
      inside: setting.indoors,
      persons: peopleIn(paragraphs, names, displayed),
      beats: paragraphs.flatMap(({ number }) => beatsOf(dialogue.get(number) ?? [], scores, language)),
    }
  })
  return layOutScript({ language, episodeNumber: passage.episodeNumber, title, hook, scenes })
}

/** What a scene does not say is as it was in the one before. */
function following(before: Setting, found: Setting): Setting {
  const { place, indoors } = found.place === null ? before : found
  return { place, indoors, time: found.time ?? before.time }
}

function divideIntoScenes({ passage, body, starts }: SceneSource): Paragraph[][] {
  const most = SCENE_CHARACTERS[passage.language]
  const opening = new Set(starts)
  const scenes: Paragraph[][] = []
  let size = 0
  for (const paragraph of body) {
    const scene = scenes.at(-1)
    const begins = opening.has(paragraph.number) && size >= most * MIN_SCENE_SHARE
    if (isSceneBreak(paragraph.text)) size = scene ? most : size
    else if (!scene || begins || size >= most) {
      scenes.push([paragraph])
      size = paragraph.text.length
    } else {
      scene.push(paragraph)
      size += paragraph.text.length
    }
  }
  return scenes
}

function peopleIn(
  paragraphs: readonly Paragraph[],
  names: readonly string[],
  displayed: ReadonlyMap<string, string>,
): string[] {
  const mentions = countMentions(
    paragraphs.map(({ text }) => text),
    names,
  )
  const counts = new Map<string, number>()
  for (const [name, { count }] of mentions) {
    const shown = displayed.get(name) ?? name
    counts.set(shown, (counts.get(shown) ?? 0) + count)
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MAX_CAST_SHOWN)
    .map(([name]) => name)
}

/** Speech whole, narration by its most telling sentences. */
function beatsOf(
  parts: readonly ScriptPart[],
  scores: ReadonlyMap<string, number>,
  language: Language,
): ScriptScene['beats'] {
  return parts.map((part) => {
    if (part.kind === 'speech') {
      return { speaker: speakerShown(part.speaker, language), manner: part.manner, text: part.text }
    }
    const sentences = sentencesOf(part.text)
    const kept = new Set(
      [...sentences].sort((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0)).slice(0, ACTIONS_PER_PARAGRAPH),
    )
    const action = sentences.filter((sentence) => kept.has(sentence)).join(language === 'zh' ? '' : ' ')
    return { speaker: null, manner: null, text: action }
  })
}

function speakerShown(speaker: string | null, language: Language): string {
  const words = VOICES[language]
  if (speaker === null) return words.unknown
  if (/^(?:他|he)$/i.test(speaker)) return words.man
  if (/^(?:她|she)$/i.test(speaker)) return words.woman
  if (/^(?:我|I)$/.test(speaker)) return words.narrator
  return speaker
}
