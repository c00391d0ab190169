import { expect, test } from 'vitest'
import type { Episode } from '../../../src/contracts/entities.ts'
import { episodeMarkdown, scriptBody } from '../../../web/src/episodes/episode-text.ts'

const words = { number: 'Episode 1', summary: 'Summary', hook: 'Hook' }
const episode = (script: string) =>
  ({ number: 1, content: { title: 'Rain', summary: 'It rains.', hook: 'Who knocks?', script } }) as Episode

test('a heading that repeats the title is shown once', () => {
  expect(scriptBody({ title: 'Rain', script: '# Episode 1 Rain\n\n## Scene 1' })).toBe('## Scene 1')
  expect(scriptBody({ title: 'Rain', script: '## Rain falls\ntext' })).toBe('## Rain falls\ntext')
})

test('a downloaded episode carries title, summary, hook and script', () => {
  expect(episodeMarkdown(episode('# Rain\n\nINT. HOUSE'), words)).toBe(
    '# Episode 1 · Rain\n\n**Summary** It rains.\n\n**Hook** Who knocks?\n\nINT. HOUSE\n\n',
  )
})

test('an episode that is not written is no file', () => {
  expect(episodeMarkdown({ number: 1, content: null } as Episode, words)).toBe('')
})
