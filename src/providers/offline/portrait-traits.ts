/** Reads what a painter can draw out of a brief: palette, sex, age, hair, dress. Everything else follows from a seed. */
import { createHash } from 'node:crypto'
import type { PortraitBrief } from '../painter.ts'

export type HairStyle = 'short' | 'bob' | 'long' | 'bun' | 'topknot' | 'tonsure'
export type Garment = 'robe' | 'suit' | 'gown' | 'coat' | 'plain'

export interface Palette {
  skyTop: string
  skyBottom: string
  accent: string
  garment: string
  garmentShade: string
  trim: string
}

export interface PortraitTraits {
  palette: Palette
  skin: string
  skinShade: string
  hair: string
  hairStyle: HairStyle
  garment: Garment
  female: boolean
  old: boolean
  child: boolean
  beard: boolean
  hat: boolean
  glasses: boolean
  /** Whole numbers that the drawing takes its small decisions from. */
  dice: readonly number[]
}

const PALETTES: readonly Palette[] = [
  {
    skyTop: '#1f3a5f',
    skyBottom: '#d9b48f',
    accent: '#f2d6a2',
    garment: '#7d2e3a',
    garmentShade: '#561d28',
    trim: '#e8c07d',
  },
  {
    skyTop: '#23423b',
    skyBottom: '#c9cfa4',
    accent: '#eef0cf',
    garment: '#2f5d50',
    garmentShade: '#1c3d34',
    trim: '#d9b36c',
  },
  {
    skyTop: '#3b2a4d',
    skyBottom: '#e3b7b0',
    accent: '#f7dfd4',
    garment: '#5a3d6e',
    garmentShade: '#3b2749',
    trim: '#e6b89c',
  },
  {
    skyTop: '#4a2d24',
    skyBottom: '#e9c79a',
    accent: '#f9e6c4',
    garment: '#8a4b2a',
    garmentShade: '#5f3019',
    trim: '#f0d08a',
  },
  {
    skyTop: '#14313f',
    skyBottom: '#9cc2c4',
    accent: '#e2f0ea',
    garment: '#1f5670',
    garmentShade: '#123748',
    trim: '#f0e2b6',
  },
  {
    skyTop: '#2c2f38',
    skyBottom: '#b9b3a7',
    accent: '#ece5d8',
    garment: '#3d4452',
    garmentShade: '#262b35',
    trim: '#c9a25f',
  },
  {
    skyTop: '#40223a',
    skyBottom: '#e8a6a1',
    accent: '#fbe0d3',
    garment: '#9b3358',
    garmentShade: '#6b1f3b',
    trim: '#f3c9a5',
  },
  {
    skyTop: '#2f3b1f',
    skyBottom: '#d9cf8f',
    accent: '#f5efc8',
    garment: '#5d6b2b',
    garmentShade: '#3d4719',
    trim: '#e9d58b',
  },
]

const CHINESE_CLOTHES = '[^，。；]{0,5}(?:衣|袄|裙|袍|衫|袖|裳|褂|服|装|裘|氅|披风|斗篷)'
const ENGLISH_CLOTHES = '(?: [\\w-]+){0,2} (?:coat|dress|suit|gown|robes?|cloak|jacket|shawl|frock|uniform|tunic)'
/** A colour counts when it is the colour of clothes: a person in red is drawn in red, one with a red face is not. */
const clothesOf = (chinese: string, english: string) =>
  new RegExp(
    `(?:${chinese})${CHINESE_CLOTHES}|\\b(?:${english})${ENGLISH_CLOTHES}\\b|\\b(?:dressed|clad|clothed) (?:all )?in (?:${english})\\b`,
    'i',
  )

/** Garment and its shade by colour. */
const COLOURS: ReadonlyArray<[RegExp, garment: string, shade: string]> = [
  [clothesOf('红|绯|赤|朱', 'red|scarlet|crimson'), '#9c2f35', '#6d1c22'],
  [clothesOf('青|蓝', 'blue|azure|navy'), '#29557f', '#193753'],
  [clothesOf('绿|翠|碧', 'green'), '#2f6a4a', '#1d4730'],
  [clothesOf('白|素|雪', 'white'), '#e6e0d4', '#bfb7a6'],
  [clothesOf('黑|皂|玄', 'black|mourning'), '#2a2b33', '#17181d'],
  [clothesOf('黄|金', 'yellow|gold|golden'), '#b98a2f', '#84601c'],
  [clothesOf('紫', 'purple|violet|lilac'), '#644180', '#432a58'],
  [clothesOf('灰', 'gr[ae]y'), '#676b73', '#454950'],
  [clothesOf('褐|棕', 'brown'), '#75502f', '#4e341d'],
]
const SKINS: ReadonlyArray<[string, string]> = [
  ['#f1cfae', '#d9ab84'],
  ['#ecc19c', '#cf9b73'],
  ['#f5d9bf', '#dfb592'],
  ['#e3b48b', '#c18c62'],
]
const HAIRS = ['#1d1a1c', '#2a211d', '#3a2a20', '#241f2b'] as const
const WESTERN_HAIRS = ['#2a211d', '#4a3220', '#7a5230', '#b08444'] as const

const FEMALE =
  /她|女|娘|姑|姐|妹|妈|母|婆|嫂|婶|妇|妃|后$|夫人|太太|小姐|公主|丫|尼|\b(?:she|her|woman|girl|lady|mrs|miss|madame|mademoiselle|aunt|mother|sister|daughter|wife|widow|queen|princess|duchess)\b/gi
