/** Who answers the questions that come to the text server. */

/** A question as it came over the wire. */
export interface Question {
  model: string
  system: string
  /** All that the user's side said, joined by blank lines. */
  user: string
  /** The JSON schema of the answer, from `response_format` or from the words of the prompt; null where the answer is free text. */
  schema: unknown
  /** Its name; null where it is shown in words and none that is known. */
  task: string | null
}

export interface Reading {
  text: string
  /** Sent as `reasoning_content`, as servers of thinking models do. */
  reasoning?: string
}

export type Reader = (question: Question) => Promise<Reading>
