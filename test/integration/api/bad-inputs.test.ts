import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { errorCodes } from '../../../src/contracts/errors.ts'
import { openStack, type SendOptions, type Stack } from '../../support/stack.ts'

const maxNovelBytes = 64 * 1024
const unknownId = '01900000-0000-7000-8000-000000000000'

let stack: Stack
let projectId: string
let endedJobId: string
let stored: unknown

beforeAll(async () => {
  stack = await openStack({ maxNovelBytes })
  projectId = (await stack.send('POST', '/api/projects', { json: { name: 'A' } })).body.id
  await stack.send('PUT', `/api/projects/${projectId}/novel`, { json: { content: 'One.\n\nTwo.\n\nThree.' } })
  const job = await stack.send('POST', '/api/jobs', { json: { type: 'novel_split', projectId } })
  endedJobId = job.body.id
  await stack.database.sql`UPDATE job SET status = 'completed' WHERE id = ${endedJobId}`
  await stack.send('POST', '/api/jobs', {
    json: { type: 'character_extraction', projectId },
    headers: { 'idempotency-key': 'used' },
  })
  stored = await everythingStored()
})

afterAll(() => stack.close())

/** Counts of all tables and the names of all files. */
async function everythingStored() {
  const [counts] = await stack.database.sql`
    SELECT (SELECT count(*) FROM project) AS projects, (SELECT count(*) FROM novel) AS novels,
           (SELECT count(*) FROM chapter) AS chapters, (SELECT count(*) FROM job) AS jobs,
           (SELECT count(*) FROM job_item) AS items, (SELECT max(name) FROM project) AS name`
  const files = await readdir(stack.storageDirectory, { recursive: true })
  return { ...counts, files: files.sort() }
}

const file = (bytes: string | Uint8Array<ArrayBuffer>, field = 'file') => {
  const form = new FormData()
  form.set(field, new Blob([bytes]), 'novel.txt')
  return form
}
const raw = (body: string, type = 'application/json'): SendOptions => ({ body, headers: { 'content-type': type } })
const bytes = (...values: number[]) => Uint8Array.from(values)
const notUtf8 = bytes(...Buffer.from('{"name":"'), 0xff, 0xfe, ...Buffer.from('"}'))
const novel = () => `/api/projects/${projectId}/novel`
const start = (json: unknown): [string, string, SendOptions] => ['POST', '/api/jobs', { json }]
const split = (input: unknown) => start({ type: 'novel_split', projectId, input })

type Case = [what: string, status: number, code: string, request: () => [string, string, SendOptions?]]

