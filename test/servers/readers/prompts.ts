/** Which task a question is, told by the prompt it begins with: servers that take no schema are not told its name. */
import type { Language } from '../../../src/contracts/text.ts'
import { languageSchema } from '../../../src/contracts/text.ts'
import { type PromptName, promptNames, promptOf } from '../../../src/providers/openai/prompts/prompts.ts'

export interface KnownTask {
  name: PromptName
  language: Language
}

/** Null for questions that are none of our analyst's. */
export function taskOfPrompt(system: string): KnownTask | null {
  for (const name of promptNames) {
    for (const language of languageSchema.options) {
      if (system.startsWith(promptOf(name, language).text)) return { name, language }
    }
  }
  return null
}
