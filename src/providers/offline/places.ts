/** Place and time of a scene, where the text names them. */
import type { Language } from '../../contracts/text.ts'

export interface Setting {
  place: string | null
  time: string | null
  indoors: boolean | null
}

const CHINESE_INDOORS =
  '房间|房中|卧室|书房|屋里|屋内|屋中|客厅|大厅|厅上|堂上|大堂|教室|办公室|病房|医院|公司|酒楼|酒馆|茶馆|客店|店里|店中|庙里|寺里|寺中|殿上|宫中|宫里|洞中|洞里|船上|车里|车上|厨房|楼上|阁中|轩中|馆中|院中|帐中|牢里|牢中|衙门|府中|府里|家中|家里'
const CHINESE_OUTDOORS =
  '花园|园中|园里|院子|街上|街头|巷口|巷子|桥上|桥头|河边|江边|湖边|海边|湖上|山上|山下|山中|山顶|林中|树林|树下|城外|城门|村口|路上|路边|门外|门口|码头|广场|操场|天台|田里|雪地|草地|渡口'
const CHINESE_PLACE = new RegExp(`(?:(${CHINESE_INDOORS})|(${CHINESE_OUTDOORS}))`)
const CHINESE_TIMES: ReadonlyArray<[RegExp, string]> = [
  [/半夜|深夜|夜里|夜间|当夜|三更|夜深|月光|月色|灯下/, '夜'],
  [/傍晚|黄昏|日落|掌灯|晚上|当晚|天晚/, '晚'],
  [/清晨|清早|天亮|早晨|次早|天明|一早|早上|黎明/, '晨'],
  [/中午|正午|午后|午饭|下午|日间|白天/, '日'],
]
const ENGLISH_INDOORS =
  'drawing-room|dining-room|sitting-room|bedroom|bed-room|parlour|parlor|kitchen|library|study|hall|room|chamber|office|shop|tavern|inn|church|school|schoolroom|cottage|cabin|carriage|court|house|staircase|gallery|workhouse|prison|cell'
const ENGLISH_OUTDOORS =
  'garden|street|road|lane|wood|woods|forest|field|fields|beach|shore|river|bridge|park|hill|yard|square|market|orchard|lawn|sea|harbour|harbor|station|gate|path|meadow'
const ENGLISH_PLACE = new RegExp(
  `\\b(?:in|into|at|to|on|through|across|of|from) (?:the|her|his|a) (?:(?:little|old|great|small|large|big) )?(?:(${ENGLISH_INDOORS})|(${ENGLISH_OUTDOORS}))\\b`,
)
const ENGLISH_TIMES: ReadonlyArray<[RegExp, string]> = [
  [/\b(?:midnight|at night|that night|to-night|tonight|moonlight|in the night|by candlelight)\b/i, 'night'],
  [/\b(?:evening|dusk|sunset|twilight|after dinner|supper)\b/i, 'evening'],
  [/\b(?:morning|dawn|sunrise|breakfast|daybreak)\b/i, 'morning'],
  [/\b(?:afternoon|noon|midday|luncheon|tea-time)\b/i, 'day'],
]

/** Looks for the first place and time that the text of a scene names. */
export function settingOf(text: string, language: Language): Setting {
  const place = (language === 'zh' ? CHINESE_PLACE : ENGLISH_PLACE).exec(text)
  const times = language === 'zh' ? CHINESE_TIMES : ENGLISH_TIMES
  return {
    place: place ? (place[1] ?? place[2] ?? null) : null,
    time: times.find(([pattern]) => pattern.test(text))?.[1] ?? null,
    indoors: place ? place[1] !== undefined : null,
  }
}
