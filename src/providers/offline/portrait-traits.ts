/** Reads what a painter can draw out of a brief: palette, sex, age, hair, dress. Everything else follows from a seed. */
import { createHash } from 'node:crypto'
import type { PortraitBrief } from '../painter.ts'
import { ageOf, type HairStyle, hairStyleOf, hasBeard, isFemale } from './portrait-person.ts'

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

/** Between a colour and its garment stands no other colour: 发白的蓝布旗袍 is blue. */
const CHINESE_CLOTHES =
  '[^，。；红绯赤朱青蓝绿翠碧白素雪黑皂玄黄金紫灰褐棕]{0,5}(?:衣|袄|裙|袍|衫|袖|裳|褂|服|装|裘|氅|披风|斗篷)'
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

const GLASSES = /眼镜|墨镜|\b(?:spectacles|glasses|eye-?glass\w*)\b/i
const HAT = /帽|冠|巾|笠|\b(?:hat|bonnet|cap|hood|turban|helmet)\b/i
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
  const female = isFemale(brief)
  const age = ageOf(brief)
  const [old, child] = [age === 'old', age === 'child']
  const base = PALETTES[die(1) % PALETTES.length] as Palette
  const colour = firstColour(looks)
  const [skin, skinShade] = SKINS[die(2) % SKINS.length] as [string, string]
  const hairs = brief.language === 'zh' ? HAIRS : WESTERN_HAIRS
  const named = LIGHT_HAIR.find(([pattern]) => pattern.test(looks))?.[1]
  const hat = HAT.test(looks)
  const hairStyle = hairStyleOf(brief, { female, child, hat }, die(4))
  return {
    palette: colour ? { ...base, garment: colour[1], garmentShade: colour[2] } : base,
    skin,
    skinShade,
    hair: named ?? (old ? '#bdb7ae' : (hairs[die(3) % hairs.length] as string)),
    hairStyle,
    garment: garmentOf(brief.language, female, `${brief.role} ${looks}`, die(5)),
    female,
    old,
    child,
    beard: !female && !child && (hasBeard(looks) || (old && !looks.includes('下巴') && die(6) % 3 === 0)),
    hat: hat && hairStyle !== 'tonsure',
    glasses: GLASSES.test(looks),
    dice,
  }
}

/** The colour that the looks name first. */
function firstColour(looks: string): (typeof COLOURS)[number] | undefined {
  const placed = COLOURS.map((colour) => ({ colour, at: looks.search(colour[0]) })).filter(({ at }) => at >= 0)
  return placed.sort((a, b) => a.at - b.at)[0]?.colour
}

/** The garment the text names first; else by trade, language and sex. */
function garmentOf(language: PortraitBrief['language'], female: boolean, text: string, die: number): Garment {
  const named = GARMENTS.map(([pattern, garment]) => ({ garment, at: text.search(pattern) })).filter(
    ({ at }) => at >= 0,
  )
  const first = named.sort((a, b) => a.at - b.at)[0]?.garment
  if (first !== undefined) return female && first === 'suit' ? 'coat' : first
  if (/公司|总裁|手机|办公|律师|警|局长|探长|\b(?:office|police|lawyer|inspector|constable)\b/i.test(text)) {
    return female ? 'coat' : 'suit'
  }
  if (language === 'zh') return die % 4 === 0 ? 'plain' : 'robe'
  return female ? 'gown' : die % 3 === 0 ? 'coat' : 'suit'
}

const GARMENTS: ReadonlyArray<[RegExp, Garment]> = [
  [/西装|制服|礼服|\b(?:suit|uniform|waistcoat|buttonhole|tie)\b/i, 'suit'],
  [/大衣|雨衣|大褂|斗篷|披风|呢子|\b(?:coat|cloak|jacket|tweeds)\b/i, 'coat'],
  [/长衫|长袍|旗袍|寿袍|马褂|道袍|袈裟|\brobes?\b/i, 'robe'],
  [/短打|布衫|夹袄|褂子|坎肩|背带裤|\b(?:jersey|apron|shirt)\b/i, 'plain'],
  [/裙|\b(?:gown|dress|frock|skirt)\b/i, 'gown'],
]
