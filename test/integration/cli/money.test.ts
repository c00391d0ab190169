/** Money in the terminal, on models: what a novel would cost, budgets that pause and are raised from another terminal, and what was spent. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { resultSchema } from '../../../src/contracts/entities.ts'
import { type Job, jobSchema } from '../../../src/contracts/job.ts'
import { estimateSchema, type Price, spendingSchema } from '../../../src/contracts/money.ts'
import { listedPrice } from '../../../src/providers/prices.ts'
import { startFalServer } from '../../servers/fal/server.ts'
import { figuresOf } from '../../servers/figures.ts'
import type { TestServer } from '../../servers/listen.ts'
import { type OpenAiServer, startOpenAiServer } from '../../servers/openai/server.ts'
import { badReader } from '../../servers/readers/bad-reader.ts'
import { rulesWork } from '../../servers/readers/rules-work.ts'
import { taskReader } from '../../servers/readers/task-reader.ts'
import { enNovel, zhNovel } from '../../support/novels.ts'
import { openStack, type Stack } from '../../support/stack.ts'
import { Commands, untilSaid } from './command.ts'

vi.setConfig({ testTimeout: 120_000 })

const textModel = 'gpt-4.1-mini'
const imageModel = 'fal-ai/flux/dev'
const prices: Record<string, Price> = {
  [textModel]: listedPrice(textModel) ?? {},
  [imageModel]: listedPrice(imageModel) ?? {},
}
const key = 'sk-terminal-0123456789'

let text: OpenAiServer
let fal: TestServer
let stack: Stack
let commands: Commands
beforeAll(async () => {
  text = await startOpenAiServer({ reader: taskReader(rulesWork), prices })
  fal = await startFalServer({ prices })
  stack = await openStack({ api: false })
  commands = new Commands({
    ...stack.environment,
    OPENAI_API_KEY: key,
    OPENAI_BASE_URL: text.baseUrl,
    OPENAI_MODEL: textModel,
    FAL_KEY: 'id:secret',
    FAL_QUEUE_URL: fal.url,
    IMAGE_MODEL: imageModel,
  })
  writeFileSync(join(commands.folder, '桥.txt'), zhNovel(8, 4))
  writeFileSync(join(commands.folder, 'ferry.txt'), enNovel(12))
})
afterAll(async () => {
  commands.remove()
  await stack.close()
  await Promise.all([text.close(), fal.close()])
})

const lastLine = (said: string) => said.trim().split('\n').at(-1) ?? ''

/** What both servers bill for what `work` does, and how many prompts they were sent again. */
async function billed(work: () => Promise<void>): Promise<{ usd: number; duplicates: number }> {
  const before = [text.ledger.entries.length, fal.ledger.entries.length]
  await work()
  const figures = [text, fal].map((server, index) => figuresOf(server.ledger.entries.slice(before[index])))
  return {
    usd: figures.reduce((sum, { billedUsd }) => sum + billedUsd, 0),
    duplicates: figures.reduce((sum, { duplicates }) => sum + duplicates, 0),
  }
}

/** The newest job, once it holds nothing back. */
async function newestJob(): Promise<Job> {
  const listed = await commands.run('jobs', '--json', '--limit', '1')
  return jobSchema.parse(JSON.parse(listed.stdout)[0])
}

test.each(['桥.txt', 'ferry.txt'])('%s costs about what was estimated, and exactly what was billed', async (file) => {
  const free = await billed(async () => {
    const told = await commands.run('estimate', file)
    expect(told, told.stderr).toMatchObject({ code: 0 })
    expect(told.stdout).toMatch(new RegExp(`scripts +\\d+ calls? +\\$[\\d.]+ +${textModel}`))
    expect(told.stdout).toMatch(/about \$[\d.]+ \(\$[\d.]+ to \$[\d.]+\)/)
  })
  expect(free.usd).toBe(0)
  const project = file.replace('.txt', '')
  const { stdout } = await commands.run('estimate', '--project', project, '--json')
  const estimate = estimateSchema.parse(JSON.parse(stdout))

  const { usd, duplicates } = await billed(async () => {
    const ran = await commands.run('run', file, '--json')
    expect(ran.code, ran.stderr).toBe(0)
    expect(resultSchema.parse(JSON.parse(ran.stdout)).episodes.length).toBeGreaterThan(0)
    expect(ran.stderr).toMatch(/Spent: \$[\d.]+ \([\d,]+ tokens in, [\d,]+ out, \d+ pictures?\)/)
  })
  expect(duplicates).toBe(0)
  expect((await newestJob()).costUsd).toBeCloseTo(usd, 9)
  expect(usd).toBeGreaterThan(estimate.costUsd.low)
  expect(usd).toBeLessThan(estimate.costUsd.high)
})