const cases: Case[] = [
  ['a project without a body', 400, 'invalid_request', () => ['POST', '/api/projects']],
  ['a project without a name', 400, 'invalid_request', () => ['POST', '/api/projects', { json: {} }]],
  ['an empty name', 400, 'invalid_request', () => ['POST', '/api/projects', { json: { name: '' } }]],
  ['a name of spaces', 400, 'invalid_request', () => ['POST', '/api/projects', { json: { name: ' \n ' } }]],
  ['a number as name', 400, 'invalid_request', () => ['POST', '/api/projects', { json: { name: 7 } }]],
  [
    'a name of 201 letters',
    400,
    'invalid_request',
    () => ['POST', '/api/projects', { json: { name: 'x'.repeat(201) } }],
  ],
  ['a NUL in a name', 400, 'invalid_request', () => ['POST', '/api/projects', { json: { name: 'a\0b' } }]],
  ['half of a surrogate pair', 400, 'invalid_request', () => ['POST', '/api/projects', raw('{"name":"\\ud83d"}')]],
  [
    'an unknown language',
    400,
    'invalid_request',
    () => ['POST', '/api/projects', { json: { name: 'B', language: 'fr' } }],
  ],
  ['an unknown member', 400, 'invalid_request', () => ['POST', '/api/projects', { json: { name: 'B', owner: 'me' } }]],
  ['a list as body', 400, 'invalid_request', () => ['POST', '/api/projects', { json: [] }]],
  ['a bare string as body', 400, 'malformed_json', () => ['POST', '/api/projects', raw('"name"')]],
  [
    'JSON that is not UTF-8',
    400,
    'malformed_json',
    () => ['POST', '/api/projects', { body: notUtf8, headers: { 'content-type': 'application/json' } }],
  ],
  [
    'a form whose header never ends',
    400,
    'invalid_request',
    () => [
      'PUT',
      novel(),
      raw(
        `--x\r\nContent-Disposition: form-data; name="file"; filename="${'a'.repeat(4_000_000)}"\r\n\r\nA.\r\n--x--\r\n`,
        'multipart/form-data; boundary=x',
      ),
    ],
  ],
  ['JSON that is cut', 400, 'malformed_json', () => ['POST', '/api/projects', raw('{"name":"B"')]],
  [
    'a form instead of JSON',
    415,
    'unsupported_media_type',
    () => ['POST', '/api/projects', raw('name=B', 'application/x-www-form-urlencoded')],
  ],
  [
    'a body of 2 MB',
    413,
    'payload_too_large',
    () => ['POST', '/api/projects', { json: { name: 'x'.repeat(2_000_000) } }],
  ],
  [
    'a change of an unknown project',
    404,
    'not_found',
    () => ['PATCH', `/api/projects/${unknownId}`, { json: { name: 'B' } }],
  ],
  [
    'a change to an unknown ratio',
    400,
    'invalid_request',
    () => ['PATCH', `/api/projects/${projectId}`, { json: { aspectRatio: '2:1' } }],
  ],
  ['an unknown project', 404, 'not_found', () => ['GET', `/api/projects/${unknownId}`]],
  ['a project id that is no id', 404, 'not_found', () => ['GET', '/api/projects/1']],
  ['an id with a NUL', 404, 'not_found', () => ['GET', '/api/projects/%00']],
  ['a path that is not encoded well', 400, 'invalid_request', () => ['GET', '/api/projects/%E0%A4%A']],
  ['a limit of zero', 400, 'invalid_request', () => ['GET', '/api/projects?limit=0']],
  ['a cursor that is none', 400, 'invalid_request', () => ['GET', '/api/projects?cursor=abc']],
  ['deleting a project with a live job', 409, 'job_live', () => ['DELETE', `/api/projects/${projectId}`]],
  ['an empty novel', 422, 'novel_empty', () => ['PUT', novel(), { json: { content: '' } }]],
  ['a novel of white space', 422, 'novel_empty', () => ['PUT', novel(), { json: { content: ' \n\u3000\n' } }]],
  ['a novel that is a number', 400, 'invalid_request', () => ['PUT', novel(), { json: { content: 5 } }]],
  ['a novel with a NUL', 400, 'invalid_request', () => ['PUT', novel(), { json: { content: 'a\0b' } }]],
  [
    'a novel with half a character',
    422,
    'novel_half_characters',
    () => ['PUT', novel(), raw('{"content":"a\\ud83d"}')],
  ],
  ['a novel without content', 400, 'invalid_request', () => ['PUT', novel(), { json: { fileName: 'a.txt' } }]],
  ['a novel in cut JSON', 400, 'malformed_json', () => ['PUT', novel(), raw('{"content":"x')]],
  ['a novel without a content type', 415, 'unsupported_media_type', () => ['PUT', novel(), { body: bytes(65, 66) }]],
  ['a novel as an image', 415, 'unsupported_media_type', () => ['PUT', novel(), raw('x', 'image/png')]],
  [
    'a picture as text',
    422,
    'novel_binary',
    () => [
      'PUT',
      novel(),
      { body: bytes(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0), headers: { 'content-type': 'text/plain' } },
    ],
  ],
  ['a PDF that is cut', 422, 'novel_damaged', () => ['PUT', novel(), { body: file('%PDF-1.7\n%abc') }]],
  [
    'bytes in no known encoding',
    422,
    'novel_encoding_unknown',
    () => ['PUT', novel(), { body: file(bytes(0x41, 0x81, 0xff, 0x81, 0xff, 0x8d, 0xff, 0x0a)) }],
  ],
  [
    'damaged UTF-8',
    422,
    'novel_undecodable',
    () => ['PUT', novel(), { body: file(Uint8Array.from([...Buffer.from('第一章 开始'.repeat(20)), 0xff, 0x20])) }],
  ],
  ['an empty file', 422, 'novel_empty', () => ['PUT', novel(), { body: file('') }]],
  ['a form without the file', 400, 'invalid_request', () => ['PUT', novel(), { body: file('text', 'novel') }]],
  ['a form without a boundary', 400, 'invalid_request', () => ['PUT', novel(), raw('x', 'multipart/form-data')]],
  [
    'a form that is cut',
    400,
    'invalid_request',
    () => [
      'PUT',
      novel(),
      raw(
        '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc',
        'multipart/form-data; boundary=b',
      ),
    ],
  ],
  [
    'a novel that is too large as text',
    413,
    'payload_too_large',
    () => ['PUT', novel(), raw('x'.repeat(maxNovelBytes + 1), 'text/plain')],
  ],
  [
    'a novel that is too large as JSON',
    413,
    'payload_too_large',
    () => ['PUT', novel(), { json: { content: 'x'.repeat(maxNovelBytes + 1) } }],
  ],
  [
    'a novel that is too large as a file',
    413,
    'payload_too_large',
    () => ['PUT', novel(), { body: file('x'.repeat(maxNovelBytes + 1)) }],
  ],
  [
    'a novel that is far too large',
    413,
    'payload_too_large',
    () => ['PUT', novel(), raw('x'.repeat(8 * 1024 * 1024), 'text/plain')],
  ],
  [
    'a novel for an unknown project',
    404,
    'not_found',
    () => ['PUT', `/api/projects/${unknownId}/novel`, { json: { content: 'x' } }],
  ],
  ['a job of an unknown type', 400, 'invalid_request', () => start({ type: 'film', projectId })],
  ['a job without a project', 400, 'invalid_request', () => start({ type: 'novel_split' })],
  [
    'a job for a project id that is no id',
    400,
    'invalid_request',
    () => start({ type: 'novel_split', projectId: 'p' }),
  ],
  ['a job for an unknown project', 404, 'not_found', () => start({ type: 'novel_split', projectId: unknownId })],
  ['a split without the number it needs', 422, 'episodes_required', () => split({ mode: 'count' })],
  ['more episodes than paragraphs', 422, 'novel_too_few_paragraphs', () => split({ mode: 'count', maxEpisodes: 50 })],
  ['a negative number of episodes', 400, 'invalid_request', () => split({ maxEpisodes: -1 })],
  ['half an episode', 400, 'invalid_request', () => split({ maxEpisodes: 1.5 })],
  ['endlessly many episodes', 400, 'invalid_request', () => split({ maxEpisodes: 1e9 })],
  ['an unknown option', 400, 'invalid_request', () => split({ episodes: 3 })],
  [
    'an unknown character',
    404,
    'not_found',
    () => start({ type: 'character_image_generation', projectId, input: { characterId: unknownId } }),
  ],
  [
    'no characters at all',
    400,
    'invalid_request',
    () => start({ type: 'batch_image_generation', projectId, input: { characterIds: [] } }),
  ],
  [
    'input nested without end',
    400,
    'invalid_request',
    () => [
      'POST',
      '/api/jobs',
      raw(`{"type":"novel_split","projectId":"${projectId}","input":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`),
    ],
  ],
  [
    'a second job of the same kind',
    409,
    'job_running_already',
    () => start({ type: 'character_extraction', projectId }),
  ],
  ['a whole beside its part', 409, 'job_running_already', () => start({ type: 'adaptation', projectId })],
  [
    'an idempotency key of another request',
    409,
    'idempotency_key_reused',
    () => ['POST', '/api/jobs', { json: { type: 'novel_split', projectId }, headers: { 'idempotency-key': 'used' } }],
  ],
  [
    'an idempotency key with spaces',
    400,
    'invalid_request',
    () => ['POST', '/api/jobs', { json: { type: 'novel_split', projectId }, headers: { 'idempotency-key': 'a b' } }],
  ],
  ['an unknown status in a filter', 400, 'invalid_request', () => ['GET', '/api/jobs?status=pending,done']],
  ['an unknown filter', 400, 'invalid_request', () => ['GET', '/api/jobs?state=pending']],
  ['an unknown job', 404, 'not_found', () => ['GET', `/api/jobs/${unknownId}`]],
  ['items of an unknown job', 404, 'not_found', () => ['GET', `/api/jobs/${unknownId}/items`]],
  ['cancelling an unknown job', 404, 'not_found', () => ['POST', `/api/jobs/${unknownId}/cancel`]],
  ['retrying a completed job', 409, 'job_not_retryable', () => ['POST', `/api/jobs/${endedJobId}/retry`]],
  ['deleting an unknown job', 404, 'not_found', () => ['DELETE', `/api/jobs/${unknownId}`]],
  ['an unknown episode', 404, 'not_found', () => ['GET', `/api/episodes/${unknownId}`]],
  ['an unknown character page', 404, 'not_found', () => ['GET', '/api/characters/x']],
  ['an unknown picture', 404, 'not_found', () => ['GET', `/api/images/${unknownId}/file`]],
  ['an unknown address', 404, 'route_not_found', () => ['GET', '/api/films']],
  ['a method that is not there', 405, 'method_not_allowed', () => ['DELETE', '/api/projects']],
  ['a write to the stream', 405, 'method_not_allowed', () => ['POST', '/api/stream']],
]

describe('a request that is not right is refused with a registered code and stores nothing', () => {
  test.each(cases)('%s', async (_what, status, code, request) => {
    const answer = await stack.send(...request())
    expect(answer.body).toMatchObject({ status, code })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toMatch('application/problem+json')
    expect(errorCodes).toContain(answer.body.code)
    expect(answer.body.message.en).not.toMatch(/\{\w+\}/)
    expect(answer.body.message.zh).toBeTruthy()
    expect(answer.body.requestId).toBe(answer.headers.get('x-request-id'))
    expect(await everythingStored()).toEqual(stored)
  })
})

test('405 says what is possible', async () => {
  const answer = await stack.send('DELETE', '/api/projects')
  expect(answer.headers.get('allow')).toBe('GET, HEAD, POST')
})

test('every issue of a body is listed', async () => {
  const answer = await stack.send('POST', '/api/projects', { json: { name: '', language: 'fr' } })
  expect(answer.body.errors).toHaveLength(2)
  expect(answer.body.errors.map(({ path }: { path: string }) => path)).toEqual(['name', 'language'])
})
