import { expect, test } from 'vitest'
import { toCineqoError, toProblem } from '../../../src/api/problem.ts'
import { CineqoError, errorCodes, errorRegistry } from '../../../src/contracts/errors.ts'
import { NovelError, type NovelErrorCode } from '../../../src/novel/novel-error.ts'

const request = { path: '/api/x', requestId: 'r' }

test('every registered code makes a problem with its status', () => {
  for (const code of errorCodes) {
    const problem = toProblem(new CineqoError(code), request)
    expect(problem).toMatchObject({ code, status: errorRegistry[code].status, type: `urn:cineqo:problem:${code}` })
  }
})

test('what is not an error of ours says nothing of itself', () => {
  const text = JSON.stringify(toProblem(toCineqoError(new Error('password=secret')), request))
  expect(text).toContain('"internal"')
  expect(text).toContain('Quote r when')
  expect(text).not.toContain('secret')
  expect(text).not.toContain('.ts:')
})

test('the database being away is 503, a wrong statement is not', () => {
  const wrapped = (code: string) => new Error('Failed query', { cause: Object.assign(new Error(code), { code }) })
  expect(toCineqoError(wrapped('ECONNREFUSED')).code).toBe('database_unavailable')
  expect(toCineqoError(wrapped('57P01')).code).toBe('database_unavailable')
  expect(toCineqoError(wrapped('42703')).code).toBe('internal')
})

test('errors of reading a novel become sentences without gaps', () => {
  const params: [NovelErrorCode, Record<string, string | number>][] = [
    ['novel_empty', {}],
    ['novel_binary', { format: 'pdf' }],
    ['novel_binary', {}],
    ['novel_undecodable', { encoding: 'utf-8', offset: 7 }],
    ['novel_undecodable', { encoding: 'utf-16le' }],
    ['novel_undecodable', {}],
  ]
  for (const [code, given] of params) {
    const { message } = toProblem(toCineqoError(new NovelError(code, given)), request)
    expect(`${message.en} ${message.zh}`).not.toMatch(/\{\w+\}/)
  }
})

test('a missing thing is named in both languages', () => {
  const { message } = toProblem(new CineqoError('not_found', { what: 'job' }), request)
  expect(message).toEqual({ en: 'There is no such job.', zh: '找不到该任务。' })
})