test('a budget pauses the job, says how it is raised, and the command does that from another terminal', async () => {
  const { usd, duplicates } = await billed(async () => {
    const command = commands.start('run', '桥.txt', '--project', 'Limited', '--budget', '0.03', '--json')
    await untilSaid(command, /cineqo budget \S+ USD/)
    const [, jobId = ''] = /cineqo budget (\S+) USD/.exec(command.said()) ?? []
    expect(command.said()).toMatch(/The next call may cost up to [\d.]+ USD, and [\d.]+ of the budget of 0\.0300 USD/)
    const listed = await commands.run('jobs', '--limit', '1')
    expect(listed.stdout).toMatch(new RegExp(`^${jobId}  paused: budget `))

    const raised = await commands.run('budget', jobId, '5', '--json')
    const spending = spendingSchema.parse(JSON.parse(raised.stdout))
    expect(spending.budgetUsd).toBe(5)
    expect(spending.spentUsd + spending.reservedUsd).toBeLessThanOrEqual(0.03)
    const { code, stdout, stderr } = await command.ended
    expect(code, stderr).toBe(0)
    resultSchema.parse(JSON.parse(stdout))
  })
  expect(duplicates).toBe(0)
  const job = await newestJob()
  expect(job.costUsd).toBeCloseTo(usd, 9)
  const listed = await commands.run('jobs', '--limit', '1')
  expect(listed.stdout).toContain(`completed               100 %  $${job.costUsd.toPrecision(3)}`)
})

test('a budget of the project is told as that, and taken away by the name of the project', async () => {
  await commands.run('estimate', 'ferry.txt', '--project', 'Poor')
  const set = await commands.run('budget', '--project', 'Poor', '0.001')
  expect(set).toMatchObject({ code: 0, stdout: '' })
  expect(lastLine(set.stderr)).toBe('Budget of Poor: $0.00100; $0.00 spent.')
  const command = commands.start('run', 'ferry.txt', '--project', 'Poor', '--no-images')
  await untilSaid(command, /budget of the project.*cineqo budget --project \S+ USD/)
  expect((await commands.run('budget', '--project', 'Poor', 'none')).stderr).toContain('Budget of Poor: none')
  const { code, stderr } = await command.ended
  expect(code, stderr).toBe(0)
})

test('a key that the server does not take ends the job with what to do, costs nothing, and the key is nowhere', async () => {
  text.setFaults([{ fault: { kind: 'wrong_key' } }])
  const { usd } = await billed(async () => {
    const told = await commands.run('run', 'ferry.txt', '--project', 'Wrong key')
    expect(told).toMatchObject({ code: 4, stdout: '' })
    expect(told.stderr).toMatch(/does not accept the key/)
    expect(lastLine(told.stderr)).toMatch(/cineqo settings set.*set-key text/)
    const { id } = await newestJob()
    const retried = await commands.run('retry', id, '--json')
    expect(retried.code).toBe(4)
    expect(JSON.parse(retried.stdout)).toMatchObject({ id, status: 'failed', error: { code: 'provider_key_wrong' } })
    expect(JSON.parse(lastLine(retried.stderr))).toMatchObject({ code: 'provider_key_wrong', exitCode: 4 })
    expect(JSON.stringify([told, retried])).not.toContain(key)
  })
  expect(usd).toBe(0)
  text.setFaults([])
})

