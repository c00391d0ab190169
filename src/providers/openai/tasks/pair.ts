/** Whether two entries of the cast are one person, asked of a model. What it is not sure of stays two. */
import { z } from 'zod'
import type { Language, PersonFinding } from '../../../contracts/text.ts'
import type { DoubtfulPair } from '../../analyst.ts'
import type { Task } from './ask-checked.ts'
import { fenced } from './shown-text.ts'

const answerSchema = z.object({ answer: z.enum(['same', 'different', 'unsure']), reason: z.string() })
type Answer = z.infer<typeof answerSchema>

const answerTokens = 300
const mostQuotes = 8

export function pairTask({ first, second, language }: DoubtfulPair): Task<Answer, 'same' | 'different'> {
  return {
    name: 'pair',
    language,
    subject: `${first.name} / ${second.name}`,
    user: fenced([inWords('A', first, language), inWords('B', second, language)].join('\n\n')),
    schema: answerSchema,
    maxOutputTokens: answerTokens,
    temperature: 0,
    check: ({ answer }) => ({ value: answer === 'same' ? 'same' : 'different' }),
  }
}

function inWords(letter: string, { name, aliases, mentions, evidence }: PersonFinding, language: Language): string {
  const times = language === 'zh' ? `出现 ${mentions} 次` : `${mentions} mentions`
  const quotes = evidence.slice(0, mostQuotes).map(({ paragraph, quote }) => `[${paragraph}] ${quote}`)
  return [`${letter}: ${[name, ...aliases].join(' = ')} (${times})`, ...quotes].join('\n')
}
