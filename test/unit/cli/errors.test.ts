import { expect, test } from 'vitest'
import { problemOf } from '../../../src/cli/cli-error.ts'
import { exitCodeHelp } from '../../../src/cli/program.ts'
import { settingsAdvice } from '../../../src/cli/settings-text.ts'
import { CineqoApiError } from '../../../src/client/index.ts'
import { ConfigError } from '../../../src/config.ts'
import { CineqoError } from '../../../src/contracts/errors.ts'
import { LocalServicesError } from '../../../src/local/index.ts'

const apiError = (code: CineqoApiError['code']) =>
  new CineqoApiError({ code, status: 422, detail: '', messages: { en: 'English', zh: '中文' }, language: 'en' })

test.each([
  [apiError('novel_binary'), 2],
  [apiError('payload_too_large'), 2],
  [apiError('network'), 5],
  [apiError('temporal_unavailable'), 5],
  [apiError('not_found'), 1],
  [new CineqoError('novel_empty'), 2],
  [new LocalServicesError('no Temporal'), 5],
  [new ConfigError(['PORT: wrong']), 1],
  [new Error('a bug'), 1],
  ['not even an error', 1],
])('%s ends with exit code %i', (error, exitCode) => {
  expect(problemOf(error, 'en').exitCode).toBe(exitCode)
})

test('what the API says is told in the language of the person', () => {
  expect(problemOf(apiError('not_found'), 'zh').detail).toBe('中文')
})

test('the stack of an error that nobody foresaw is kept for the report', () => {
  expect(problemOf(new Error('a bug'), 'en')).toMatchObject({
    title: 'Error: a bug',
    detail: expect.stringContaining('.ts'),
  })
})

test('only errors that the settings mend come with how these are changed', () => {
  expect(settingsAdvice('provider_key_wrong', 'en')).toContain('cineqo settings')
  expect(settingsAdvice('provider_busy', 'en')).toBe('')
})

test('help names every exit code', () => {
  const codes = exitCodeHelp('en')
    .match(/^ +\d+/gm)
    ?.map(Number)
  expect(codes).toEqual([0, 1, 2, 3, 4, 5, 130])
})
