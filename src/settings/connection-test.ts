/** Tries a text or image model with the settings in effect, and says in words what is wrong. */
import type { KeyName, SettingsTest, TestFinding } from '../contracts/settings.ts'
import { saveTextCapabilities } from '../db/queries/save-text-capabilities.ts'
import { createFalQueue } from '../providers/fal/client.ts'
import { probeTextServer } from '../providers/openai/probe.ts'
import { failedFinding, testFindings as say } from './connection-findings.ts'
import { drawOne, probeFal, probeImageServer } from './image-probe.ts'
import { falFetch, type ModelGround, openAiClientOf, requireKey } from './model-keys.ts'
import { buildPainter } from './model-providers.ts'
import type { ResolvedSettings } from './resolve-settings.ts'

type Found = Pick<SettingsTest, 'works' | 'findings' | 'capabilities'>

interface TestOptions {
  /** Whether one picture may be drawn, and paid for. */
  draw: boolean
  signal: AbortSignal
}

/** For the whole test; one that draws waits for a picture. */
const deadlineMs = 4 * 60_000

/**
 * Tries what is resolved. What is wrong with it is a finding, not an error; rejects only with the reason of the signal, or when the database is
 * away. What a text server can do is remembered.
 */
export async function testConnection(
  ground: ModelGround,
  resolved: ResolvedSettings,
  { kind, ...options }: TestOptions & { kind: KeyName },
): Promise<SettingsTest> {
  const begunAt = performance.now()
  const { provider, model } = resolved.effective[kind]
  const found = await tryIt(ground, resolved, kind, {
    ...options,
    signal: AbortSignal.any([options.signal, AbortSignal.timeout(deadlineMs)]),
  })
  return { ...found, provider, model, milliseconds: Math.round(performance.now() - begunAt) }
}

async function tryIt(
  ground: ModelGround,
  resolved: ResolvedSettings,
  kind: KeyName,
  options: TestOptions,
): Promise<Found> {
  const findings: TestFinding[] = []
  try {
    if (resolved.effective[kind].provider === 'offline') {
      return { works: true, findings: [say.offline()], capabilities: null }
    }
    if (kind === 'text') return await tryText(ground, resolved, options.signal)
    findings.push(...(await tryImage(ground, resolved, options.signal)))
    findings.push(options.draw ? await drawOne(buildPainter(ground, resolved), options.signal) : say.notDrawn())
    return { works: true, findings, capabilities: null }
  } catch (error) {
    const check = kind === 'image' && findings.length > 0 ? 'picture' : 'model'
    return { works: false, findings: [...findings, failedFinding(check, error)], capabilities: null }
  }
}

async function tryText(ground: ModelGround, resolved: ResolvedSettings, signal: AbortSignal): Promise<Found> {
  const { model, baseUrl, contextTokens } = resolved.effective.text
  const report = await probeTextServer(openAiClientOf(ground, resolved, 'text'), { model, signal })
  const { capabilities } = report
  if (capabilities && baseUrl) await saveTextCapabilities(ground.database.db, { baseUrl, model, capabilities })
  const stated = capabilities?.contextTokens ?? null
  if (stated === null || contextTokens === null || contextTokens <= stated) return report
  return { ...report, findings: [...report.findings, say.contextOverstated(contextTokens, stated)] }
}

async function tryImage(ground: ModelGround, resolved: ResolvedSettings, signal: AbortSignal): Promise<TestFinding[]> {
  const { provider, model } = resolved.effective.image
  if (provider === 'openai') return probeImageServer(openAiClientOf(ground, resolved, 'image'), { model, signal })
  const queue = createFalQueue(model, {
    apiKey: requireKey(ground, resolved, 'image') ?? '',
    queueUrl: ground.models.falQueueUrl,
    fetch: falFetch(ground),
  })
  return probeFal(queue, signal)
}
