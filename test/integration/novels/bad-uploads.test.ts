/** Uploads that are not right: refused, and nothing of them is kept. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newProject } from '../../support/jobs.ts'
import { everythingStored, expectRefusal, type RefusedRequest, raw, unknownId } from '../../support/refusals.ts'
import { openStack, type Stack } from '../../support/stack.ts'

const maxNovelBytes = 64 * 1024

let stack: Stack
let projectId: string
let stored: unknown

beforeAll(async () => {
  stack = await openStack({ maxNovelBytes })
  projectId = await newProject(stack)
  await stack.send('PUT', novel(), { json: { content: 'One.\n\nTwo.\n\nThree.' } })
  stored = await everythingStored(stack)
})
afterAll(() => stack.close())

const novel = () => `/api/projects/${projectId}/novel`
const file = (bytes: string | Uint8Array<ArrayBuffer>, field = 'file') => {
  const form = new FormData()
  form.set(field, new Blob([bytes]), 'novel.txt')
  return form
}
const bytes = (...values: number[]) => Uint8Array.from(values)

const cases: RefusedRequest[] = [
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
]

describe('an upload that is not right is refused with a registered code and stores nothing', () => {
  test.each(cases)('%s', async (_what, status, code, request) => {
    expectRefusal(await stack.send(...request()), status, code)
    expect(await everythingStored(stack)).toEqual(stored)
  })
})
