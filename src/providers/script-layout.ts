/** The layout of a script in Markdown: what analysts write, and what the page and exports read. */
import type { Language } from '../contracts/text.ts'

export interface ScriptScene {
  place: string | null
  time: string | null
  /** Null: nobody says. */
  inside: boolean | null
  /** Who is there, as shown. */
  persons: readonly string[]
  /** In order. Action where nobody speaks. */
  beats: readonly { speaker: string | null; manner: string | null; text: string }[]
}

export interface ScriptToLayOut {
  language: Language
  /** From 1. */
  episodeNumber: number
  title: string
  hook: string
  scenes: readonly ScriptScene[]
}

const words = {
  zh: {
    scene: '场景',
    cast: '人物',
    inside: '内景',
    outside: '外景',
    hook: '悬念',
    and: '、',
    noPlace: '地点不明',
    colon: '：',
  },
  en: {
    scene: 'Scene',
    cast: 'Cast',
    inside: 'INT.',
    outside: 'EXT.',
    hook: 'Hook',
    and: ', ',
    noPlace: 'PLACE NOT NAMED',
    colon: ': ',
  },
} as const satisfies Record<Language, object>

/** Lays a script out: a heading, its scenes with place and cast, speech and action, and the hook. */
export function layOutScript({ language, episodeNumber, title, hook, scenes }: ScriptToLayOut): string {
  const heading = language === 'zh' ? `# 第${episodeNumber}集 ${title}` : `# Episode ${episodeNumber}: ${title}`
  const { cast, and, colon, hook: hookWord } = words[language]
  const blocks = scenes.map((scene, i) =>
    [
      `## ${sceneHeading(i + 1, scene, language)}`,
      ...(scene.persons.length > 0 ? [`*${cast}${colon}${scene.persons.join(and)}*`] : []),
      ...scene.beats.map((beat) => beatLine(beat, language)),
    ].join('\n\n'),
  )
  return [heading, ...blocks, `---\n\n**${hookWord}${language === 'zh' ? '：' : ': '}** ${escapeMarkdown(hook)}`].join(
    '\n\n',
  )
}

function sceneHeading(number: number, { place, time, inside }: ScriptScene, language: Language): string {
  const { scene, inside: inWord, outside, noPlace } = words[language]
  const side = inside === null ? null : inside ? inWord : outside
  const isHere = (part: string | null): part is string => part !== null
  if (language === 'zh') return [`${scene}${number}`, side, place ?? noPlace, time].filter(isHere).join(' · ')
  const where = [side, (place ?? noPlace).toUpperCase()].filter(isHere).join(' ')
  return `${scene} ${number} · ${where}${time ? ` – ${time.toUpperCase()}` : ''}`
}

function beatLine({ speaker, manner, text }: ScriptScene['beats'][number], language: Language): string {
  if (speaker === null) return `${language === 'zh' ? '△ ' : ''}${escapeMarkdown(text)}`
  const shown = escapeMarkdown(language === 'zh' ? speaker : speaker.toUpperCase())
  const how =
    manner === null ? '' : language === 'zh' ? `（${escapeMarkdown(manner)}）` : ` *(${escapeMarkdown(manner)})*`
  return `**${shown}**${how}${words[language].colon}${escapeMarkdown(text)}`
}

/** The words of a story may not become headings, lists or emphasis. */
function escapeMarkdown(text: string): string {
  return text
    .replace(/\s*\n\s*/g, ' ')
    .replace(/([\\`*_[\]<>])/g, '\\$1')
    .replace(/^([#>+-]|\d+\.)(?=\s)/, '\\$1')
}
