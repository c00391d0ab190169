import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { CineqoError } from '../../../src/contracts/errors.ts'
import { type NovelEncoding, novelEncodings } from '../../../src/contracts/novel-file.ts'
import { decodeText } from '../../../src/novel/decode-text.ts'
import { fileOf } from './files.ts'

const { encode } = iconv

const SIMPLIFIED =
  '第三章 夜班车\n他把最后一箱货搬上车的时候，雨已经停了。仓库门口的灯坏了一半，剩下的一半照着地上的水。\n“你明天还来吗？”老周点了根烟，问他。\n“来。”他说，“不来的话，房租谁给我交？”\n'
const TRADITIONAL =
  '第三章 夜班車\n他把最後一箱貨搬上車的時候，雨已經停了。倉庫門口的燈壞了一半，剩下的一半照著地上的水。\n「你明天還來嗎？」老周點了根煙，問他。\n「來。」他說，「不來的話，房租誰給我交？」\n'
const JAPANESE =
  '第一章　駅\n雨はもう止んでいた。彼女は傘をたたみ、改札の前で立ち止まった。「遅かったね」と兄が言った。\n駅前の通りには誰もいない。コンビニの明かりだけが濡れた道に伸びている。\n'
const ENGLISH =
  '“You’re late,” said the ferryman — and he didn’t look up.\r\nThe café on the bank had shut… “Nobody’s there,” she said.\r\n'
const FRENCH = 'Le garçon s’était arrêté près de la fenêtre. L’été était déjà passé ; « où étais-tu ? » dit sa mère.\n'
const GERMAN = 'Der Müller hörte nicht auf. „Wärst du geblieben“, sagte sie, „hättest du es gewußt.“\n'

const SAMPLES: ReadonlyArray<[name: string, encoding: NovelEncoding, text: string]> = [
  ['Chinese', 'utf-8', SIMPLIFIED],
  ['English', 'utf-8', ENGLISH],
  ['Chinese', 'utf-16le', SIMPLIFIED],
  ['Chinese', 'utf-16be', TRADITIONAL],
  ['English', 'utf-16le', ENGLISH],
  ['English', 'utf-16be', ENGLISH],
  ['Chinese', 'gb18030', SIMPLIFIED],
  ['traditional Chinese', 'gb18030', TRADITIONAL],
  ['traditional Chinese', 'big5', TRADITIONAL],
  ['Japanese', 'shift_jis', JAPANESE],
  ['English', 'windows-1252', ENGLISH],
  ['French', 'windows-1252', FRENCH],
  ['German', 'windows-1252', GERMAN],
]

type Options = Parameters<typeof decodeText>[1]

async function decode(bytes: Uint8Array, options: Options = {}, chunkSize?: number) {
  const { encoding, encodingSource, text, changes, notes } = await decodeText(fileOf(bytes, chunkSize), options)
  let whole = ''
  for await (const piece of text) whole += piece
  return { encoding, encodingSource, text: whole, changes: Object.fromEntries(changes), notes }
}

async function refusal(bytes: Uint8Array, options: Options = {}) {
  const error = await decode(bytes, options).then(
    ({ encoding }) => new Error(`It was read as ${encoding}.`),
    (reason: unknown) => reason,
  )
  if (error instanceof CineqoError) return { code: error.code, params: error.params }
  throw error
}

