import { describe, expect, test } from 'vitest'
import { type SettingsView, settingsViewSchema } from '../../../src/contracts/settings.ts'
import { changeOf, draftOf, noPrice, type SettingsDraft } from '../../../web/src/settings/draft.ts'
import { pictureUsd } from '../../../web/src/settings/picture-price.ts'
import { isOtherServer, shownModel, sourceOf, withValue } from '../../../web/src/settings/setting-paths.ts'
import { shownModels } from '../../../web/src/settings/shown-models.ts'

const nothing = { provider: null, model: null, baseUrl: null, concurrency: null, callsPerMinute: null }
const listed = { usdPerImage: 0.025, source: 'https://fal.ai/models/fal-ai/flux/dev', date: '2026-11-24' }

/** A project on a model of the installation, with a model of its own for pictures. */
const view: SettingsView = settingsViewSchema.parse({
  own: {
    text: { ...nothing, contextTokens: null },
    image: { ...nothing, provider: 'fal', model: 'fal-ai/flux/dev', editModel: null },
    prices: { 'old-model': { usdPerImage: 1 } },
  },
  effective: {
    text: {
      provider: 'openai',
      model: 'gpt-5-mini',
      baseUrl: 'https://api.openai.com/v1',
      contextTokens: null,
      concurrency: null,
      callsPerMinute: null,
      key: { isSet: true, from: 'environment' },
      price: null,
    },
    image: {
      ...nothing,
      provider: 'fal',
      model: 'fal-ai/flux/dev',
      editModel: null,
      key: { isSet: false, from: null },
      price: listed,
    },
    from: {
      'text.provider': 'installation',
      'text.model': 'installation',
      'text.baseUrl': 'default',
      'image.provider': 'project',
      'image.model': 'project',
    },
  },
})
const draft = draftOf(view.own)
const change = (edited: SettingsDraft) => changeOf(edited, view.own)

describe('what a form sends', () => {
  test('is nothing while nothing was typed', () => {
    expect(change(draft)).toMatchObject({ change: {}, isChanged: false })
  })

  test('is what differs alone; an emptied field goes back to what is inherited', () => {
    const edited = withValue(withValue(draft, 'text.contextTokens', ' 32,768 '), 'image.model', '')
    expect(change(edited).change).toEqual({ text: { contextTokens: 32_768 }, image: { model: null } })
  })

  test('has a key only when one was typed', () => {
    expect(change({ ...draft, keys: { text: ' sk-a ', image: '' } }).change).toEqual({ keys: { text: 'sk-a' } })
  })

  test('has own prices, a price of nothing as well, and null for one that is taken away', () => {
    const prices = {
      'old-model': noPrice,
      'qwen3:8b': { ...noPrice, inputUsdPerMillionTokens: '0' },
      untouched: noPrice,
    }
    expect(change({ ...draft, prices }).change).toEqual({
      prices: { 'old-model': null, 'qwen3:8b': { inputUsdPerMillionTokens: 0 } },
    })
  })

  test.each([
    ['text.baseUrl', 'api.openai.com'],
    ['text.model', 'two words'],
    ['text.contextTokens', '12'],
    ['text.concurrency', '1.5'],
    ['image.callsPerMinute', 'many'],
  ] as const)('says what is wrong with %s = %s, and leaves it out', (path, typed) => {
    const result = change(withValue(draft, path, typed))
    expect([...result.problems]).toEqual([path])
    expect(result).toMatchObject({ change: {}, isChanged: true })
  })

  test('says what is wrong with a key or a price', () => {
    const edited = {
      ...draft,
      keys: { text: '密钥', image: '' },
      prices: { m: { ...noPrice, usdPerImage: '-1' } },
    }
    expect([...change(edited).problems].sort()).toEqual(['keys.text', 'prices.m.usdPerImage'])
  })
})

describe('where a value comes from', () => {
  test('is the scope that says it', () => {
    expect(sourceOf('text.model', draft, view, 'project')).toBe('installation')
    expect(sourceOf('image.model', draft, view, 'project')).toBe('project')
    expect(sourceOf('text.concurrency', draft, view, 'project')).toBe('none')
  })

  test('is open until what was typed or taken away is saved', () => {
    expect(sourceOf('text.model', withValue(draft, 'text.model', 'x'), view, 'project')).toBe('unsaved')
    expect(sourceOf('image.model', withValue(draft, 'image.model', ''), view, 'project')).toBe('inherits')
  })
})

test('the key in effect is not that of another server', () => {
  expect(isOtherServer('text', draft, view)).toBe(false)
  expect(isOtherServer('text', withValue(draft, 'text.baseUrl', 'https://api.openai.com/v1/'), view)).toBe(false)
  expect(isOtherServer('text', withValue(draft, 'text.baseUrl', 'http://localhost:11434/v1'), view)).toBe(true)
  expect(isOtherServer('image', withValue(draft, 'image.provider', 'openai'), view)).toBe(true)
})

test('prices are shown of the models that the form means, never one model’s price for another', () => {
  const changed = withValue(draft, 'text.model', 'qwen-plus')
  expect(shownModels(changed, view).map(({ model, price }) => [model, price])).toEqual([
    ['qwen-plus', undefined],
    ['fal-ai/flux/dev', listed],
    ['old-model', { usdPerImage: 1, source: 'settings', date: '' }],
  ])
  expect(pictureUsd(draft, view)).toBe(0.025)
  expect(pictureUsd(withValue(draft, 'image.model', 'fal-ai/other'), view)).toBeUndefined()
  // The model in effect is one of the provider in effect.
  expect(shownModel('text', withValue(draft, 'text.provider', 'offline'), view)).toBeNull()
})
