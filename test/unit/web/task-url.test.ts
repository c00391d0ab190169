import { expect, test } from 'vitest'
import { projectOfPath, readTaskView, writeTaskView } from '../../../web/src/tasks/task-url.ts'

test('the address says what the Task Center shows', () => {
  expect(readTaskView(new URLSearchParams('')).tab).toBeNull()
  expect(readTaskView(new URLSearchParams('tasks=failed&type=novel_split&scope=project'))).toEqual({
    tab: 'failed',
    type: 'novel_split',
    ofProject: true,
    waiting: null,
  })
})

test('an address with unknown words still opens it', () => {
  expect(readTaskView(new URLSearchParams('tasks=x&type=y'))).toEqual({
    tab: 'live',
    type: null,
    ofProject: false,
    waiting: null,
  })
})

test('closing takes its own words out of the address and leaves others', () => {
  const closed = writeTaskView(new URLSearchParams('a=1&tasks=live&type=adaptation'), {
    tab: null,
    type: 'adaptation',
    ofProject: false,
    waiting: 'budget',
  })
  expect(closed.toString()).toBe('a=1')
})

test('what is waited for is asked of jobs that run alone', () => {
  const view = readTaskView(new URLSearchParams('tasks=live&waiting=budget'))
  expect(view.waiting).toBe('budget')
  expect(writeTaskView(new URLSearchParams(), view).toString()).toBe('tasks=live&waiting=budget')
  expect(writeTaskView(new URLSearchParams(), { ...view, tab: 'ended' }).toString()).toBe('tasks=ended')
  expect(readTaskView(new URLSearchParams('tasks=ended&waiting=budget')).waiting).toBeNull()
  expect(readTaskView(new URLSearchParams('tasks=live&waiting=luck')).waiting).toBeNull()
})

test('a project is known by its path', () => {
  expect(projectOfPath('/projects/p1/cast/c1')).toBe('p1')
  expect(projectOfPath('/')).toBeNull()
})