describe('decodeText', () => {
  it.each(SAMPLES)('finds %s in %s and reads it to the letter, in chunks of any size', async (_, encoding, text) => {
    const bytes = encode(text, encoding)
    const read = { encoding, encodingSource: 'detected', text, changes: {}, notes: [] }
    expect(await decode(bytes)).toEqual(read)
    for (const chunkSize of [1, 2, 3, 7, 50]) expect(await decode(bytes, {}, chunkSize)).toEqual(read)
  })

  it.each([
    ['gb18030', '你明天还来吗'],
    ['gb18030', '阿明不在家。'],
    ['big5', '你明天還來嗎'],
    ['shift_jis', '遅かったね」と'],
    ['windows-1252', 'the café'],
    ['utf-16le', 'rain'],
  ] as const)('finds %s in a few words: %s', async (encoding, text) => {
    expect(await decode(encode(text, encoding))).toMatchObject({ encoding, text })
  })

  it('says that the encoding of few words is a guess', async () => {
    const { notes } = await decode(encode('你还在', 'gb18030'))
    expect(notes).toEqual([{ code: 'encoding_unsure', params: { encoding: 'gb18030' } }])
  })

  it.each(['utf-8', 'utf-16le', 'utf-16be'] as const)(
    'takes the byte order mark of %s at its word',
    async (encoding) => {
      const bytes = encode('\uFEFFabc', encoding)
      expect(await decode(bytes, {}, 1)).toMatchObject({ encoding, encodingSource: 'byte_order_mark', text: 'abc' })
    },
  )

  it('takes the choice of a person over everything else', async () => {
    const read = await decode(encode(SIMPLIFIED, 'gb18030'), { encoding: 'windows-1252' }).catch((error) => error)
    expect(read).toMatchObject({ encoding: 'windows-1252', encodingSource: 'chosen' })
  })

  it('takes what a file says of itself where its bytes do not prove otherwise', async () => {
    const declared = { declared: 'shift_jis' } as const
    expect(await decode(encode('駅前の道', 'shift_jis'), declared)).toMatchObject({
      encoding: 'shift_jis',
      encodingSource: 'declared',
    })
    expect(await decode(encode(SIMPLIFIED, 'utf-8'), declared)).toMatchObject({ encoding: 'utf-8', text: SIMPLIFIED })
  })

  it.each(['utf-8', 'gb18030', 'big5', 'shift_jis', 'utf-16le', 'utf-16be'] as const)(
    'shows places of %s that are not valid, counts them, and says where the first is',
    async (encoding) => {
      const text = encoding === 'shift_jis' ? JAPANESE : encoding === 'big5' ? TRADITIONAL : SIMPLIFIED
      const before = encode(text.repeat(5), encoding)
      const broken = encoding === 'utf-16le' ? [0x00, 0xd8] : encoding === 'utf-16be' ? [0xd8, 0x00] : [0xff]
      const bytes = Buffer.concat([before, Buffer.from(broken), encode(`\n${text.repeat(5)}`, encoding)])
      const params = { encoding, offset: before.length, count: 1 }
      for (const chunkSize of [1, 100, 65_536]) {
        expect(await decode(bytes, {}, chunkSize)).toEqual({
          encoding,
          encodingSource: 'detected',
          text: `${text.repeat(5)}\uFFFD\n${text.repeat(5)}`,
          changes: { undecodable_bytes: 1 },
          notes: [{ code: 'undecodable', params }],
        })
      }
    },
  )

  it('takes gaps of Windows-1252 for what they are: not valid', async () => {
    const latin = Buffer.concat([encode(FRENCH.repeat(9), 'windows-1252'), Buffer.of(0x81)])
    expect(await decode(latin)).toMatchObject({ text: `${FRENCH.repeat(9)}\uFFFD`, changes: { undecodable_bytes: 1 } })
  })

  it('knows the characters that Hong Kong added to Big5', async () => {
    const text = '佢哋嘅屋企喺呢度，食咗飯未呀？我唔知佢幾時返嚟。\n'.repeat(3)
    expect(await decode(encode(text, 'big5hkscs'))).toMatchObject({ encoding: 'big5', text, changes: {} })
  })

  it.each(['utf-8', 'gb18030', 'utf-16le'] as const)(
    'counts a last character that was cut off in %s',
    async (encoding) => {
      const bytes = encode(SIMPLIFIED.repeat(9).trimEnd(), encoding)
      const { text, changes } = await decode(bytes.subarray(0, -1))
      expect(text.endsWith('房租谁给我交？\uFFFD')).toBe(true)
      expect(changes).toEqual({ undecodable_bytes: 1 })
    },
  )

  it('does not count a U+FFFD that stands in the file', async () => {
    const text = `${SIMPLIFIED}\uFFFD${SIMPLIFIED}`
    for (const encoding of ['utf-8', 'utf-16le', 'utf-16be'] as const) {
      for (const chunkSize of [1, 2, 5, 1000]) {
        expect(await decode(encode(text, encoding), {}, chunkSize)).toMatchObject({ text, changes: {} })
      }
    }
  })

  it('refuses a text of which more than 0.5 % is not valid, with the place of the first', async () => {
    const before = encode(SIMPLIFIED.repeat(5), 'utf-8')
    const bytes = Buffer.concat([before, encode(SIMPLIFIED.repeat(2), 'gb18030')])
    expect(await refusal(bytes)).toEqual({
      code: 'novel_undecodable',
      params: { encoding: 'utf-8', offset: before.length, percent: expect.any(Number) },
    })
  })

  it('refuses a text with a part in UTF-8, which GB18030 would take for other characters', async () => {
    const before = encode(SIMPLIFIED.repeat(9), 'gb18030')
    const bytes = Buffer.concat([before, encode('她想起小时候坐父亲的车去镇上，也是这样的夜里。', 'utf-8')])
    expect(await refusal(bytes)).toMatchObject({
      code: 'novel_undecodable',
      params: { encoding: 'gb18030', offset: before.length },
    })
  })

  it('says where a few characters of UTF-8 stand in a text in GB18030', async () => {
    const before = encode(SIMPLIFIED.repeat(20), 'gb18030')
    const { notes } = await decode(Buffer.concat([before, encode('她想起小时候', 'utf-8')]))
    const params = { encoding: 'gb18030', count: 6, offset: before.length }
    expect(notes).toContainEqual({ code: 'mixed_encodings', params })
  })

  it.each([
    ['nothing', Buffer.alloc(0), 'novel_empty'],
    ['NUL bytes', Buffer.from('once\0upon a time there was a miller'), 'novel_binary'],
    ['many control characters', Buffer.from('a\x01\x02\x03'.repeat(20)), 'novel_binary'],
    [
      'bytes without sense',
      Buffer.from(Array.from({ length: 3000 }, (_, i) => ((i * i * 31 + i * 7) % 255) + 1)),
      'novel_encoding_unknown',
    ],
    [
      'Korean',
      encode('그는 늦은 밤까지 돌아오지 않았다. 비가 내리고 바람이 불었다. '.repeat(20), 'euc-kr'),
      'novel_encoding_unknown',
    ],
    [
      'Russian',
      encode('Он не вернулся домой до поздней ночи. Шёл дождь. '.repeat(20), 'windows-1251'),
      'novel_encoding_unknown',
    ],
    [
      'Polish',
      encode('Zażółć gęślą jaźń. Nie wrócił do domu aż do późnej nocy. '.repeat(20), 'windows-1250'),
      'novel_encoding_unknown',
    ],
  ] as const)('refuses %s', async (_, bytes, code) => {
    expect((await refusal(bytes)).code).toBe(code)
  })

  it('reads a text with the few control characters that old editors leave', async () => {
    const text = `${'The rain fell all night.\n'.repeat(20)}\x0c\x1a`
    expect(await decode(Buffer.from(text))).toMatchObject({ text, changes: {} })
  })

  it('never fails with anything but a word of the registry, whatever the bytes and the choice', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 200 }),
        fc.option(fc.constantFrom(...novelEncodings), { nil: undefined }),
        fc.integer({ min: 1, max: 20 }),
        async (bytes, encoding, chunkSize) => {
          const read = (size: number) =>
            decode(bytes, { encoding }, size).catch((error) => {
              if (error instanceof CineqoError) return error.toStored()
              throw error
            })
          expect(await read(chunkSize)).toEqual(await read(1000))
        },
      ),
      { numRuns: 500 },
    )
  })
})
