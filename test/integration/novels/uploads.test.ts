/** A novel as a file: every way it is sent, how it was read, the file as it came, and reading it again. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { novelSchema } from '../../../src/contracts/entities.ts'
import { newProject } from '../../support/jobs.ts'
import { openStack, type Stack } from '../../support/stack.ts'

const text = ['第一章 渡口', '林晓在渡口等船，手里握着一封信。', '第二章 对岸', '船靠了岸，没有人下来。'].join('\n')
const traditional = ['第一章 渡口', '她說這裡沒有別的東西，只有一條船，還有一個擺渡的老人。'.repeat(20)].join('\n')
const html = `<html><head><title>渡口</title></head><body><h1>第一章 渡口</h1><p>林晓在渡口等船。</p><h1>第二章 对岸</h1><p>没有人下来。</p></body></html>`

let stack: Stack
beforeAll(async () => {
  stack = await openStack()
})
afterAll(() => stack.close())

const put = (projectId: string, options: Parameters<Stack['send']>[2], query = '') =>
  stack.send('PUT', `/api/projects/${projectId}/novel${query}`, options)

function form(content: string | Uint8Array<ArrayBuffer>, name: string, encoding?: string): FormData {
  const data = new FormData()
  data.set('file', new Blob([content]), name)
  // Behind the file: it must be heard all the same.
  if (encoding) data.set('encoding', encoding)
  return data
}

async function download(projectId: string): Promise<{ headers: Headers; bytes: Buffer }> {
  const response = await fetch(`${stack.url}/api/projects/${projectId}/novel/original`)
  expect(response.status).toBe(200)
  return { headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) }
}

test.each([
  ['text', 'text/plain', text],
  ['html', 'text/html; charset=utf-8', html],
])('a body of %s is read as what it is, under the name in the address', async (format, type, content) => {
  const id = await newProject(stack)
  const answer = await put(
    id,
    { body: content, headers: { 'content-type': type } },
    `?fileName=${encodeURIComponent('渡口')}`,
  )
  expect(answer.status).toBe(201)
  expect(novelSchema.parse(answer.body)).toMatchObject({
    fileName: '渡口',
    chapters: 2,
    hasOriginal: true,
    report: { format, bytes: Buffer.byteLength(content) },
  })
})

test('the name may come as an attachment’s, and folders in it are taken off', async () => {
  const headers = {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="x.txt"; filename*=UTF-8''%E6%B8%A1%E5%8F%A3%2F..%2F%E4%BA%8C.txt`,
  }
  expect((await put(await newProject(stack), { body: text, headers })).body.fileName).toBe('二.txt')
})

test('Markdown is known by its media type alone', async () => {
  const body = '# 渡口\n\n*林晓*在渡口等船。\n'
  const asMarkdown = await put(await newProject(stack), { body, headers: { 'content-type': 'text/markdown' } })
  expect(asMarkdown.body).toMatchObject({ fileName: null, report: { format: 'markdown' } })
  const asText = await put(await newProject(stack), { body, headers: { 'content-type': 'text/plain' } })
  expect(asText.body.report.format).toBe('text')
})

test('an encoding that is chosen is the one that is used, as a field and in the address', async () => {
  const bytes = new Uint8Array(Buffer.from('Chapter 1\n\nCafé, naïve.\n', 'latin1'))
  const chosen = await put(await newProject(stack), { body: form(bytes, 'a.txt', 'windows-1252') })
  expect(chosen.body.report).toMatchObject({ encoding: 'windows-1252', encodingSource: 'chosen' })
  const body = { body: bytes, headers: { 'content-type': 'text/plain' } }
  const inAddress = await put(await newProject(stack), body, '?encoding=windows-1252')
  expect(inAddress.body.report).toMatchObject({ encoding: 'windows-1252', encodingSource: 'chosen' })
  expect(inAddress.body.sha256).toBe(chosen.body.sha256)
})

test('what is pasted says so, and can be downloaded as UTF-8', async () => {
  const id = await newProject(stack)
  const { body } = await put(id, { json: { content: text, fileName: '../渡口.txt' } })
  expect(body).toMatchObject({
    fileName: '渡口.txt',
    report: { format: 'text', encoding: 'utf-8', encodingSource: 'pasted' },
  })
  expect((await download(id)).bytes.toString()).toBe(text)
  const again = await stack.send('POST', `/api/projects/${id}/novel/reread`, { json: { encoding: 'big5' } })
  expect(again.body).toMatchObject({ code: 'invalid_request', errors: [{ path: 'encoding' }] })
})

test('the file comes back byte for byte, to be saved and never to be shown', async () => {
  const id = await newProject(stack)
  const bytes = new Uint8Array(Buffer.from(`\uFEFF${html}`, 'utf16le'))
  await put(id, { body: form(bytes, '渡口 "一".html') })
  const { headers, bytes: downloaded } = await download(id)
  expect(downloaded.equals(bytes)).toBe(true)
  expect(headers.get('content-type')).toBe('text/html; charset=utf-16le')
  expect(headers.get('content-disposition')).toMatch(
    /^attachment; filename=".*"; filename\*=UTF-8''%E6%B8%A1%E5%8F%A3%20%22/,
  )
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('content-security-policy')).toContain('sandbox')
})

test('a file that was read in the wrong encoding is read again in another, with no new upload', async () => {
  const id = await newProject(stack)
  const big5 = new Uint8Array(Buffer.from(await big5Of(traditional)))
  const wrong = (await put(id, { body: form(big5, 'a.txt', 'gb18030') })).body
  expect(wrong.report.encoding ?? wrong.code).not.toBe('big5')
  const right = await stack.send('POST', `/api/projects/${id}/novel/reread`, { json: { encoding: 'big5' } })
  expect(right.body).toMatchObject({ fileName: 'a.txt', report: { encoding: 'big5', encodingSource: 'chosen' } })
  expect((await stack.send('GET', `/api/projects/${id}/novel/text`)).body).toBe(traditional)
  expect((await download(id)).bytes.equals(big5)).toBe(true)
})

/** Node writes no Big5. Every character of the sample is looked for among the two-byte codes. */
async function big5Of(content: string): Promise<number[]> {
  const decoder = new TextDecoder('big5')
  const codes = new Map<string, number[]>()
  for (let lead = 0xa1; lead <= 0xf9; lead++) {
    for (const trail of [...range(0x40, 0x7e), ...range(0xa1, 0xfe)]) {
      const character = decoder.decode(new Uint8Array([lead, trail]))
      if (!codes.has(character)) codes.set(character, [lead, trail])
    }
  }
  return [...content].flatMap((character) => codes.get(character) ?? [character.charCodeAt(0)])
}

