/** The prompts: one Markdown file for each task and language, with its version in front. Read once. */
import { readFileSync } from 'node:fs'
import type { Language } from '../../../contracts/text.ts'

export const promptNames = ['boundaries', 'script', 'people', 'pair', 'description'] as const
export type PromptName = (typeof promptNames)[number]

export interface Prompt {
  name: PromptName
  /** Name, language and version, stored with each result: `people.zh@3`. */
  id: string
  text: string
}

const kept = new Map<string, Prompt>()

/** The prompt of a task for novels in a language. */
export function promptOf(name: PromptName, language: Language): Prompt {
  const file = `${name}.${language}`
  let prompt = kept.get(file)
  if (!prompt) {
    const [, version, text] =
      /^---\nversion: (\d+)\n---\n([\s\S]+)$/.exec(readFileSync(new URL(`./${file}.md`, import.meta.url), 'utf8')) ?? []
    if (!version || !text) throw new Error(`The prompt ${file} has no version in front.`)
    prompt = { name, id: `${file}@${version}`, text: text.trim() }
    kept.set(file, prompt)
  }
  return prompt
}
