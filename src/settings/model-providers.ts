/** Makes the analyst and the painter that settings ask for. */
import { CineqoError } from '../contracts/errors.ts'
import type { Analyst } from '../providers/analyst.ts'
import { createFalPainter } from '../providers/fal/painter.ts'
import { createOfflineAnalyst } from '../providers/offline/analyst.ts'
import { createOfflinePainter } from '../providers/offline/painter.ts'
import { createModelAnalyst } from '../providers/openai/analyst.ts'
import { createOpenAiClient, providerNameOf } from '../providers/openai/client.ts'
import { createOpenAiPainter } from '../providers/openai/painter.ts'
import type { Painter } from '../providers/painter.ts'
import { rememberCapabilities } from './capability-memory.ts'
import {
  baseUrlOf,
  falFetch,
  fetchFor,
  type KeyInHand,
  keyInHand,
  laneOf,
  type ModelGround,
  openKey,
} from './model-keys.ts'
import { keyFor, type ResolvedSettings } from './resolve-settings.ts'
import { falEndpointOf, type Scope } from './scopes.ts'

/** What is taken to fit into a call of a model of which nobody says: servers of one's own often give no more. */
const unknownContextTokens = 8192

/** The analyst in effect. Without a key that can be sent, each of its calls says so. */
export async function buildAnalyst(ground: ModelGround, resolved: ResolvedSettings): Promise<Analyst> {
  const { provider, model, contextTokens } = resolved.effective.text
  const rules = createOfflineAnalyst()
  if (provider === 'offline') return rules
  const baseUrl = baseUrlOf(resolved, 'text')
  const inHand = keyInHand(ground, resolved, 'text')
  const apiKey = inHand.error ? null : inHand.key
  const memory = await rememberCapabilities(ground.database.db, { baseUrl, model })
  const analyst = createModelAnalyst({
    client: createOpenAiClient({ baseUrl, apiKey, fetch: fetchFor(ground, resolved, 'text') }),
    model,
    contextTokens: contextTokens ?? memory.capabilities().contextTokens ?? unknownContextTokens,
    ...memory,
    lane: laneOf('text', provider, baseUrl, inHand),
    rules,
  })
  return inHand.error ? speechless(analyst, inHand.error) : analyst
}

/** The painter in effect. Without a key that can be sent, each of its calls says so. */
export function buildPainter(ground: ModelGround, resolved: ResolvedSettings): Painter {
  const { provider, model, editModel } = resolved.effective.image
  if (provider === 'offline') return createOfflinePainter()
  const inHand = keyInHand(ground, resolved, 'image')
  const painter =
    provider === 'openai'
      ? openAiPainter(ground, resolved, inHand)
      : createFalPainter({ model, editModel, ...falAccount(ground, inHand) })
  return inHand.error ? idle(painter, inHand.error) : painter
}

function openAiPainter(ground: ModelGround, resolved: ResolvedSettings, inHand: KeyInHand): Painter {
  const { model, editModel } = resolved.effective.image
  const baseUrl = baseUrlOf(resolved, 'image')
  const fetch = fetchFor(ground, resolved, 'image')
  const apiKey = inHand.error ? null : inHand.key
  return createOpenAiPainter({
    client: createOpenAiClient({ baseUrl, apiKey, fetch }),
    model,
    editModel,
    lane: laneOf('image', 'openai', baseUrl, inHand),
    fetch,
    serverName: providerNameOf(baseUrl),
    apiKey,
  })
}

function falAccount(ground: ModelGround, inHand: KeyInHand) {
  const { falQueueUrl } = ground.models
  return {
    apiKey: inHand.error ? '' : (inHand.key ?? ''),
    queueUrl: falQueueUrl,
    fetch: falFetch(ground),
    lane: laneOf('image', 'fal', falQueueUrl, inHand),
  }
}

/** A painter that asks fal about what was handed in to an app before. Throws `provider_key_missing` or `key_unreadable`. */
export function buildFalPainter(ground: ModelGround, scopes: readonly Scope[], model: string): Painter {
  const found = keyFor(scopes, 'image', falEndpointOf(ground.models.falQueueUrl))
  if (!found) throw new CineqoError('provider_key_missing', { provider: 'fal' })
  const inHand = openKey(ground.secrets, found.key, 'fal')
  if (inHand.error) throw inHand.error
  return createFalPainter({ model, editModel: model, ...falAccount(ground, inHand) })
}

/** An analyst whose calls all end with one error. */
function speechless(analyst: Analyst, error: CineqoError): Analyst {
  const fail = async () => {
    throw error
  }
  return {
    ...analyst,
    proposeBoundaries: fail,
    writeScript: fail,
    findPeople: fail,
    decideMerge: fail,
    describeCharacter: fail,
  }
}

/** A painter whose calls all end with one error. */
function idle(painter: Painter, error: CineqoError): Painter {
  const fail = async () => {
    throw error
  }
  return { ...painter, submit: fail, collect: fail, cancel: fail }
}
