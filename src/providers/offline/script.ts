/** Writes an episode from its passage by extraction: nothing is invented, the words are the novel's. */
import type { EpisodeScript, Language } from '../../contracts/text.ts'
import { parseHeading } from '../../novel/headings.ts'
import { capitalisedShare } from '../../novel/headings-en.ts'
import type { EpisodePassage } from '../analyst.ts'
import { proposeBoundaries } from './boundaries.ts'
import { titleOf } from './episode-title.ts'
import { hookOf, withoutFormula } from './hook.ts'
import { peopleOf } from './people.ts'
import { layOutScenes } from './scenes.ts'
import { chooseTelling, scoreSentences, standingAlone } from './telling.ts'

const SUMMARY_SENTENCES: Record<Language, number> = { zh: 4, en: 3 }
/** A place where a new scene may begin, by the strength of the boundary. */
const NEW_SCENE = 0.4
/** 话说: a story-teller clears his throat. */
const STORY_TELLER = /^(?:话说|却说|且说|再说|单说|单表|原来|却表)[，：]?/
const MAX_TITLE_PAGE_WORDS = 8

export function writeScript(passage: EpisodePassage): EpisodeScript {
  const { language } = passage
  const { people, voices } = peopleOf(passage.paragraphs, language)
  const names = people.flatMap((person) => [person.name, ...person.aliases])
  const titles = passage.chapters.map((chapter) => chapter.title)
  const body = passage.paragraphs.filter(
    ({ text }) =>
      text !== '' && (parseHeading(text)?.kind ?? 'bare') === 'bare' && !titles.some((title) => title.endsWith(text)),
  )
  const told = body.filter(({ text }) => !isOfTitlePage(text))
  const sentences = scoreSentences(told.length > 0 ? told : passage.paragraphs, names, language)
  const title = titleOf(passage, sentences, names)
  const hook = hookOf(sentences, language) || title
  const summary = chooseTelling(sentences, SUMMARY_SENTENCES[language]).map((sentence) =>
    withoutFormula(standingAlone(sentence)).replace(STORY_TELLER, ''),
  )
  const starts = proposeBoundaries(passage)
    .filter(({ strength }) => strength >= NEW_SCENE)
    .map(({ paragraph }) => paragraph)
  return {
    title,
    summary: summary.join(language === 'zh' ? '' : ' ') || title,
    hook,
    script: layOutScenes({ passage, body, starts, voices, sentences, title, hook }),
  }
}

/** Military Library, Whitehall. Lines of a title page are no sentences of the story. */
function isOfTitlePage(text: string): boolean {
  if (!/[A-Za-z]{4}/.test(text) || /^["“'‘]/.test(text)) return false
  const words = text.split(' ')
  return words.length <= MAX_TITLE_PAGE_WORDS && capitalisedShare(words) === 1
}
