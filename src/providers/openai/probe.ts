/** Finds out what a text server can do, for the connection test. A few tiny questions: a hundred tokens or so. */
import type OpenAI from 'openai'
import { connectionWords } from '../../contracts/connection-words.ts'
import { CineqoError } from '../../contracts/errors.ts'
import type { TestFinding, TextCapabilities } from '../../contracts/settings.ts'
import { assumedCapabilities } from './capabilities.ts'
import { providerNameOf } from './client.ts'
import { complete } from './complete.ts'
import type { Completion } from './completion.ts'
import { readJsonAnswer } from './json-answer.ts'
import { findings as say } from './probe-findings.ts'
import { type ListedModel, listModels, statedContextTokens } from './probe-models.ts'

export interface TextServerReport {
  /** Whether jobs can run with this server and model. */
  works: boolean
  /** Null where the server answered no question. */
  capabilities: TextCapabilities | null
  findings: TestFinding[]
}

/** For one question; a server of one's own may have to load the model first. */
const questionDeadlineMs = 90_000
/** Enough for models that think before they answer. */
const maxOutputTokens = 512
/** Smaller ones cut a novel into too many windows to be read well. */
const smallContextTokens = 8192
/** A name that no model comes up with: it is in the answer only if the server holds to the schema, or the model has read it. */
const probeField = 'w7'
const probeSchema = {
  name: 'greeting',
  jsonSchema: {
    type: 'object',
    properties: { [probeField]: { type: 'string' } },
    required: [probeField],
    additionalProperties: false,
  },
}

/**
 * Tries a server and model. What the server turns down is a finding, not an error; rejects only with the signal's reason. Findings come in the order
 * of the checks `reached`, `key`, `model`, `json_schema`, `json_object`, `plain`, `streaming`, `context`, and end with the first that makes the rest
 * pointless.
 */
export async function probeTextServer(
  client: OpenAI,
  { model, signal }: { model: string; signal: AbortSignal },
): Promise<TextServerReport> {
  const provider = providerNameOf(client.baseURL)
  const ended = (...found: TestFinding[]): TextServerReport => ({ works: false, capabilities: null, findings: found })

  const listed = await listModels(client, signal)
  if (listed instanceof CineqoError && !isAboutListing(listed)) return ended(...failure(listed, provider, null))
  const models = listed instanceof CineqoError ? null : listed

  const asked = await askInJson(client, model, signal)
  if (asked instanceof CineqoError) return ended(...failure(asked, provider, models))

  const { capabilities: shown, streamed, output } = asked
  const contextTokens =
    (await statedContextTokens(client, { model, models, signal })) ?? assumedCapabilities(model).contextTokens
  const capabilities = { ...shown, contextTokens }
  return {
    works: true,
    capabilities,
    findings: [
      say.reached(provider),
      say.keyAccepted(),
      models && !isListed(model, models) ? say.modelUnlisted(model) : say.modelAnswers(model),
      ...output,
      streamed ? say.streams() : say.doesNotStream(),
      contextTokens === null
        ? say.contextUnknown()
        : contextTokens < smallContextTokens
          ? say.contextSmall(contextTokens)
          : say.contextKnown(contextTokens),
    ],
  }
}

/** Servers that keep no list of models may answer all the same. */
function isAboutListing({ code }: CineqoError): boolean {
  return ['provider_bad_request', 'provider_model_missing', 'provider_forbidden', 'provider_failed'].includes(code)
}

function isListed(model: string, models: readonly ListedModel[]): boolean {
  return models.length === 0 || models.some(({ id }) => id === model || id === `${model}:latest`)
}

interface Shown {
  capabilities: TextCapabilities
  streamed: boolean
  /** On each kind of output that was tried, from the strictest to the one that works. */
  output: TestFinding[]
}

/** Asks for JSON in the strictest way first, until an answer has the form. */
async function askInJson(client: OpenAI, model: string, signal: AbortSignal): Promise<Shown | CineqoError> {
  let capabilities = assumedCapabilities(model)
  let streamed = false
  const output: TestFinding[] = []
  for (;;) {
    const before = capabilities.structuredOutput
    let answer: Completion
    try {
      answer = await complete(client, {
        model,
        system: 'You are answering a connection test.',
        user: 'Greet me with one word, in JSON.',
        schema: probeSchema,
        maxOutputTokens,
        capabilities,
        signal,
        deadlineMs: questionDeadlineMs,
        onLearned: (learned) => {
          capabilities = learned
        },
        onText: () => {
          streamed = true
        },
      })
    } catch (error) {
      if (error instanceof CineqoError) return error
      throw error
    }
    output.push(...say.declined(before, capabilities.structuredOutput))
    const kind = capabilities.structuredOutput
    if (hasForm(answer.text)) return { capabilities, streamed, output: [...output, say.answersIn(kind)] }
    output.push(say.ignores(kind))
    if (kind === 'text') return { capabilities, streamed, output }
    capabilities = { ...capabilities, structuredOutput: kind === 'json_schema' ? 'json_object' : 'text' }
  }
}

function hasForm(text: string): boolean {
  const answer = readJsonAnswer(text)
  return answer.isJson && typeof (answer.value as Record<string, unknown>)[probeField] === 'string'
}

/** The findings where nothing more can be tried. */
function failure(error: CineqoError, provider: string, models: readonly ListedModel[] | null): TestFinding[] {
  const words = connectionWords(error)
  switch (error.code) {
    case 'provider_unreachable':
    case 'provider_not_understood':
    case 'base_url_forbidden':
    case 'provider_timed_out':
    case 'provider_cut_off':
      return [say.failed('reached', words)]
    case 'provider_key_wrong':
    case 'provider_quota_exhausted':
      return [say.reached(provider), say.failed('key', words)]
    case 'provider_model_missing':
      return [say.reached(provider), say.failed('model', say.withModels(words, models ?? []))]
    default:
      return [say.reached(provider), say.failed('model', words)]
  }
}
