/** Providers that cost money and answer as the offline ones do: every call is paid for, and counted. */
import type { Price, StatedPrice, Usage } from '../../src/contracts/money.ts'
import type { Analyst, CallContext } from '../../src/providers/analyst.ts'
import { createOfflineAnalyst } from '../../src/providers/offline/analyst.ts'
import { createOfflinePainter } from '../../src/providers/offline/painter.ts'
import type { Painter } from '../../src/providers/painter.ts'
import type { GivenProviders } from './offline-providers.ts'

/** A text call may take so much, and takes half of it. */
const most: Usage = { inputTokens: 1000, cachedInputTokens: 0, outputTokens: 1000, images: 0 }
const used: Usage = { inputTokens: 500, cachedInputTokens: 0, outputTokens: 500, images: 0 }
const onePicture: Usage = { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, images: 1 }

/** In US dollars. */
export const textCallUsd = { most: 0.02, used: 0.01 }
export const pictureUsd = 0.04

export const paidPrices: Record<string, Price> = {
  'paid-text': { inputUsdPerMillionTokens: 10, outputUsdPerMillionTokens: 10 },
  'paid-picture': { usdPerImage: pictureUsd },
}

export interface PaidProviders extends GivenProviders {
  analyst: Analyst
  painter: Painter
  /** What was sent so far, by step and item: each should be there once. */
  sent: string[]
  /** Awaited before a call is answered. */
  beforeAnswer: () => Promise<void>
}

/** `prices` by model; a model that is left out has no known price. */
export function paidProviders(prices: Record<string, Price> = paidPrices): PaidProviders {
  const offline = createOfflineAnalyst()
  const drawer = createOfflinePainter()
  const sent: string[] = []
  const paying = async <Answer>(call: CallContext, step: string, work: () => Promise<Answer>): Promise<Answer> =>
    call.pay({ step, model: 'paid-text', inputTokens: used.inputTokens, most }, async () => {
      sent.push(step)
      await given.beforeAnswer()
      return { answer: await work(), usage: used }
    })
  const stated = (price: Price): StatedPrice => ({ ...price, source: 'settings', date: '2026-11-24' })
  const given: PaidProviders = {
    sent,
    beforeAnswer: async () => {},
    priceOf: (model) => (prices[model] ? stated(prices[model]) : null),
    analyst: {
      ...offline,
      provider: 'paid',
      model: 'paid-text',
      lane: 'text:paid',
      billable: true,
      proposeBoundaries: (passage, call) =>
        paying(call, `boundaries ${passage.startParagraph}`, () => offline.proposeBoundaries(passage, call)),
      writeScript: (passage, call) =>
        paying(call, `script ${passage.episodeNumber}`, () => offline.writeScript(passage, call)),
      findPeople: (passage, call) =>
        paying(call, `people ${passage.startParagraph}`, () => offline.findPeople(passage, call)),
      decideMerge: (pair, call) =>
        paying(call, `pair ${pair.first.name} ${pair.second.name}`, () => offline.decideMerge(pair, call)),
      describeCharacter: (facts, call) =>
        paying(call, `description ${facts.name}`, () => offline.describeCharacter(facts, call)),
    },
    painter: {
      ...drawer,
      provider: 'paid',
      model: 'paid-picture',
      editModel: 'paid-picture',
      lane: 'image:paid',
      billable: true,
      most: onePicture,
      async submit(brief, call) {
        sent.push(`picture ${brief.name}`)
        await given.beforeAnswer()
        return drawer.submit(brief, call)
      },
      async collect(request, call) {
        return { ...(await drawer.collect(request, call)), usage: onePicture }
      },
    },
  }
  return given
}
