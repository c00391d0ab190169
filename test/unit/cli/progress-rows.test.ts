import { expect, test } from 'vitest'
import { drawRows, progressRows, writeRow } from '../../../src/cli/progress-rows.ts'
import { widthOf } from '../../../src/cli/terminal.ts'
import type { Job } from '../../../src/contracts/job.ts'
import { aJob } from '../client/scripted-server.ts'

const id = (number: number) => `01990000-0000-7000-8000-${String(number).padStart(12, '0')}`
const root = aJob({ id: id(1), progress: 60, phase: 'cast', phases: { cast: { total: 1, completed: 0, failed: 0 } } })
const split = aJob({
  id: id(2),
  parentId: root.id,
  type: 'novel_split',
  status: 'completed_with_failures',
  progress: 95,
  phase: 'write',
  phases: { write: { total: 20, completed: 19, failed: 1 } },
})
const cast = aJob({
  id: id(3),
  parentId: root.id,
  type: 'character_extraction',
  progress: 40,
  phase: 'portray',
  phases: { portray: { total: 9, completed: 3, failed: 0 } },
  waiting: { reason: 'lane_closed', until: null, detail: '' },
  createdAt: '2026-01-02T03:05:00.000Z',
})
const picture = (number: number, about: Partial<Job>) =>
  aJob({ id: id(10 + number), parentId: cast.id, type: 'character_image_generation', ...about })
const pictures = [
  picture(1, { status: 'completed', progress: 100 }),
  picture(2, { status: 'failed', progress: 0 }),
  picture(3, { progress: 50 }),
  picture(4, { status: 'pending' }),
]

test('a tree: the job, its parts in the order they came, all pictures in one row', () => {
  const rows = progressRows(root, [cast, ...pictures, split], 'en')
  expect(rows.map(writeRow)).toEqual([
    'Adapt novel  60 %',
    '  Split into episodes  95 %  write 19/20, 1 failed  completed with failures',
    '  Extract characters  40 %  portray 3/9  waits for the provider',
    '  pictures  37 %  1/4, 1 failed',
  ])
})

test('a wait whose end is known says it in the time of this machine', () => {
  const at = new Date(2026, 0, 2, 9, 5, 7)
  const waiting = aJob({ ...cast, waiting: { reason: 'lane_closed', until: at.toISOString(), detail: '' } })
  expect(progressRows(waiting, [], 'en').map(writeRow)).toEqual([
    'Extract characters  40 %  portray 3/9  waits for the provider until 09:05:07',
  ])
})

test('in Chinese', () => {
  expect(progressRows(root, [split], 'zh').map(({ title }) => title)).toEqual(['改编小说', '拆分剧集'])
})

test('what a cancelled job did not do has not failed', () => {
  const cancelled = aJob({
    ...cast,
    status: 'cancelled',
    waiting: null,
    phases: { portray: { total: 9, completed: 3, failed: 6 } },
  })
  expect(progressRows(cancelled, [], 'en').map(writeRow)).toEqual(['Extract characters  40 %  portray 3/9  cancelled'])
})

test('labels out of a novel cannot steer the terminal', () => {
  const [row] = progressRows(aJob({ label: '\u001b[2J王五\n' }), [], 'en')
  expect(row?.title).toBe('Adapt novel · [2J王五 ')
})

test.each([200, 80, 60, 40])('lines fit a terminal of %i columns', (columns) => {
  const rows = progressRows(aJob({ ...root, label: '很长很长的名字'.repeat(20) }), [split, cast, ...pictures], 'zh')
  for (const line of drawRows(rows, { columns, elapsedMs: 65_000 })) expect(widthOf(line)).toBeLessThan(columns)
})

test('the bar and the clock tell the numbers', () => {
  const [line] = drawRows(progressRows(aJob({ progress: 50 }), [], 'en'), { columns: 80, elapsedMs: 65_000 })
  expect(line).toBe(`Adapt novel  ${'█'.repeat(12)}${'░'.repeat(12)}  50 %  1:05`)
})
