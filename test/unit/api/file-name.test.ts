import { expect, test } from 'vitest'
import { cleanFileName, dispositionFileName } from '../../../src/api/reading/file-name.ts'

test.each([
  ['novel.txt', 'novel.txt'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\me\\小说.txt', '小说.txt'],
  ['a\0b\r\nc.txt', 'abc.txt'],
  ['\u202egpj.exe.txt', 'gpj.exe.txt'],
  ['half \ud83d.txt', 'half .txt'],
  ['  ', null],
  ['folder/', null],
  [undefined, null],
])('%j is shown as %j', (name, shown) => {
  expect(cleanFileName(name)).toBe(shown)
})

test('a long name keeps its ending, and no half of a character', () => {
  const name = cleanFileName(`${'😀'.repeat(200)}.txt`)
  expect(name?.length).toBeLessThanOrEqual(255)
  expect(name).toMatch(/^(😀)+\.txt$/u)
})

test.each([
  [undefined, null],
  ['attachment', null],
  ['attachment; filename=a.txt', 'a.txt'],
  ['attachment; filename="a \\"b\\".txt"', 'a "b".txt'],
  [`attachment; filename="x.txt"; filename*=UTF-8''%E5%B0%8F%E8%AF%B4.txt`, '小说.txt'],
  [`attachment; filename*=utf-8'zh'%E5%B0%8F.txt; filename="x.txt"`, '小.txt'],
  [`attachment; filename="x.txt"; filename*=UTF-8''%E5%`, 'x.txt'],
])('the name in %j is %j', (header, name) => {
  expect(dispositionFileName(header)).toBe(name)
})
