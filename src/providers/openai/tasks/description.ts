/** Who a character is and what they look like, asked of a model. What the text does not say is marked as invented. */
import { z } from 'zod'
import type { CharacterDescription, LookDescription } from '../../../contracts/text.ts'
import type { CharacterFacts } from '../../analyst.ts'
import { countTokens } from '../../tokens.ts'
import type { Checked, Task } from './ask-checked.ts'
import { isInLanguage } from './checks.ts'
import { reasonIn } from './reasons.ts'
import { showNumbered } from './shown-text.ts'

const answerSchema = z.object({
  role: z.string(),
  description: z.string(),
  appearance: z.string(),
  prompt: z.string(),
  invented: z.array(z.string()),
  looks: z.array(z.object({ name: z.string(), prompt: z.string(), appearance: z.string(), paragraph: z.int() })),
})
type Answer = z.infer<typeof answerSchema>

const answerTokens = 2000
const longest = { role: 200, description: 1500, appearance: 1500, prompt: 1500 } as const
const longestInvented = 200
const mostInvented = 20
const longestLookName = 60
const mostLooks = 6

/** `mostTokens`: of the passages; those beyond are left out, the later ones first. */
export function descriptionTask(facts: CharacterFacts, mostTokens: number): Task<Answer, CharacterDescription> {
  const { language, name, aliases } = facts
  const passages = fitting(facts.passages, mostTokens)
  const shown = showNumbered(passages, { opening: new Set(passages.map(({ number }) => number)) })
  const importance = language === 'zh' ? { main: '主角', supporting: '配角', minor: '次要人物' } : null
  const who = [
    [name, ...aliases].join(' = '),
    importance?.[facts.importance] ?? facts.importance,
    ...[facts.gender, facts.age].filter((fact) => fact !== null),
  ]
  return {
    name: 'description',
    language,
    subject: name,
    user: `${who.join(', ')}\n\n${shown.text}`,
    schema: answerSchema,
    maxOutputTokens: answerTokens,
    temperature: 0.4,
    check: (answer) => checkDescription(answer, facts, shown.numbers),
  }
}

function fitting(passages: CharacterFacts['passages'], mostTokens: number): CharacterFacts['passages'] {
  let tokens = 0
  const last = passages.findIndex(({ text }) => {
    tokens += countTokens(text) + 3
    return tokens > mostTokens
  })
  return last < 0 ? passages : passages.slice(0, Math.max(1, last))
}

function checkDescription(
  answer: Answer,
  { language }: CharacterFacts,
  numbers: ReadonlyMap<number, number>,
): Checked<CharacterDescription> {
  for (const part of ['role', 'description', 'appearance', 'prompt'] as const) {
    const text = answer[part].trim()
    if (text === '') return { reason: reasonIn(language, 'empty', { what: part }) }
    if (text.length > longest[part])
      return {
        reason: reasonIn(language, 'too_long', { what: part, most: longest[part] }),
      }
    if (part !== 'prompt' && part !== 'role' && !isInLanguage(text, language)) {
      return { reason: reasonIn(language, 'other_language', { what: part }) }
    }
  }
  if (!isInLanguage(answer.prompt, 'en')) return { reason: reasonIn(language, 'prompt_language') }
  const looks: LookDescription[] = []
  for (const look of answer.looks) {
    const startParagraph = numbers.get(look.paragraph)
    if (startParagraph === undefined)
      return {
        reason: reasonIn(language, 'unknown_number', { number: look.paragraph }),
      }
    const [name, prompt, appearance] = [look.name.trim(), look.prompt.trim(), look.appearance.trim()]
    if (name === '' || prompt === '' || appearance === '')
      return { reason: reasonIn(language, 'empty', { what: 'looks' }) }
    if (name.length > longestLookName) {
      return { reason: reasonIn(language, 'too_long', { what: 'looks.name', most: longestLookName }) }
    }
    if (prompt.length > longest.prompt || appearance.length > longest.appearance) {
      return { reason: reasonIn(language, 'too_long', { what: 'looks', most: longest.appearance }) }
    }
    if (!looks.some((known) => known.name === name)) looks.push({ name, prompt, appearance, startParagraph })
  }
  if (looks.length > mostLooks) return { reason: reasonIn(language, 'too_many', { what: 'looks', most: mostLooks }) }
  return {
    value: {
      role: answer.role.trim(),
      description: answer.description.trim(),
      appearance: answer.appearance.trim(),
      prompt: answer.prompt.trim(),
      invented: [...new Set(answer.invented.map((words) => words.trim().slice(0, longestInvented)))]
        .filter((words) => words !== '')
        .slice(0, mostInvented),
      looks: looks.sort((a, b) => a.startParagraph - b.startParagraph),
    },
  }
}
