/** Results are stored with the version of their prompt, so a changed text needs a new one. */
import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { expect, it } from 'vitest'
import { languageSchema } from '../../../src/contracts/text.ts'
import { promptNames, promptOf } from '../../../src/providers/openai/prompts/prompts.ts'

/** By id, the beginning of the sha256 of the text. A changed text gets the next version here and in its file. */
const known: Record<string, string> = {
  'boundaries.zh@2': '74e9b3fc640d7715',
  'boundaries.en@2': '44d983e955c157ed',
  'script.zh@2': '76a56d27843765fc',
  'script.en@3': '71ba2eae94630da5',
  'people.zh@2': 'e5d010a4159cafb6',
  'people.en@2': 'b0b25c4bcb1267eb',
  'pair.zh@2': 'd31941b24174af98',
  'pair.en@2': '2619150ea0c5f3a5',
  'description.zh@2': '1ac4efc66d79a7c5',
  'description.en@2': 'd15f756708c795aa',
}

const prompts = promptNames.flatMap((name) => languageSchema.options.map((language) => promptOf(name, language)))

it.each(prompts)('$id is the text that its version stands for', ({ id, text }) => {
  expect(createHash('sha256').update(text).digest('hex').slice(0, 16)).toBe(known[id])
})

it('every file is the prompt of a task', () => {
  const files = readdirSync(new URL('../../../src/providers/openai/prompts', import.meta.url))
  const used = prompts.map(({ id }) => id.replace(/@\d+$/, '.md'))
  expect(files.filter((file) => file.endsWith('.md')).sort()).toEqual(used.sort())
})
