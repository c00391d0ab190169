/** Cues: the words around a speech that say who speaks, and how. */
import { eachMention } from '../../novel/mentions.ts'

export interface Cue {
  speaker: string | null
  /** The rest of the cue: rubbing his hands. */
  manner: string | null
}

/**
 * Splits what stands between two speeches. `spoken` are the words right before the gap, null where there are none; `beforeSpeech` says
 * whether a speech follows; `names` are the people of the passage.
 */
export type CutCues = (
  gap: string,
  sides: { spoken: string | null; beforeSpeech: boolean },
  names: readonly string[],
) => { behind: Cue | null; action: string; before: Cue | null }

/** The first of the names in the words. */
export function firstName(text: string, names: readonly string[]): string | null {
  for (const { name } of eachMention([text], names)) return name
  return null
}

/** What is left when the cues are cut off, if it says anything. */
export function actionOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '').length >= 2 ? text.trim() : ''
}
