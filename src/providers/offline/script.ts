/** Writes an episode from its passage by extraction: nothing is invented, the words are the novel's. */
import type { EpisodeScript, Language } from '../../contracts/text.ts'
import { parseHeading } from '../../novel/headings.ts'
import type { EpisodePassage } from '../analyst.ts'
import { proposeBoundaries } from './boundaries.ts'
import { peopleOf } from './people.ts'
import { layOutScenes } from './scenes.ts'
import { chooseTelling, scoreSentences, standingAlone, type TellingSentence } from './telling.ts'

const SUMMARY_SENTENCES: Record<Language, number> = { zh: 4, en: 3 }
const TITLE_LENGTH: Record<Language, number> = { zh: 16, en: 60 }
/** The hook is looked for in this last share of the episode. */
const HOOK_SHARE = 0.2
const TURN: Record<Language, RegExp> = {
  zh: /忽|突然|不料|谁知|原来|竟|却|只听|只见|未知|究竟|难道|不知/,
  en: /\b(?:suddenly|but|however|then|until|never|nobody|who|strange|secret|dead|died|killed|gone|vanished|at last|what|why|how)\b/i,
}

export function writeScript(passage: EpisodePassage): EpisodeScript {
  const { people, voices } = peopleOf(passage.paragraphs, passage.language)
  const names = people.flatMap((person) => [person.name, ...person.aliases])
  const titles = passage.chapters.map((chapter) => chapter.title)
  const body = passage.paragraphs.filter(
    ({ text }) => (parseHeading(text)?.kind ?? 'bare') === 'bare' && !titles.some((title) => title.endsWith(text)),
  )
  const sentences = scoreSentences(body.length > 0 ? body : passage.paragraphs, names, passage.language)
  const summary = chooseTelling(sentences, SUMMARY_SENTENCES[passage.language])
  const title = titleOf(passage, sentences, names)
  const hook = hookOf(sentences, passage.language)
  const starts = proposeBoundaries(passage)
    .filter(({ strength }) => strength >= 0.4)
    .map(({ paragraph }) => paragraph)
  return {
    title,
    summary: summary.map(standingAlone).join(passage.language === 'zh' ? '' : ' ') || title,
    hook: hook || title,
    script: layOutScenes({ passage, body, starts, voices, sentences, title, hook }),
  }
}

/** The chapter's title with a mark of the part; without chapters a telling phrase that says who. */
function titleOf(passage: EpisodePassage, sentences: readonly TellingSentence[], names: readonly string[]): string {
  const { chapter, language } = passage
  if (chapter) {
    const heading = withoutLabel(chapter.title) || labelOf(chapter.title, language)
    return tidyCapitals(heading) + PART[language][chapter.part]
  }
  const longest = TITLE_LENGTH[language]
  const ranked = [...sentences].sort((a, b) => b.score - a.score).slice(0, 8)
  for (const { text, isSpeech } of ranked) {
    if (isSpeech) continue
    const clause = text
      .split(language === 'zh' ? /[，。！？；：、…“”"「」\s]/ : /[,;:!?"“”—]|--|(?<!\b(?:Mr|Mrs|Dr|St))\./)
      .map((part) => part.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
      .find((part) => part.length >= longest / 4 && part.length <= longest)
    if (clause && names.some((name) => clause.startsWith(name))) return clause
  }
  return language === 'zh' ? `第${passage.episodeNumber}集` : `Episode ${passage.episodeNumber}`
}

/** Marks of a chapter that fills several episodes. */
const PART: Record<Language, Record<'whole' | 'first' | 'middle' | 'last', string>> = {
  zh: { whole: '', first: '（上）', middle: '（中）', last: '（下）' },
  en: { whole: '', first: ' (part 1)', middle: ' (continued)', last: ' (conclusion)' },
}

/** A heading that is a number alone, as it can stand by itself: II -> Chapter II. */
function labelOf(title: string, language: Language): string {
  return parseHeading(title)?.kind === 'bare' && language === 'en' ? `Chapter ${title.replace(/\.$/, '')}` : title
}

function withoutLabel(title: string): string {
  const own = parseHeading(title)
  if (own && own.title !== '') return own.title
  if (own?.kind === 'bare') return ''
  // Title lines that stood under a bare label are behind it.
  return title
    .replace(/^(?:第.{1,9}[章回节卷部篇集话幕]|(?:chapter|part|book|letter)\s+\S+)\s*[.:：—-]*\s*/i, '')
    .trim()
}

const SMALL_WORDS = new Set(
  'a an and as at but by for from in into is nor of on or the to up was with which where not be'.split(' '),
)

/** Titles set in capitals are shouting elsewhere. */
function tidyCapitals(title: string): string {
  if (title !== title.toUpperCase() || title === title.toLowerCase()) return title
  return title
    .toLowerCase()
    .split(' ')
    .map((word, i) =>
      i > 0 && SMALL_WORDS.has(word) ? word : word.replace(/\p{L}/u, (letter) => letter.toUpperCase()),
    )
    .join(' ')
}

/** A question or turn near the end; else the last sentence. */
function hookOf(sentences: readonly TellingSentence[], language: Language): string {
  const tail = sentences.slice(-Math.max(3, Math.ceil(sentences.length * HOOK_SHARE)))
  const weigh = ({ text }: TellingSentence, place: number) => {
    const length = language === 'zh' ? text.length / 40 : text.length / 120
    const fits = length > 0.2 && length < 2 ? 1 : 0
    return (
      fits * 2 +
      (/[？?]/.test(text) ? 1.5 : 0) +
      (/[！!]/.test(text) ? 0.5 : 0) +
      (TURN[language].test(text) ? 1 : 0) +
      (2 * place) / tail.length
    )
  }
  const best = tail
    .map((sentence, i) => ({ sentence, weight: weigh(sentence, i) }))
    .sort((a, b) => b.weight - a.weight)[0]
  return best ? standingAlone(best.sentence) : ''
}
