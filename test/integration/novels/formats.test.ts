/** The same story as a file of each format: through the API to the same text and chapters, and back as the file that it was. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mediaTypes, type NovelFormat } from '../../../src/contracts/novel-file.ts'
import { openStack, type Stack } from '../../support/stack.ts'
import { englishStory } from '../../unit/novel/formats/story.ts'
import { pack, writeEpub, writeHtml, writeMarkdown } from '../../unit/novel/formats/writers/markup.ts'
import { writeDocx } from '../../unit/novel/formats/writers/office.ts'
import { writeEnglishPdf } from '../../unit/novel/formats/writers/pdf.ts'

const story = englishStory
const titles = story.chapters.map(({ title }) => title)
const plain = [story.front, ...story.chapters.map(({ title, paragraphs }) => [title, ...paragraphs])]
  .flat()
  .join('\n\n')

const files: [NovelFormat, string, () => Promise<Uint8Array> | Uint8Array][] = [
  ['text', 'txt', () => Buffer.from(plain)],
  ['markdown', 'md', () => Buffer.from(writeMarkdown(story))],
  ['html', 'html', () => Buffer.from(writeHtml(story))],
  ['docx', 'docx', () => writeDocx(story)],
  ['epub', 'epub', () => writeEpub(story)],
  ['pdf', 'pdf', () => writeEnglishPdf(story)],
  ['zip', 'zip', () => pack({ 'story.txt': plain })],
]

let stack: Stack
beforeAll(async () => {
  stack = await openStack()
})
afterAll(() => stack.close())

test.each(files)('%s', async (format, ending, write) => {
  const bytes = new Uint8Array(await write())
  const { id } = (await stack.send('POST', '/api/projects', { json: { name: format } })).body
  const form = new FormData()
  form.set('file', new Blob([bytes]), `Die Fähre.${ending}`)
  const { status, body: novel } = await stack.send('PUT', `/api/projects/${id}/novel`, { body: form })
  expect(status, JSON.stringify(novel)).toBe(201)
  expect(novel).toMatchObject({
    language: 'en',
    fileName: `Die Fähre.${ending}`,
    report: { format, bytes: bytes.length },
  })
  const { items } = (await stack.send('GET', `/api/projects/${id}/chapters`)).body
  expect(items.map(({ title }: { title: string }) => title).filter(Boolean)).toEqual(titles)

  const original = await fetch(`${stack.url}/api/projects/${id}/novel/original`)
  expect(Buffer.from(await original.arrayBuffer()).equals(bytes)).toBe(true)
  expect(original.headers.get('content-type')?.split(';')[0]).toBe(mediaTypes[format][0])
  expect(original.headers.get('content-disposition')).toContain(`UTF-8''Die%20F%C3%A4hre.${ending}`)
})