test('a model that gives no usable answer: the job completes, and says what was done by rules, why and for how much', async () => {
  const bad = await startOpenAiServer({ reader: badReader(taskReader(rulesWork), { kind: 'prose' }), prices })
  await commands.run('estimate', 'ferry.txt', '--project', 'Bad model')
  await commands.run('settings', 'set', '--project', 'Bad model', `text.baseUrl=${bad.baseUrl}`)
  await commands.runWith(key, 'settings', 'set-key', 'text', '--project', 'Bad model')
  const fallback =
    /\d+ parts \(2 passages, \d+ scripts?, \d+ descriptions?\) were done by the offline rules.*:\n +\d+ × /
  const drawn = await billed(async () => {
    const ran = await commands.run('run', 'ferry.txt', '--project', 'Bad model')
    expect(ran.code, ran.stderr).toBe(0)
    expect(ran.stderr).toMatch(fallback)
    expect(ran.stdout).toContain('Margaret Hale')
  })

  const watched = await commands.run('watch', (await newestJob()).id, '--json')
  expect(JSON.parse(watched.stdout)).toMatchObject({ status: 'completed', error: null })
  expect(watched.stderr).toMatch(fallback)
  expect(watched.stderr).toMatch(/Spent: \$/)
  expect((await newestJob()).costUsd).toBeCloseTo(drawn.usd + figuresOf(bad.ledger.entries).billedUsd, 9)
  await bad.close()
})

test('a model without a known price: the estimate and the jobs say so, and a budget is refused with what to do', async () => {
  await commands.run('estimate', 'ferry.txt', '--project', 'Own model')
  await commands.run('settings', 'set', '--project', 'Own model', 'text.model=own-model')
  const told = await commands.run('estimate', '--project', 'Own model')
  expect(told.stdout).toMatch(/scripts .* price not known +own-model/)
  expect(lastLine(told.stdout)).toMatch(/without own-model, whose price is not known$/)
  const refused = await commands.run('run', 'ferry.txt', '--project', 'Own model', '--budget', '1')
  expect(refused).toMatchObject({ code: 1, stdout: '' })
  expect(refused.stderr).toMatch(/No price is known for own-model/)
  expect(lastLine(refused.stderr)).toContain('cineqo settings')

  const ran = await commands.run('run', 'ferry.txt', '--project', 'Own model', '--no-images')
  expect(ran, ran.stderr).toMatchObject({ code: 0 })
  const { unpricedCalls } = await newestJob()
  expect(unpricedCalls).toBeGreaterThan(1)
  expect(ran.stderr).toContain(`without ${unpricedCalls} calls to models whose price is not known`)
  const listed = await commands.run('jobs', '--limit', '1')
  expect(listed.stdout).toContain(`100 %  ${unpricedCalls} calls without a known price  `)

  await commands.run('settings', 'set', '--project', 'Own model', 'price.own-model=input:1,output:1')
  const priced = await commands.run('estimate', '--project', 'Own model', '--json')
  expect(estimateSchema.parse(JSON.parse(priced.stdout)).unpricedModels).toEqual([])
})

test.each([
  [['estimate'], /Give the file of a novel/, 1],
  [['estimate', 'nothing.txt'], /There is no file/, 2],
  [['estimate', '--project', 'nobody'], /nobody/, 1],
  [['budget'], /Give a job and an amount/, 1],
  [['budget', '--project', 'Limited'], /Give a job and an amount/, 1],
  [['budget', '01990000-0000-7000-8000-000000000001', 'much'], /USD must be an amount/, 1],
  [['budget', '01990000-0000-7000-8000-000000000001', '1'], /no such job/, 1],
  [['run', 'ferry.txt', '--budget', '-1'], /--budget must be an amount/, 1],
])('cineqo %j says what is wrong', async (args, words, exitCode) => {
  const { code, stdout, stderr } = await commands.run(...args)
  expect(stderr).toMatch(words)
  expect({ code, stdout }).toEqual({ code: exitCode, stdout: '' })
})
