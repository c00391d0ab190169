import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newProject } from '../../support/jobs.ts'
import { everythingStored, expectRefusal, type RefusedRequest, raw, unknownId } from '../../support/refusals.ts'
import { openStack, type SendOptions, type Stack } from '../../support/stack.ts'

let stack: Stack
let projectId: string
let endedJobId: string
let stored: unknown

beforeAll(async () => {
  stack = await openStack()
  projectId = await newProject(stack)
  await stack.send('PUT', `/api/projects/${projectId}/novel`, { json: { content: 'One.\n\nTwo.\n\nThree.' } })
  const job = await stack.send('POST', '/api/jobs', { json: { type: 'novel_split', projectId } })
  endedJobId = job.body.id
  await stack.database.sql`UPDATE job SET status = 'completed' WHERE id = ${endedJobId}`
  await stack.send('POST', '/api/jobs', {
    json: { type: 'character_extraction', projectId },
    headers: { 'idempotency-key': 'used' },
  })
  stored = await everythingStored(stack)
})

afterAll(() => stack.close())

const bytes = (...values: number[]) => Uint8Array.from(values)
const notUtf8 = bytes(...Buffer.from('{"name":"'), 0xff, 0xfe, ...Buffer.from('"}'))
const start = (json: unknown): [string, string, SendOptions] => ['POST', '/api/jobs', { json }]
const split = (input: unknown) => start({ type: 'novel_split', projectId, input })

const cases: RefusedRequest[] = [
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
    expectRefusal(await stack.send(...request()), status, code)
    expect(await everythingStored(stack)).toEqual(stored)
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
