/** Titles of episodes: the chapter's words, or a phrase of the text that says who does what. */
import type { Language } from '../../contracts/text.ts'
import { parseHeading } from '../../novel/headings.ts'
import type { EpisodePassage } from '../analyst.ts'
import type { TellingSentence } from './telling.ts'

const LENGTH: Record<Language, { least: number; most: number }> = {
  zh: { least: 4, most: 16 },
  en: { least: 15, most: 60 },
}
/** So many of the most telling sentences are tried for a phrase. */
const TRIED = 12

/** Marks of a chapter that fills several episodes. The middle ones, which may be many, are told apart by their numbers. */
const PART: Record<Language, Record<'whole' | 'first' | 'middle' | 'last', (episode: number) => string>> = {
  zh: { whole: () => '', first: () => '（上）', middle: (episode) => `（中 · 第${episode}集）`, last: () => '（下）' },
  en: {
    whole: () => '',
    first: () => ' (part 1)',
    middle: (episode) => ` (continued in episode ${episode})`,
    last: () => ' (conclusion)',
  },
}

/**
 * The words of the chapter's heading with a mark of the part. A heading without words of its own, as a number, is told by a phrase of the
 * text; so is an episode without chapters. The number of the episode where there is neither.
 */
export function titleOf(
  { chapter, language, episodeNumber }: EpisodePassage,
  sentences: readonly TellingSentence[],
  names: readonly string[],
): string {
  const words = chapter === null ? '' : withoutLabel(chapter.title)
  if (chapter && words !== '') return tidyCapitals(words) + PART[language][chapter.part](episodeNumber)
  const phrase = phraseOf(sentences, names, language)
  if (chapter) {
    const label = labelOf(chapter.title, language)
    if (phrase === null) return label + PART[language][chapter.part](episodeNumber)
    return language === 'zh' ? `${label} ${phrase}` : `${label}: ${phrase}`
  }
  return phrase ?? (language === 'zh' ? `第${episodeNumber}集` : `Episode ${episodeNumber}`)
}

/** A clause that begins with a name, out of the most telling sentences. */
function phraseOf(sentences: readonly TellingSentence[], names: readonly string[], language: Language): string | null {
  const { least, most } = LENGTH[language]
  const ranked = sentences
    .filter((sentence) => !sentence.isSpeech)
    .sort((a, b) => b.score - a.score)
    .slice(0, TRIED)
  for (const { text } of ranked) {
    const clause = clausesOf(text, language).find(
      (part) => part.length >= least && part.length <= most && names.some((name) => saysMore(part, name)),
    )
    if (clause !== undefined) return clause
  }
  return null
}

function saysMore(clause: string, name: string): boolean {
  return clause.startsWith(name) && clause.length > name.length + 1
}

function clausesOf(text: string, language: Language): string[] {
  const parts = text.split(
    language === 'zh' ? /[，。！？；：、…“”"「」．\s]/ : /[,;:!?"“”—()]|--|(?<!\b(?:Mr|Mrs|Dr|St|Capt|Col))\./,
  )
  return parts.map((part) => part.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
}

/** A heading without words, as it can stand by itself: II. -> Chapter II. */
function labelOf(title: string, language: Language): string {
  const label = title.replace(/[.:：]$/, '')
  return tidyCapitals(parseHeading(title)?.kind === 'bare' && language === 'en' ? `Chapter ${label}` : label)
}

function withoutLabel(title: string): string {
  const own = parseHeading(title)
  if (own && own.title !== '') return own.title
  if (own?.kind === 'bare' || own?.kind === 'named') return ''
  // Title lines that stood under a bare label are behind it.
  return title
    .replace(/^(?:第.{1,9}[章回节卷部篇集话幕]|(?:chapter|part|book|letter)\s+\S+)\s*[.:：—-]*\s*/i, '')
    .trim()
}

const SMALL_WORDS = new Set(
  'a an and as at but by for from in into is nor of on or the to up was with which where not be'.split(' '),
)

/** Titles set in capitals are shouting elsewhere. Roman numbers stay. */
function tidyCapitals(title: string): string {
  if (title !== title.toUpperCase() || title === title.toLowerCase()) return title
  return title
    .split(' ')
    .map((word, i) => {
      if (/^[IVXLC]+\.?$/.test(word)) return word
      const small = word.toLowerCase()
      return i > 0 && SMALL_WORDS.has(small) ? small : small.replace(/\p{L}/u, (letter) => letter.toUpperCase())
    })
    .join(' ')
}