const MALE =
  /他|男|爷|哥|弟|叔|伯|父|公子|和尚|僧|道士|将军|先生|少年|汉|\b(?:he|his|him|man|boy|mr|sir|lord|uncle|father|brother|son|husband|king|prince|duke|captain|colonel)\b/gi
const OLD =
  /老[人者妇太翁汉态迈]|年老|白发|苍苍|白须|皱纹|年迈|龙钟|花甲|古稀|[六七八]十.{0,2}岁|(?<!years |year-)(?<!years |year-)\b(?:old|aged|elderly|gr[ae]y-haired|white-haired|wrinkled|grandmother|grandfather|venerable)\b/i
const CHILD =
  /孩|童|幼|稚|小儿|[七八九]岁|十[一二三]岁|\b(?:child|little (?:girl|boy)|(?:seven|eight|nine|ten|eleven) years old|infant)\b/i
const BEARD = /须|胡子|髯|髭|\b(?:beard|bearded|whiskers|moustache)\b/i
const GLASSES = /眼镜|\b(?:spectacles|glasses|eye-?glass\w*)\b/i
const HAT = /帽|冠|巾|笠|\b(?:hat|bonnet|cap|hood|turban|helmet)\b/i
const TONSURE = /和尚|僧|尼|光头|秃|\b(?:monk|bald)\b/i
const LIGHT_HAIR: ReadonlyArray<[RegExp, string]> = [
  [/红发|\b(?:red|ginger|carroty|auburn)(?:[- ]hair\w*| braids)\b|\bhair (?:was |of )?(?:very )?red\b/i, '#9a3f1e'],
  [/金发|\b(?:blonde?|golden|flaxen|yellow|fair)(?:[- ]hair\w*)?\b/i, '#cfa55b'],
  [/白发|银发|\b(?:white|gr[ae]y|silver)[- ]?hair\w*\b/i, '#cfcac2'],
  [/\bbrown hair\b|hair was brown/i, '#5f4028'],
]

/** A die for each small decision, from everything the brief says. */
function rollDice(brief: PortraitBrief): number[] {
  const facts = [
    brief.seed,
    brief.name,
    brief.importance,
    brief.role,
    brief.description,
    brief.appearance,
    brief.style,
    brief.aspectRatio,
  ]
  return [...createHash('sha256').update(JSON.stringify(facts)).digest()]
}

export function readTraits(brief: PortraitBrief): PortraitTraits {
  const dice = rollDice(brief)
  const die = (index: number) => dice[index % dice.length] as number
  const looks = brief.appearance
  const all = [brief.name, ...brief.aliases, brief.role, brief.description, looks].join(' ')
  const female = isFemale(brief, all, die(0))
  const old = OLD.test(looks) || /^老|婆|翁|^Old /.test(brief.name)
  const child = !old && CHILD.test(looks)
  const base = PALETTES[die(1) % PALETTES.length] as Palette
  const colour = COLOURS.find(([pattern]) => pattern.test(looks))
  const [skin, skinShade] = SKINS[die(2) % SKINS.length] as [string, string]
  const hairs = brief.language === 'zh' ? HAIRS : WESTERN_HAIRS
  const named = LIGHT_HAIR.find(([pattern]) => pattern.test(looks))?.[1]
  const hat = HAT.test(looks)
  const tonsure = TONSURE.test(`${brief.name} ${brief.role} ${looks}`)
  return {
    palette: colour ? { ...base, garment: colour[1], garmentShade: colour[2] } : base,
    skin,
    skinShade,
    hair: named ?? (old ? '#bdb7ae' : (hairs[die(3) % hairs.length] as string)),
    hairStyle: tonsure ? 'tonsure' : hairStyleOf(brief.language, { female, child, hat }, die(4)),
    garment: garmentOf(brief.language, female, all, die(5)),
    female,
    old,
    child,
    beard: !female && !child && (BEARD.test(looks) || (old && die(6) % 2 === 0)),
    hat: hat && !tonsure,
    glasses: GLASSES.test(looks),
    dice,
  }
}

/** The name's own form of address first, then what the texts say more often. */
function isFemale(brief: PortraitBrief, all: string, die: number): boolean {
  const names = [brief.name, ...brief.aliases].join(' ')
  for (const text of [names, all]) {
    const female = text.match(FEMALE)?.length ?? 0
    const male = text.match(MALE)?.length ?? 0
    if (female !== male) return female > male
  }
  if (BEARD.test(brief.appearance)) return false
  if (BEARD.test(brief.appearance)) return false
  return die % 2 === 0
}

/** Hair that stands up has no room under a hat. */
function hairStyleOf(
  language: PortraitBrief['language'],
  { female, child, hat }: { female: boolean; child: boolean; hat: boolean },
  die: number,
): HairStyle {
  if (female)
    return (hat ? (['long', 'bob'] as const)[die % 2] : (['long', 'bun', 'bob'] as const)[die % 3]) as HairStyle
  if (language === 'zh' && !child && !hat) return die % 3 === 0 ? 'short' : 'topknot'
  return 'short'
}

function garmentOf(language: PortraitBrief['language'], female: boolean, all: string, die: number): Garment {
  if (/西装|公司|总裁|手机|办公|律师|警|\b(?:office|police|lawyer|suit)\b/i.test(all)) return female ? 'coat' : 'suit'
  if (language === 'zh') return die % 4 === 0 ? 'plain' : 'robe'
  return female ? 'gown' : die % 3 === 0 ? 'coat' : 'suit'
}
