/** Where people are talking: a cut between two speeches of one exchange tears it. */

/** A speech counts as the end or the beginning of a paragraph when so few characters, at most, stand behind or before it. */
const MAX_CUE = { chinese: 16, latin: 40 }
const OPENING = /[“「『"]/
const CLOSING = /[”」』"]/

/** Whether the paragraph answers what was said right before it. */
export function goesOnTalking(before: string | undefined, paragraph: string): boolean {
  return before !== undefined && endsWithSpeech(before) && beginsWithSpeech(paragraph)
}

/** Whether the last thing in a paragraph is somebody's words: “…” or “…” said she. */
export function endsWithSpeech(paragraph: string): boolean {
  return CLOSING.test(paragraph.slice(-cueLength(paragraph)))
}

/** Whether the first thing in a paragraph is somebody's words: “…” or She said, “…”. */
export function beginsWithSpeech(paragraph: string): boolean {
  return OPENING.test(paragraph.slice(0, cueLength(paragraph)))
}

function cueLength(paragraph: string): number {
  return /[\u3400-\u9fff]/.test(paragraph.slice(0, 200)) ? MAX_CUE.chinese : MAX_CUE.latin
}
