/** Makes novels of any length out of the paragraphs of the sample novels. The same arguments give the same text. */
import { readFileSync } from 'node:fs'
import type { Language } from '../../src/contracts/text.ts'

const samples: Record<Language, URL> = {
  zh: new URL('../../samples/zh/san-dian-shi-qi-fen.txt', import.meta.url),
  en: new URL('../../samples/en/the-borrowed-heir.txt', import.meta.url),
}
/** As chapters of web novels and of English novels are. */
const chapterCharacters: Record<Language, number> = { zh: 3_000, en: 15_000 }
/** Where lines of old text files end. */
const wrapColumns = 72

/**
 * A novel of about `characters` UTF-16 units. Chinese paragraphs are lines that begin with two full-width spaces, as web novels have them;
 * English ones are wrapped and parted by blank lines.
 */
export function generateNovel(language: Language, characters: number): string {
  const paragraphs = sampleParagraphs(language)
  const random = randomNumbers(characters)
  const lines: string[] = []
  let length = 0
  let chapterEnd = 0
  for (let chapter = 1; length < characters; ) {
    if (length >= chapterEnd) {
      chapterEnd = length + chapterCharacters[language]
      lines.push('', language === 'zh' ? `第${chapter}章 夜渡` : `CHAPTER ${chapter}`, '')
      chapter++
    }
    const paragraph = paragraphs[Math.floor(random() * paragraphs.length)] as string
    lines.push(...(language === 'zh' ? [`　　${paragraph}`] : [...wrapped(paragraph), '']))
    length += paragraph.length
  }
  return lines.join('\n')
}

function sampleParagraphs(language: Language): string[] {
  const lines = readFileSync(samples[language], 'utf8').split('\n')
  return lines.map((line) => line.trim()).filter((line) => line !== '' && !/^(?:第.{1,3}章 |Chapter \w+:)/.test(line))
}

function wrapped(paragraph: string): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of paragraph.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > wrapColumns) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

/** Numbers from 0 to 1 (mulberry32), always the same for one seed. */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
