/** Finds the JSON in what a model wrote. Pure. */
import { jsonrepair } from 'jsonrepair'
import { storableText } from './storable-text.ts'

/** The value, or why there is none, in words that can be given back to the model. */
export type JsonAnswer = { isJson: true; value: unknown } | { isJson: false; reason: string }

/** Places in a text that are tried. */
const maxCandidates = 50

/**
 * Reads the object or list in an answer, whatever is around it: thoughts in tags, code fences, prose. Small faults are mended: single quotes, trailing
 * commas, line breaks and bare quotes in strings. What was cut off or left out with an ellipsis is not mended, since nobody knows what it was.
 */
export function readJsonAnswer(text: string): JsonAnswer {
  const answer = withoutThoughts(text).trim()
  const candidates = candidatesIn(answer)
  for (const candidate of candidates) {
    const value = parsed(candidate)
    if (isStructure(value)) return { isJson: true, value }
  }
  let reason = 'there is no JSON in it'
  for (const candidate of candidates) {
    const mended = mend(candidate)
    if (mended.isJson) return mended
    reason = mended.reason
  }
  return { isJson: false, reason }
}

/** Thoughts come in tags, or with a closing tag alone where the opening one was a part of the prompt. */
function withoutThoughts(text: string): string {
  const opened = /^\s*<(think|thinking|thought|reasoning)>/i.exec(text)
  if (opened) {
    const end = new RegExp(`</${opened[1]}>`, 'i').exec(text)
    return end ? text.slice(end.index + end[0].length) : ''
  }
  if (/^\s*(?:[{[]|```)/.test(text)) return text
  const closing = text.lastIndexOf('</think>')
  return closing < 0 ? text : text.slice(closing + '</think>'.length)
}

/** Parts of the answer that may be the JSON, the longest first. */
function candidatesIn(answer: string): string[] {
  const fenced = [...answer.matchAll(/```[\w-]*\s*\n?([\s\S]*?)```/g)].map(([, inside = '']) => inside.trim())
  const start = answer.search(/[{[]/)
  const end = Math.max(answer.lastIndexOf('}'), answer.lastIndexOf(']'))
  const fromFirstToLast = start >= 0 ? [answer.slice(start, end > start ? end + 1 : undefined)] : []
  return [...new Set([...fenced, ...balancedParts(answer), ...fromFirstToLast])]
    .filter((candidate) => /^[{[]/.test(candidate))
    .sort((a, b) => b.length - a.length)
    .slice(0, maxCandidates)
}

/** Objects and lists that end, one after the other. What is within one that does not end is none: it is a piece of a cut answer. */
function balancedParts(answer: string): string[] {
  const parts: string[] = []
  let depth = 0
  let start = 0
  let isInString = false
  for (let at = 0; at < answer.length; at++) {
    const character = answer[at]
    if (isInString) {
      if (character === '\\') at++
      else if (character === '"') isInString = false
    } else if (character === '"') isInString = depth > 0
    else if (character === '{' || character === '[') {
      if (depth === 0) start = at
      depth++
    } else if ((character === '}' || character === ']') && depth > 0) {
      depth--
      if (depth === 0) parts.push(answer.slice(start, at + 1))
    }
  }
  return parts
}

function parsed(candidate: string): unknown {
  try {
    // Escapes stand for what is in no text that can be stored.
    return JSON.parse(candidate, (_, value) => (typeof value === 'string' ? storableText(value) : value))
  } catch {
    return undefined
  }
}

function isStructure(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

/** Mends what is whole. The library closes what was cut off and drops ellipses, which shows in their number. */
function mend(candidate: string): JsonAnswer {
  let mended: string
  try {
    mended = jsonrepair(candidate)
  } catch (error) {
    return { isJson: false, reason: `it is not valid JSON: ${error instanceof Error ? error.message : error}` }
  }
  if (countOf(/[}\]]/g, mended) > countOf(/[}\]]/g, candidate)) {
    return { isJson: false, reason: 'it ends before the JSON does' }
  }
  if (countOf(/\.{3}|…/g, mended) < countOf(/\.{3}|…/g, candidate)) {
    return { isJson: false, reason: 'something is left out with "..."' }
  }
  const value = parsed(mended)
  return isStructure(value) ? { isJson: true, value } : { isJson: false, reason: 'it is not valid JSON' }
}

function countOf(pattern: RegExp, text: string): number {
  return text.match(pattern)?.length ?? 0
}
