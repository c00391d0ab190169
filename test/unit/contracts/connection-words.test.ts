import { expect, test } from 'vitest'
import { connectionWords } from '../../../src/contracts/connection-words.ts'
import type { ErrorCode } from '../../../src/contracts/errors.ts'
import { providerErrors } from '../../../src/contracts/provider-errors.ts'

/** What only a job can meet: its budget, and the limits that it shares with others. */
const ofJobs: ErrorCode[] = ['budget_reached', 'budget_held', 'turn_awaited', 'place_awaited', 'sheet_required']
const codes = (Object.keys(providerErrors) as ErrorCode[]).filter((code) => !ofJobs.includes(code))

test.each(codes)('who tests a connection is not told of a job, or of what goes on by itself: %s', (code) => {
  const { zh, en } = connectionWords({ code, params: {} })
  expect(en).not.toMatch(/\bjobs?\b|by itself|trying again/i)
  expect(zh).not.toMatch(/任务|自动重试|将于/)
})

test('the sentence names the provider and what to do', () => {
  const error = { code: 'provider_unreachable', params: { provider: 'nowhere.example', detail: 'ENOTFOUND' } } as const
  expect(connectionWords(error)).toEqual({
    en: 'nowhere.example cannot be reached: ENOTFOUND. Check the base URL and the network, then test again.',
    zh: '无法连接 nowhere.example：ENOTFOUND。请检查服务地址和网络，再测试一次。',
  })
})
