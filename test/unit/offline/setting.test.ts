import { describe, expect, it } from 'vitest'
import { settingOf } from '../../../src/providers/offline/setting.ts'

describe('settingOf', () => {
  it.each([
    ['他走进书房，点上灯。', { place: '书房', indoors: true, time: '夜' }],
    ['清晨，两人来到青石渡，船还没有来。', { place: '青石渡', indoors: false, time: '晨' }],
    ['他心里明白，手里却没有停。', { place: null, indoors: null, time: null }],
  ])('reads Chinese: %s', (text, setting) => {
    expect(settingOf(text, [], 'zh')).toEqual(setting)
  })

  it.each([
    ['She went into the front parlour after supper.', { place: 'front parlour', indoors: true, time: 'evening' }],
    ['They met on the bridge at dawn.', { place: 'bridge', indoors: false, time: 'morning' }],
    ['He had come from Saltmarsh with the mail.', { place: 'Saltmarsh', indoors: null, time: null }],
    ['He had a letter from Ada Finch and no more.', { place: null, indoors: null, time: null }],
  ])('reads English: %s', (text, setting) => {
    expect(settingOf(text, ['Ada Finch'], 'en')).toEqual(setting)
  })
})
