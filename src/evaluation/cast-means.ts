/** The figures of casts in short, and their means. */
import type { Language } from '../contracts/text.ts'
import type { BookFigures } from './evaluate-book.ts'
import { type CastScore, countDuplicates } from './score-cast.ts'

/** The figures of a cast that a goal can be set for. */
export interface CastFigures {
  major: number
  majorAndIntermediate: number
  precisionOfTop20: number
  aliases: number
  duplicates: number
  merged: number
}

/** The figures of one cast; one that has nothing to take a share of counts as 0. */
export function castFigures(score: CastScore): CastFigures {
  return {
    major: score.major.recallOneToOne ?? 0,
    majorAndIntermediate: score.majorAndIntermediate.recallOneToOne ?? 0,
    precisionOfTop20: score.precisionOfTop20OneToOne ?? 0,
    aliases: score.aliases.all.f1 ?? 0,
    duplicates: countDuplicates(score),
    merged: score.merged.length,
  }
}

/** The means of a figure over the books of one language. */
export interface CastMeans {
  language: Language
  books: number
  cast: CastFigures
  /** Of the casts that counting names finds. */
  baseline: CastFigures
}

/** The means for each language that there are books in. */
export function castMeans(books: readonly BookFigures[]): CastMeans[] {
  return [...new Set(books.map(({ language }) => language))].map((language) => {
    const those = books.filter((book) => book.language === language)
    return {
      language,
      books: those.length,
      cast: meanOf(those.map(({ cast }) => castFigures(cast))),
      baseline: meanOf(those.map(({ baseline }) => castFigures(baseline))),
    }
  })
}

function meanOf(all: readonly CastFigures[]): CastFigures {
  const mean = (figure: keyof CastFigures) => all.reduce((sum, figures) => sum + figures[figure], 0) / all.length
  return {
    major: mean('major'),
    majorAndIntermediate: mean('majorAndIntermediate'),
    precisionOfTop20: mean('precisionOfTop20'),
    aliases: mean('aliases'),
    duplicates: mean('duplicates'),
    merged: mean('merged'),
  }
}
