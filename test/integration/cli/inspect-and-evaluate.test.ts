/** `cineqo inspect` and `cineqo evaluate`: they read files and need no service. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Commands } from './command.ts'

const chinese = [
  '第一卷 渡口',
  '第一章 夜渡',
  '　　沈禾推开门，问道：“有人吗？”',
  '　　“没有人。”阿桃说道，“你走吧。”',
  '第二章 天明',
  '　　沈禾道：“我不走。”阿桃笑道：“那你坐。”',
  '　　沈禾坐下，说道：“天亮了。”阿桃答道：“亮了。”',
].join('\n')
const english = Array.from(
  { length: 60 },
  (_, i) => `CHAPTER ${i + 1}\n\n"Is the gate shut?" asked Ada Finch.\n\n"It is," said Mr. Wren to Ada.\n`,
).join('\n')

let commands: Commands
beforeAll(() => {
  // No server may be started or looked for: these addresses answer nothing.
  commands = new Commands({
    DATABASE_URL: 'postgres://127.0.0.1:9/none',
    TEMPORAL_ADDRESS: '127.0.0.1:9',
    MAX_NOVEL_MEGABYTES: '0.1',
  })
  const { folder } = commands
  writeFileSync(join(folder, 'ferry.txt'), chinese)
  writeFileSync(join(folder, 'gates.txt'), english)
  writeFileSync(join(folder, 'ferry.utf16.txt'), Buffer.from(chinese, 'utf16le'))
  writeFileSync(join(folder, 'empty.txt'), '  \n\n')
  writeFileSync(join(folder, 'large.txt'), 'x'.repeat(200_000))
  const gold = {
    language: 'zh',
    chapters: { titles: ['第一章 夜渡', '第二章 天明'], lines: [1, 4] },
    characters: [
      { name: '沈禾', aliases: [], category: 'major' },
      { name: '阿桃', aliases: [], category: 'intermediate' },
    ],
  }
  mkdirSync(join(folder, 'books/zh'), { recursive: true })
  writeFileSync(join(folder, 'books/zh/ferry.txt'), chinese)
  writeFileSync(join(folder, 'books/zh/ferry.gold.json'), JSON.stringify(gold))
  writeFileSync(
    join(folder, 'books/headings.jsonl'),
    `${JSON.stringify({ text: chinese, headings: [0, 1, 4], note: 'zh: a volume' })}\n`,
  )
  mkdirSync(join(folder, 'none'))
  mkdirSync(join(folder, 'broken'))
  writeFileSync(join(folder, 'broken/a.txt'), chinese)
  writeFileSync(join(folder, 'broken/a.gold.json'), '{"language":"zh"}')
})
afterAll(() => commands.remove())

test('inspect --json prints all of what was read, in the form that scorers read', async () => {
  const { code, stdout, stderr } = await commands.run('inspect', 'ferry.txt', '--json')
  expect(stderr).toBe('')
  expect(code).toBe(0)
  const { paragraphs, chapters, episodes, characters, ...rest } = JSON.parse(stdout)
  expect(rest).toMatchObject({
    fileName: 'ferry.txt',
    format: 'text',
    encoding: 'utf-8',
    bytes: Buffer.byteLength(chinese),
    novel: { language: 'zh', paragraphs: 7 },
    frontMatter: { startParagraph: 0, endParagraph: 1 },
  })
  expect(paragraphs.join('')).toBe(chinese.replace(/\s/g, '').replace('第一卷', '第一卷 ').replaceAll('章', '章 '))
  expect(chapters).toMatchObject([
    { title: '第一章 夜渡', volume: '第一卷 渡口', startParagraph: 1 },
    { title: '第二章 天明', volume: '第一卷 渡口', startParagraph: 4 },
  ])
  expect(episodes).toMatchObject([{ startParagraph: 0, endParagraph: 7 }])
  expect(characters.map(({ name }: { name: string }) => name).sort()).toEqual(['沈禾', '阿桃'].sort())
})

test('inspect tells a person the same in lines of 80 columns, long lists cut', async () => {
  const { code, stdout } = await commands.run('inspect', 'gates.txt')
  expect(code).toBe(0)
  expect(stdout).toMatch(/Chapters: 60\n +1 {2}CHAPTER 1 /)
  expect(stdout).toMatch(/… and 20 more/)
  expect(stdout).toMatch(/Ada Finch .*also Ada/)
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
})

test('inspect reads in the encoding that is asked for', async () => {
  const { stdout } = await commands.run('inspect', 'ferry.utf16.txt', '--encoding', 'utf-16le', '--no-people', '--json')
  expect(JSON.parse(stdout)).toMatchObject({ encoding: 'utf-16le', encodingSource: 'chosen', characters: null })
  const wrong = await commands.run('inspect', 'ferry.txt', '--encoding', 'latin9')
  expect(wrong.stderr).toMatch(/--encoding must be one of utf-8, /)
  expect(wrong.code).toBe(1)
})

test.each([
  ['missing.txt', 'file_missing'],
  ['empty.txt', 'novel_empty'],
  ['large.txt', 'file_too_large'],
])('inspect %s ends with exit code 2 and the code %s', async (file, problem) => {
  const { code, stdout, stderr } = await commands.run('inspect', file, '--json')
  expect(JSON.parse(stderr)).toMatchObject({ code: problem, exitCode: 2 })
  expect(stdout).toBe('')
  expect(code).toBe(2)
})

test('evaluate prints the figures of a folder', async () => {
  const { code, stdout, stderr } = await commands.run('evaluate', 'books')
  expect(stderr).toBe('')
  expect(code).toBe(0)
  expect(stdout).toMatch(/^Cast, Chinese +major +\+interm/)
  expect(stdout).toMatch(/^ {2}ferry +1\.00 +1\.00 +1\.00 +1\.00 +0 +0 /m)
  expect(stdout).toMatch(/^mean of 1 +1\.00/m)
  expect(stdout).toMatch(/^by counting names +/m)
  expect(stdout).toMatch(/^ {2}ferry +2\/2 +1\.00 +1\.00 +1\.00 +whole +1 /m)
  expect(stdout).toMatch(/1 of 1 cases right, precision 1\.00, recall 1\.00/)
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
})

test('evaluate --json prints every figure, also of a folder with the books themselves', async () => {
  const { stdout } = await commands.run('evaluate', 'books/zh', '--json')
  const { means, books, headings } = JSON.parse(stdout)
  expect(means).toMatchObject([{ language: 'zh', books: 1, cast: { major: 1, duplicates: 0 } }])
  expect(books).toMatchObject([{ name: 'ferry', tilingProblems: [], chapters: { recall: 1 }, cast: { merged: [] } }])
  expect(headings).toBeNull()
})

test.each([
  [['none'], /no NAME\.txt with a NAME\.gold\.json in none/],
  [['books', '--language', 'en'], /no NAME\.txt/],
  [['nowhere'], /no NAME\.txt/],
  [['broken'], /broken\/a\.gold\.json is not valid: .*characters/s],
])('evaluate %j says what is missing', async (args, words) => {
  const { code, stdout, stderr } = await commands.run('evaluate', ...args)
  expect(stderr).toMatch(words)
  expect(stdout).toBe('')
  expect(code).toBe(2)
})
