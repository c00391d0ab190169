/** Sentences of a paragraph, in both languages. */

/** ．is the full stop of some old conversions; between digits it is a decimal point. */
const CHINESE_SENTENCE = /(?:[^。！？!?…．]|．(?=\d))*(?:[。！？!?…．]+[”"’』」）)]*|$)/g
const ENGLISH_END = /[.!?]+["”’')\]]*(?=\s|$)/g
/** Abbreviations that end in a full stop without ending a sentence. */
const ABBREVIATION = /(?:^|[\s"“(])(?:Mr|Mrs|Ms|Dr|St|Jr|Sr|Prof|Capt|Col|Gen|Lt|Rev|Hon|Esq|No|vol|etc|[A-Z])\.$/

/** Splits a paragraph. Joined, the sentences are the paragraph but for the white space between them. */
export function sentencesOf(paragraph: string): string[] {
  const chinese = /[\u3400-\u9fff]/.test(paragraph)
  const pieces = chinese ? (paragraph.match(CHINESE_SENTENCE) ?? []) : englishSentences(paragraph)
  return pieces.map((piece) => piece.trim()).filter((piece) => piece !== '')
}

function englishSentences(paragraph: string): string[] {
  const pieces: string[] = []
  let start = 0
  for (const match of paragraph.matchAll(ENGLISH_END)) {
    const end = match.index + match[0].length
    const piece = paragraph.slice(start, end)
    const next = paragraph.slice(end).trimStart().charAt(0)
    // A small letter after the quote goes on with the sentence: "Who is it?" she asked.
    if (ABBREVIATION.test(piece.slice(-8)) || /\p{Ll}/u.test(next)) continue
    pieces.push(piece)
    start = end
  }
  pieces.push(paragraph.slice(start))
  return pieces
}
