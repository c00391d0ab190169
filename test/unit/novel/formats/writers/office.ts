/** A story as a Word document, written by the `docx` package. */
import { Document, HeadingLevel, Packer, Paragraph, TextRun } from 'docx'
import type { Story } from '../story.ts'

export async function writeDocx(story: Story): Promise<Buffer> {
  // Each paragraph has several runs, as Word writes them.
  const text = (words: string) => new Paragraph({ children: runsOf(words) })
  const heading = (words: string) => new Paragraph({ text: words, heading: HeadingLevel.HEADING_1 })
  const children = [
    ...story.front.map(text),
    ...story.chapters.flatMap(({ title, paragraphs }) => [heading(title), ...paragraphs.map(text)]),
  ]
  return Packer.toBuffer(new Document({ sections: [{ children }] }))
}

function runsOf(words: string): TextRun[] {
  const middle = Math.floor(words.length / 2)
  return [new TextRun(words.slice(0, middle)), new TextRun({ text: words.slice(middle), italics: true })]
}
