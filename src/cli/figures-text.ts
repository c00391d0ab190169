/** The figures of `cineqo evaluate` as tables for a person, at most 80 columns wide. */
import type { Language } from '../contracts/text.ts'
import { type CastFigures, type CastMeans, castFigures } from '../evaluation/cast-means.ts'
import type { BookFigures } from '../evaluation/evaluate-book.ts'
import type { HeadingScore } from '../evaluation/score-headings.ts'
import type { FolderFigures } from './commands/evaluate.ts'
import { pad, printable, truncate, widthOf } from './terminal.ts'
import { type Say, sayIn } from './text.ts'

const nameColumns = 22
const figureColumns = 8

export function figuresText({ means, books, headings }: FolderFigures, language: Language): string {
  const say = sayIn(language)
  const parts = [
    ...means.map((mean) => castTable(mean, books, say)),
    ...(books.length > 0 ? [say('cast_legend'), chapterTable(books, say)] : []),
    ...(headings ? [headingLines(headings, say)] : []),
  ]
  return parts.join('\n\n')
}

function castTable(mean: CastMeans, books: readonly BookFigures[], say: Say): string {
  const those = books.filter(({ language }) => language === mean.language)
  const title = `${say('cast_figures')}, ${say(mean.language === 'zh' ? 'language_zh' : 'language_en')}`
  const figureNames = [
    say('figure_major'),
    say('figure_intermediate'),
    say('figure_top20'),
    say('figure_aliases'),
    say('figure_duplicates'),
    say('figure_merged'),
    say('figure_seconds'),
  ]
  return [
    row(title, ...figureNames),
    ...those.map(({ name, cast, seconds }) =>
      castRow(`  ${printable(name)}`, castFigures(cast), seconds.cast.toFixed(1)),
    ),
    castRow(say('mean_of', { count: mean.books }), mean.cast, ''),
    castRow(say('counting_names'), mean.baseline, ''),
  ].join('\n')
}

function castRow(name: string, figures: CastFigures, seconds: string): string {
  return row(
    name,
    figure(figures.major),
    figure(figures.majorAndIntermediate),
    figure(figures.precisionOfTop20),
    figure(figures.aliases),
    count(figures.duplicates),
    count(figures.merged),
    seconds,
  )
}

function chapterTable(books: readonly BookFigures[], say: Say): string {
  return [
    row(
      say('chapter_figures'),
      say('figure_found'),
      say('figure_precision'),
      say('figure_recall'),
      say('figure_titles'),
      say('figure_kept'),
      say('figure_episodes'),
      say('figure_seconds'),
    ),
    ...books.map(({ name, chapters, text, episodes, tilingProblems, seconds }) =>
      row(
        `  ${printable(name)}`,
        chapters ? `${chapters.found}/${chapters.gold}` : '-',
        chapters ? figure(chapters.precision) : '-',
        chapters ? figure(chapters.recall) : '-',
        chapters ? figure(chapters.wholeTitles ?? 0) : '-',
        say(`kept_${text.kept}`),
        tilingProblems.length > 0 ? say('tiles_not', { count: episodes }) : String(episodes),
        seconds.read.toFixed(1),
      ),
    ),
  ].join('\n')
}

function headingLines({ score, baseline }: NonNullable<FolderFigures['headings']>, say: Say): string {
  const line = (name: string, { right, cases, precision, recall }: HeadingScore) =>
    `  ${say('heading_cases', { name, right, cases, precision: figure(precision), recall: figure(recall) })}`
  return [say('heading_figures'), line(say('this_version'), score), line(say('by_one_pattern'), baseline)].join('\n')
}

function row(name: string, ...figures: string[]): string {
  const cells = figures.map((text) => ' '.repeat(Math.max(1, figureColumns - widthOf(text))) + text)
  return pad(truncate(name, nameColumns), nameColumns) + cells.join('')
}

function figure(share: number): string {
  return share.toFixed(2)
}

function count(mean: number): string {
  return Number.isInteger(mean) ? String(mean) : mean.toFixed(1)
}
