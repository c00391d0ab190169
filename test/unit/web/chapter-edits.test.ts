import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Chapter } from '../../../src/contracts/text.ts'
import {
  applyStep,
  type ChapterEdits,
  type ChapterStep,
  chapterIndexAt,
  editsOf,
  groupByVolume,
  hasChanges,
  savedForm,
  titleFrom,
} from '../../../web/src/novel/chapter-edits.ts'

const chapter = (
  title: string,
  startParagraph: number,
  endParagraph: number,
  volume: string | null = null,
): Chapter => ({
  title,
  volume,
  startParagraph,
  endParagraph,
})
const found = [chapter('One', 0, 4, 'A'), chapter('Two', 4, 10, 'A'), chapter('Three', 10, 12, 'B')]
const after = (...steps: ChapterStep[]): ChapterEdits => steps.reduce(applyStep, editsOf(found))
const starts = ({ chapters }: ChapterEdits) => chapters.map(({ title, startParagraph }) => [title, startParagraph])

test('a chapter gets the new title; the others stay the same objects', () => {
  const edits = after({ kind: 'rename', startParagraph: 4, title: '  The Ferry ' })
  expect(starts(edits)).toEqual([
    ['One', 0],
    ['The Ferry', 4],
    ['Three', 10],
  ])
  expect(edits.chapters[0]).toBe(found[0])
  expect(edits.chapters[2]).toBe(found[2])
})

test('merging gives the paragraphs to the previous chapter, which keeps its title and volume', () => {
  expect(after({ kind: 'merge', startParagraph: 10 }).chapters).toEqual([found[0], chapter('Two', 4, 12, 'A')])
})

test('splitting begins a chapter at the paragraph, in the same volume', () => {
  expect(after({ kind: 'split', paragraph: 6, title: 'Half' }).chapters).toEqual([
    found[0],
    chapter('Two', 4, 6, 'A'),
    chapter('Half', 6, 10, 'A'),
    found[2],
  ])
})

test.each<ChapterStep>([
  { kind: 'rename', startParagraph: 4, title: 'Two' },
  { kind: 'rename', startParagraph: 5, title: 'Not a start' },
  { kind: 'merge', startParagraph: 0 },
  { kind: 'merge', startParagraph: 7 },
  { kind: 'split', paragraph: 10, title: '' },
  { kind: 'split', paragraph: 12, title: '' },
  { kind: 'undo' },
])('a step that changes nothing is no step: %j', (step) => {
  const edits = editsOf(found)
  expect(applyStep(edits, step)).toBe(edits)
})

test('each step is undone by itself, back to what was found', () => {
  const edits = after(
    { kind: 'split', paragraph: 6, title: 'Half' },
    { kind: 'rename', startParagraph: 6, title: 'The other half' },
    { kind: 'merge', startParagraph: 4 },
  )
  const once = applyStep(edits, { kind: 'undo' })
  expect(starts(once)).toEqual([
    ['One', 0],
    ['Two', 4],
    ['The other half', 6],
    ['Three', 10],
  ])
  const all = [1, 2, 3].reduce((current) => applyStep(current, { kind: 'undo' }), edits)
  expect(all).toEqual(editsOf(found))
})

test('steps that cancel each other out are no change', () => {
  const split: ChapterStep = { kind: 'split', paragraph: 6, title: 'Half' }
  expect(hasChanges(editsOf(found))).toBe(false)
  expect(hasChanges(after(split))).toBe(true)
  expect(hasChanges(after({ kind: 'rename', startParagraph: 4, title: 'Second' }))).toBe(true)
  expect(hasChanges(after(split, { kind: 'merge', startParagraph: 6 }))).toBe(false)
})

test('whatever is done, the chapters tile the novel and what is saved says where each begins', () => {
  const paragraph = fc.integer({ min: -1, max: 13 })
  const step: fc.Arbitrary<ChapterStep> = fc.oneof(
    fc.record({ kind: fc.constant('rename' as const), startParagraph: paragraph, title: fc.string() }),
    fc.record({ kind: fc.constant('merge' as const), startParagraph: paragraph }),
    fc.record({ kind: fc.constant('split' as const), paragraph, title: fc.string() }),
    fc.record({ kind: fc.constant('undo' as const) }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const { chapters } = after(...steps)
      let next = 0
      for (const { startParagraph, endParagraph } of chapters) {
        expect(startParagraph).toBe(next)
        expect(endParagraph).toBeGreaterThan(startParagraph)
        next = endParagraph
      }
      expect(next).toBe(12)
      expect(savedForm(chapters)).toEqual(
        chapters.map(({ title, volume, startParagraph }) => ({ title, volume, startParagraph })),
      )
      for (let at = 0; at < 12; at++) {
        const holder = chapters[chapterIndexAt(chapters, at)]
        expect(holder && holder.startParagraph <= at && at < holder.endParagraph).toBe(true)
      }
    }),
  )
})

test('a paragraph outside the novel is in no chapter', () => {
  expect(chapterIndexAt(found, 12)).toBe(-1)
  expect(chapterIndexAt([], 0)).toBe(-1)
})

test('a paragraph that can be a heading is taken as the title of the chapter that begins with it, a sentence is not', () => {
  expect([' 渡口 ', '第三章 雪夜', 'The Ferry'].map(titleFrom)).toEqual(['渡口', '第三章 雪夜', 'The Ferry'])
  expect(['风'.repeat(41), '没有人回答。', '“你不该来。”', 'He left.'].map(titleFrom)).toEqual(['', '', '', ''])
})

test('chapters are grouped by volume where it changes', () => {
  const groups = groupByVolume([...found, chapter('Four', 12, 13, 'A')])
  expect(groups.map(({ volume, chapters }) => [volume, chapters.length])).toEqual([
    ['A', 2],
    ['B', 1],
    ['A', 1],
  ])
})
