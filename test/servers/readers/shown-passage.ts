/** Reads out of a question what it shows of the novel: the lines between two marker lines, of which some have a number. */
import type { Paragraph } from '../../../src/contracts/text.ts'

export interface ShownPassage {
  /** Every line, numbered from 0 in the order of the question. */
  lines: Paragraph[]
  /** The number that the question has for a line: its own, or that of the nearest line before it. */
  numberOf(line: number): number
  /** The number of the line itself; undefined where it has none. */
  ownNumberOf(line: number): number | undefined
}

const marked = /^=== (\w+)\n([\s\S]*?)\n=== \1$/gm

/** The passages of a question, in its order. */
export function passagesIn(user: string): ShownPassage[] {
  return [...user.matchAll(marked)].map(([, , text = '']) => passageOf(text))
}

function passageOf(text: string): ShownPassage {
  const own = new Map<number, number>()
  const before: number[] = []
  const lines = text.split('\n').map((line, index) => {
    const [, number, rest] = /^(\d+)\|(.*)$/.exec(line) ?? []
    if (number !== undefined) own.set(index, Number(number))
    before.push(own.get(index) ?? before[index - 1] ?? 0)
    return { number: index, text: rest ?? line }
  })
  return { lines, numberOf: (line) => before[line] ?? 0, ownNumberOf: (line) => own.get(line) }
}
