/** Asks a model until its answer is one that can be used: it is read, held to its schema and checked in code, and a bad one is fed back. */
import type OpenAI from 'openai'
import { z } from 'zod'
import { CineqoError } from '../../../contracts/errors.ts'
import type { ItemNote } from '../../../contracts/item-notes.ts'
import type { TextCapabilities } from '../../../contracts/settings.ts'
import type { Language } from '../../../contracts/text.ts'
import type { CallContext } from '../../analyst.ts'
import { countTokens, limitsOf } from '../../tokens.ts'
import { providerNameOf } from '../client.ts'
import { complete } from '../complete.ts'
import type { Completion } from '../completion.ts'
import { readJsonAnswer } from '../json-answer.ts'
import { type PromptName, promptOf } from '../prompts/prompts.ts'
import { schemaInWords } from '../question.ts'
import { reasonIn } from './reasons.ts'

/** How often a model is told what was wrong with its answer. */
const repairs = 2
/** For one call, from the connection to the last word, where nobody says otherwise. */
const usualDeadlineMs = 5 * 60_000
/** What models that think use on top of the answer. */
const thinkingTokens = 8000
/** Servers count the words around the messages, and have tokenizers of their own. */
const inputMargin = 1.15
const inputExtraTokens = 100

/** The model of an analyst, as its tasks ask it. */
export interface AskedModel {
  client: OpenAI
  model: string
  /** Question and answer together. */
  contextTokens: number
  /** As far as is known by now. */
  capabilities(): TextCapabilities
  onLearned(capabilities: TextCapabilities): void
  /** For one call, from the connection to the last word; five minutes when it is left out. */
  deadlineMs?: number
}

/**
 * What a check made of an answer: its value with what is to be noted, or why it can't be used, in words for the model. An answer that is strange
 * and may be right has a value `ifRepeated`: it counts once the model was told the reason and stays with what it said.
 */
export type Checked<Value> = { value: Value; notes?: ItemNote[] } | { reason: string; ifRepeated?: Value }

export interface Task<Answer, Value> {
  name: PromptName
  language: Language
  /** What it is about, unique among the tasks of an item: `120-240`. */
  subject: string
  user: string
  schema: z.ZodType<Answer>
  /** Of the answer alone. */
  maxOutputTokens: number
  temperature: number
  check(answer: Answer): Checked<Value>
  onText?(soFar: string): void
}

/** Why less has to be asked. */
export type TooLong = 'cut_off' | 'does_not_fit' | 'too_slow'

export type Outcome<Value> =
  | { kind: 'value'; value: Value; promptVersion: string }
  /** Less has to be asked. `tokens`: what question and answer take together, where that does not fit; null where the answer did not come to its end. */
  | { kind: 'too_long'; why: TooLong; reason: string; tokens: number | null }
  | { kind: 'unusable'; reason: string }

/** Asks. Throws `provider_refused`, and what `complete` and `call.pay` throw. */
export async function askChecked<Answer, Value>(
  asked: AskedModel,
  task: Task<Answer, Value>,
  call: CallContext,
): Promise<Outcome<Value>> {
  const prompt = promptOf(task.name, task.language)
  let reason = ''
  for (let repair = 0; repair <= repairs; repair++) {
    const user = repair === 0 ? task.user : `${task.user}\n\n${feedback(reason, task.language)}`
    const step = `${prompt.id} ${task.subject} ${repair}`
    const answered = await ask(asked, { task, step, system: prompt.text, user }, call)
    if (answered.kind !== 'completion') return answered
    const { completion } = answered
    if (completion.finish === 'refused') {
      const provider = providerNameOf(asked.client.baseURL)
      throw new CineqoError('provider_refused', { provider, detail: completion.refusal ?? 'no reason given' })
    }
    if (completion.finish === 'length') {
      return tooLong('cut_off', task, null)
    }
    const read = readAnswer(completion, task)
    const isRepeated = 'reason' in read && read.ifRepeated !== undefined && read.reason === reason
    const checked = isRepeated ? { value: read.ifRepeated as Value } : read
    if ('value' in checked) {
      if (repair > 0) call.note({ code: 'answer_repaired', params: { times: repair, reason } })
      for (const note of checked.notes ?? []) call.note(note)
      return { kind: 'value', value: checked.value, promptVersion: prompt.id }
    }
    reason = checked.reason
  }
  return { kind: 'unusable', reason }
}

