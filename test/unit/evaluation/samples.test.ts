/** The sample novels, whose people are known: read as a job reads them. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Importance } from '../../../src/contracts/text.ts'
import { countedCast } from '../../../src/evaluation/baseline-cast.ts'
import { castFigures } from '../../../src/evaluation/cast-means.ts'
import { evaluateBook } from '../../../src/evaluation/evaluate-book.ts'
import { evaluateHeadings } from '../../../src/evaluation/evaluate-headings.ts'
import type { Category, GoldBook } from '../../../src/evaluation/gold-book.ts'
import { createOfflineAnalyst } from '../../../src/providers/offline/analyst.ts'

const folder = new URL('../../../samples/', import.meta.url)

const categories: Record<Importance, Category> = { main: 'major', supporting: 'intermediate', minor: 'minor' }

interface Sample {
  file: string
  characters: Array<{ name: string; aliases: string[]; importance: Importance }>
}
const samples: Record<'en' | 'zh', Sample> = JSON.parse(readFileSync(new URL('cast.json', folder), 'utf8'))

function goldOf(language: 'en' | 'zh', text: string): GoldBook {
  const headings = text
    .split('\n')
    .flatMap((line, number) => (/^(?:Chapter \w+:|第.{1,2}章 )/.test(line) ? [{ title: line.trim(), number }] : []))
  return {
    language,
    chapters: { titles: headings.map(({ title }) => title), lines: headings.map(({ number }) => number) },
    characters: samples[language].characters.map(({ importance, ...names }) => ({
      ...names,
      category: categories[importance],
    })),
  }
}

test.each(['en', 'zh'] as const)('the sample in %s is read whole, and its people are found', async (language) => {
  const bytes = readFileSync(new URL(samples[language].file, folder))
  const gold = goldOf(language, bytes.toString('utf8'))
  const figures = await evaluateBook({ name: 'sample', bytes, gold }, { analyst: createOfflineAnalyst() })

  expect(figures.chapters).toMatchObject({ precision: 1, recall: 1, wholeTitles: 1 })
  expect(figures.text.kept).not.toBe('lost')
  expect(figures.tilingProblems).toEqual([])
  const { major, majorAndIntermediate, precisionOfTop20 } = castFigures(figures.cast)
  expect(major).toBe(1)
  expect(majorAndIntermediate).toBeGreaterThanOrEqual(0.9)
  expect(precisionOfTop20).toBeGreaterThanOrEqual(0.75)
  // Counting names is what reading must be better than.
  expect(figures.cast.aliases.all.f1).toBeGreaterThan(figures.baseline.aliases.all.f1 ?? 0)
})

test('counting finds names, and puts a part of one longer name with it', () => {
  const english = ['It was Ada Finch who came, and the miller saw Ada. Later on Mr. Wren asked for Ada Finch.']
  expect(countedCast([...english, ...english, ...english], 'en')).toEqual([
    { name: 'Ada Finch', aliases: ['Ada'] },
    { name: 'Mr. Wren', aliases: [] },
  ])
  const chinese = ['沈禾道：“好。”', '阿桃笑道：“好。”', '那人，沈禾说道：“走。”']
  expect(countedCast([...chinese, ...chinese, ...chinese], 'zh')).toEqual([
    { name: '沈禾', aliases: [] },
    { name: '阿桃', aliases: [] },
  ])
})

test('headings of small texts are found by their lines, blank and wrapped ones counted', () => {
  const text = '\n第一卷 渡口\n\n第一章 夜渡\n　　水声很响。\n\n第二章 天明\n　　他走了。'
  const { score, baseline } = evaluateHeadings([{ text, headings: [1, 3, 6], note: 'zh: a volume' }])
  expect(score).toMatchObject({ right: 1, precision: 1, recall: 1 })
  expect(baseline.recall).toBe(1)
})