const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => first + i)

test('a novel whose file was not kept says so', async () => {
  const id = await newProject(stack)
  await put(id, { body: form(text, 'a.txt') })
  await stack.database.sql`UPDATE novel SET original_key = NULL WHERE project_id = ${id}`
  const again = await stack.send('POST', `/api/projects/${id}/novel/reread`, { json: { encoding: 'utf-8' } })
  expect(again.body.code).toBe('novel_original_missing')
  expect((await stack.send('GET', `/api/projects/${id}/novel/original`)).body.code).toBe('novel_original_missing')
})

test('the same text from another file keeps its row and takes the report and the file of the newest', async () => {
  const id = await newProject(stack)
  const first = (await put(id, { body: form(text, 'a.txt') })).body
  const bytes = new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'))
  const second = (await put(id, { body: form(bytes, 'b.txt') })).body
  expect(second).toMatchObject({ id: first.id, sha256: first.sha256, fileName: 'b.txt' })
  expect(second.report).toMatchObject({ encoding: 'utf-16le', encodingSource: 'byte_order_mark' })
  expect((await download(id)).bytes.equals(bytes)).toBe(true)
})

test.each([
  ['a chosen encoding that nobody knows', 400, 'invalid_request', () => ({ body: form(text, 'a.txt', 'latin-9') })],
  [
    'a chosen encoding that the file is not in',
    422,
    'novel_undecodable',
    () => ({
      body: form(new Uint8Array(Buffer.from('Grüße. '.repeat(50), 'latin1')), 'a.txt', 'utf-8'),
    }),
  ],
  [
    'a picture under the name of a novel',
    422,
    'novel_mislabelled',
    () => ({
      body: form(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]), 'a.docx'),
    }),
  ],
  [
    'half of an archive',
    422,
    'novel_damaged',
    () => ({
      body: form(new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0]), 'a.epub'),
    }),
  ],
  [
    'a body that is compressed on its way',
    415,
    'unsupported_media_type',
    () => ({
      body: text,
      headers: { 'content-type': 'text/plain', 'content-encoding': 'gzip' },
    }),
  ],
] as const)('%s is refused, and the novel of before stays', async (_what, status, code, options) => {
  const id = await newProject(stack)
  const before = (await put(id, { body: form(text, 'a.txt') })).body
  expect((await put(id, options())).body).toMatchObject({ status, code })
  expect((await stack.send('GET', `/api/projects/${id}/novel`)).body).toEqual(before)
})
