/** How much a text, decoded in one encoding, looks like something that people write. */
import type { NovelEncoding } from '../contracts/novel-file.ts'
import { CountingDecoder } from './undecodable.ts'

/** The most frequent characters of Chinese prose in both scripts, six of ten and more of any text; rare in a wrong decoding. */
const FREQUENT = new Set(
  '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运笑怎吧吗呢哪谁爱夜刻脸喜快站轻深跟坐算似叫父母亲房红黑花风雨城钱早晚往忽突连'.concat(
    '這個們來為國說時會對過發後裡裏種經麼學當動還進樣開從實軍無與長機業將兩間問並應戰頭體見產給門員東聲論處義幾認條係氣題爾別變總電數報結務場計資許統區隊決馬書聽達強難權設記類據邊張該規萬覺術領確傳師觀讓識帶導爭運誰愛臉輕親紅風錢連著妳啊嗎',
  ),
)

/** What stands between the words of Chinese and Japanese. */
const EAST_ASIAN_PUNCTUATION = new Set('\u3000、。〈〉《》「」『』【】！（），：；？“”‘’—…·～')
/** What Windows-1252 has for typography, besides letters. */
const TYPOGRAPHY = new Set('‘’‚“”„‹›«»–—…•†€£©®™°½¼¾§¡¿\u00A0')

/** Characters that are looked at in one block; a sample of every part of a long text. */
const SAMPLE_PER_BLOCK = 16_000

/** A wrong decoding is given up after so many characters. */
const HOPELESS_CHARACTERS = 20_000

/** ASCII says nothing where it is one byte in every encoding; two bytes that make ASCII are a proof of UTF-16. */
const BEYOND_ASCII = /[^\t\n\v\f\r\x20-\x7E]+/g
const ANYTHING = /[\s\S]+/g

const WEIGHT = { frequent: 1, kana: 1, punctuation: 0.7, ascii: 1, common: 0.3, rare: -0.7, odd: -0.7, invalid: -2 }

export class EncodingEvidence {
  readonly encoding: NovelEncoding
  /** Characters that were looked at: those outside ASCII, in UTF-16 all. */
  characters = 0
  readonly #decoder: CountingDecoder
  readonly #evidence: RegExp
  #weight = 0

  constructor(encoding: NovelEncoding) {
    this.encoding = encoding
    this.#evidence = encoding.startsWith('utf-16') ? ANYTHING : BEYOND_ASCII
    this.#decoder = new CountingDecoder(encoding)
  }

  /** The mean weight of these characters: towards 1 for prose, below 0 for a wrong decoding. */
  get score(): number {
    return this.characters === 0 ? 0 : this.#weight / this.characters
  }

  read(chunk: Uint8Array): void {
    if (!this.#isHopeless) this.#weigh(this.#decoder.decode(chunk))
  }

  end(): void {
    if (!this.#isHopeless) this.#weigh(this.#decoder.end())
  }

  /** Nothing that follows could make a text of it. */
  get #isHopeless(): boolean {
    return this.characters > HOPELESS_CHARACTERS && this.score < 0
  }

  #weigh(text: string): void {
    let left = SAMPLE_PER_BLOCK
    for (const [run] of text.matchAll(this.#evidence)) {
      const sample = run.slice(0, left)
      this.#weight += this.encoding === 'windows-1252' ? weighLatin(sample) : weighEastAsian(sample, this.encoding)
      this.characters += sample.length
      left -= sample.length
      if (left <= 0) return
    }
  }
}

/** In Western languages letters outside ASCII stand alone or in twos; other alphabets taken for one have long runs of them. */
function weighLatin(run: string): number {
  let weight = 0
  for (const character of run) {
    if (character === '\uFFFD') weight += WEIGHT.invalid
    else if (TYPOGRAPHY.has(character)) weight += WEIGHT.punctuation
    else if (/\p{L}/u.test(character)) weight += run.length <= 2 ? WEIGHT.punctuation : WEIGHT.rare
    else weight += WEIGHT.odd
  }
  return weight
}

function weighEastAsian(run: string, encoding: NovelEncoding): number {
  const common = commonIdeographs(encoding)
  let weight = 0
  for (let i = 0; i < run.length; i++) {
    const character = run[i] as string
    const code = run.charCodeAt(i)
    if (character === '\uFFFD') weight += WEIGHT.invalid
    else if (isPlain(code)) weight += WEIGHT.ascii
    else if (FREQUENT.has(character)) weight += WEIGHT.frequent
    else if (EAST_ASIAN_PUNCTUATION.has(character)) weight += WEIGHT.punctuation
    else if (code >= 0x4e00 && code <= 0x9fff) weight += common.has(character) ? WEIGHT.common : WEIGHT.rare
    else if (code >= 0x3041 && code <= 0x30ff) weight += encoding === 'gb18030' || encoding === 'big5' ? 0 : WEIGHT.kana
    else weight += WEIGHT.odd
  }
  return weight
}

function isPlain(code: number): boolean {
  return (code >= 0x20 && code < 0x7f) || (code >= 0x09 && code <= 0x0d)
}

/**
 * Where encodings have their ideographs in daily use: GB2312 level 1, Big5's first plane, JIS level 1. GB18030 holds traditional
 * characters too.
 */
const COMMON_ROWS: ReadonlyArray<{ rows: NovelEncoding; leads: [number, number]; of: readonly NovelEncoding[] }> = [
  { rows: 'gb18030', leads: [0xb0, 0xd7], of: ['gb18030', 'utf-16le', 'utf-16be'] },
  { rows: 'big5', leads: [0xa4, 0xc6], of: ['big5', 'gb18030', 'utf-16le', 'utf-16be'] },
  { rows: 'shift_jis', leads: [0x88, 0x97], of: ['shift_jis', 'utf-16le', 'utf-16be'] },
]
const knownCommon = new Map<NovelEncoding, Set<string>>()

function commonIdeographs(encoding: NovelEncoding): Set<string> {
  const known = knownCommon.get(encoding)
  if (known) return known
  const common = new Set<string>()
  for (const { rows, leads, of } of COMMON_ROWS) {
    if (!of.includes(encoding)) continue
    const decoder = new TextDecoder(rows)
    // GB2312 has its characters at trail bytes from 0xA1; before them lie rarer ones.
    for (let lead = leads[0]; lead <= leads[1]; lead++) {
      for (let trail = rows === 'gb18030' ? 0xa1 : 0x40; trail <= 0xfe; trail++) {
        const text = decoder.decode(Uint8Array.of(lead, trail))
        if (text.length === 1) common.add(text)
      }
    }
  }
  knownCommon.set(encoding, common)
  return common
}