async function ask<Answer, Value>(
  asked: AskedModel,
  { task, step, system, user }: { task: Task<Answer, Value>; step: string; system: string; user: string },
  call: CallContext,
): Promise<{ kind: 'completion'; completion: Completion } | Extract<Outcome<Value>, { kind: 'too_long' }>> {
  const { client, model } = asked
  const capabilities = asked.capabilities()
  const jsonSchema = jsonSchemaOf(task.schema)
  const maxOutputTokens = outputTokensOf(asked, task.maxOutputTokens)
  const wordTokens = countTokens(system) + countTokens(user)
  const isShownSchema = capabilities.structuredOutput !== 'json_schema'
  const inputTokens = wordTokens + (isShownSchema ? countTokens(schemaInWords({ jsonSchema })) : 0)
  const most = {
    // Servers that take the schema may count it, and others are shown it in words.
    inputTokens: Math.ceil((wordTokens + countTokens(JSON.stringify(jsonSchema))) * inputMargin) + inputExtraTokens,
    cachedInputTokens: 0,
    outputTokens: maxOutputTokens,
    images: 0,
  }
  const onText = task.onText?.bind(task)
  try {
    const completion = await call.pay({ step, model, inputTokens, most }, async () => {
      const answer = await complete(client, {
        model,
        system,
        user,
        schema: { name: task.name, jsonSchema },
        maxOutputTokens,
        temperature: task.temperature,
        capabilities,
        onLearned: (learned) => asked.onLearned(learned),
        signal: call.signal,
        deadlineMs: asked.deadlineMs ?? usualDeadlineMs,
        ...(onText && { onText }),
      })
      return { answer, usage: answer.usage }
    })
    return { kind: 'completion', completion }
  } catch (error) {
    if (error instanceof CineqoError && error.code === 'context_too_small') {
      return tooLong('does_not_fit', task, inputTokens + maxOutputTokens)
    }
    // Asked the same, it would take as long again.
    if (error instanceof CineqoError && error.code === 'provider_too_slow') {
      return tooLong('too_slow', task, null)
    }
    throw error
  }
}

function tooLong(why: TooLong, { language }: { language: Language }, tokens: number | null) {
  return { kind: 'too_long', why, reason: reasonIn(language, why), tokens } as const
}

/** What an answer may take, thoughts included, with room left for the question. */
export function outputTokensOf(asked: AskedModel, answerTokens: number): number {
  const wanted = answerTokens + (asked.capabilities().usesMaxCompletionTokens ? thinkingTokens : 0)
  return Math.min(wanted, limitsOf(asked.model)?.outputTokens ?? wanted, Math.floor(asked.contextTokens * 0.4))
}

const chinese = z.locales.zhCN()

function readAnswer<Answer, Value>({ text }: Completion, task: Task<Answer, Value>): Checked<Value> {
  const json = readJsonAnswer(text)
  if (!json.isJson) return { reason: reasonIn(task.language, 'no_json', { detail: json.reason }) }
  const parsed = task.schema.safeParse(json.value, task.language === 'zh' ? { error: chinese.localeError } : {})
  if (parsed.success) return task.check(parsed.data)
  const problems = parsed.error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.join('.') || 'answer'}: ${message}`)
  return { reason: problems.join('; ') }
}

function feedback(reason: string, language: Language): string {
  return language === 'zh'
    ? `你上一次的回答无法使用：${reason}。请重新完整作答。`
    : `Your last answer could not be used: ${reason}. Answer again, completely.`
}

const jsonSchemas = new WeakMap<z.ZodType, Record<string, unknown>>()

function jsonSchemaOf(schema: z.ZodType): Record<string, unknown> {
  let known = jsonSchemas.get(schema)
  if (!known) {
    const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
      // Bounds of whole numbers that say nothing, and defaults, which strict schemas may not have.
      override: ({ jsonSchema }) => {
        for (const key of ['default', ...(jsonSchema.type === 'integer' ? ['minimum', 'maximum'] : [])]) {
          delete (jsonSchema as Record<string, unknown>)[key]
        }
      },
    }) as Record<string, unknown>
    known = rest
    jsonSchemas.set(schema, known)
  }
  return known
}
