/** Finds out who works for a project, by its settings. */
import { createHash } from 'node:crypto'
import { CineqoError } from '../contracts/errors.ts'
import { findSettings, type SettingsRow } from '../db/queries/find-settings.ts'
import { createOfflinePainter } from '../providers/offline/painter.ts'
import type { Providers, ProvidersOf } from '../providers/providers.ts'
import { createLaneTurns, type LaneTurns } from './lane-turns.ts'
import type { ModelGround } from './model-keys.ts'
import { buildAnalyst, buildFalPainter, buildPainter } from './model-providers.ts'
import { resolveSettings } from './resolve-settings.ts'
import { fixedScopes, storedScope } from './scopes.ts'

/** Settings whose providers are kept. Projects without settings of their own share those of the installation. */
const maxKept = 200
/** Others may find out meanwhile what a server can do. */
const keptForMs = 60_000

/**
 * Makes the function that finds providers. It asks the database once, for the settings; the providers themselves are made again when these have
 * changed. Calls that are under way go on with what they began with.
 */
export function createProvidersOf(ground: ModelGround): ProvidersOf {
  const turns = createLaneTurns(ground.database.db)
  const kept = new Map<string, { providers: Providers; until: number }>()
  return async (ids) => {
    const rows = await findSettings(ground.database.db, ids)
    const version = createHash('sha256').update(JSON.stringify(rows)).digest('base64')
    const known = kept.get(version)
    if (known && known.until > Date.now()) return known.providers
    kept.delete(version)
    const providers = await buildProviders(ground, turns, rows)
    const [oldest] = kept.keys()
    if (kept.size >= maxKept && oldest !== undefined) kept.delete(oldest)
    kept.set(version, { providers, until: Date.now() + keptForMs })
    return providers
  }
}

async function buildProviders(ground: ModelGround, turns: LaneTurns, rows: SettingsRow[]): Promise<Providers> {
  const scopes = [...rows.map(storedScope), ...fixedScopes(ground.models)]
  const resolved = resolveSettings(scopes, ground.models)
  const { text, image } = resolved.effective
  const analyst = await buildAnalyst(ground, resolved)
  const painter = buildPainter(ground, resolved)
  const lanes = {
    text: { name: analyst.lane, provider: analyst.provider, ...limitsOf(text) },
    image: { name: painter.lane, provider: painter.provider, ...limitsOf(image) },
  }
  return {
    analyst,
    painter,
    painterOf: ({ provider, model }) => {
      if (provider === painter.provider && model === painter.model) return painter
      if (provider === 'offline') return createOfflinePainter()
      if (provider === 'fal') return buildFalPainter(ground, scopes, model)
      // Others answer at once, so nothing of theirs is waited for.
      throw new CineqoError('provider_key_missing', { provider })
    },
    takeTurn: (kind, signal) => turns.take(lanes[kind], signal),
    priceOf: resolved.priceOf,
  }
}

function limitsOf({ concurrency, callsPerMinute }: { concurrency: number | null; callsPerMinute: number | null }) {
  return { concurrency, callsPerMinute }
}
