/** A workflow that has begun must go on after an update: what is recorded replays with today's code, or running jobs would be stuck. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import proto from '@temporalio/proto'
import {
  bundleWorkflowCode,
  DefaultLogger,
  Runtime,
  Worker,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker'
import { beforeAll, describe, expect, test } from 'vitest'
import { jobTypes } from '../../src/contracts/job-types.ts'

const directory = fileURLToPath(new URL('./histories/', import.meta.url))
const files = readdirSync(directory)
/** A history of a thousand events is kept compressed. */
const read = (file: string) => {
  const bytes = readFileSync(`${directory}${file}`)
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()
}
const { History } = proto.temporal.api.history.v1
const historyOf = (json: string) => History.fromObject(JSON.parse(json))
const quiet = new DefaultLogger('ERROR')
let workflowBundle: WorkflowBundleWithSourceMap

beforeAll(async () => {
  Runtime.install({ logger: quiet, shutdownSignals: [] })
  const workflowsPath = fileURLToPath(new URL('../../src/workflows/index.ts', import.meta.url))
  workflowBundle = await bundleWorkflowCode({ workflowsPath, logger: quiet })
})

describe('recorded histories', () => {
  test.each(files)('%s replays', async (file) => {
    await Worker.runReplayHistory({ workflowBundle, replayName: file }, historyOf(read(file)))
  })

  test('are of every type of job, and of every way to end', () => {
    for (const type of jobTypes) expect(files).toContain(`${type}.completed.json`)
    const endings = new Set(files.map((name) => name.split('.')[1]))
    expect([...endings]).toEqual(
      expect.arrayContaining(['cancelled', 'completed_with_failures', 'failed', 'continued', 'continuation']),
    )
  })

  test.each([
    ['character_extraction.decided.json', 'decidePair'],
    ['character_image_generation.looks.json', 'drawImage'],
    ['novel_split.paused.json', 'budget_changed'],
    ['novel_split.paused.json', 'EVENT_TYPE_TIMER_STARTED'],
  ])('%s has %s', (file, word) => {
    expect(read(file)).toContain(word)
  })

  test('tell nothing of the machine that recorded them', () => {
    const ofMachine = /\/(home|root|tmp|work|usr|var|Users)\/|"identity":"(?!worker")|\d+@/
    const telling = files.filter((file) => {
      const payloads = [...read(file).matchAll(/"data":"([^"]*)"/g)].map(([, data = '']) => data)
      const texts = payloads.map((data) => Buffer.from(data, 'base64').toString())
      return [read(file).replaceAll('@temporalio/', ''), ...texts].some((text) => ofMachine.test(text))
    })
    expect(telling).toEqual([])
  })

  test('of a changed workflow do not replay', async () => {
    const file = files.find((name) => name === 'novel_split.completed.json') ?? ''
    const changed = read(file).replaceAll('"settleBoundaries"', '"decideBoundaries"')
    await expect(Worker.runReplayHistory({ workflowBundle }, historyOf(changed))).rejects.toThrow()
  })
})
