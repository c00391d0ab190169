/** Place and time of a scene, where the text names them. */
import type { Language } from '../../contracts/text.ts'

export interface Setting {
  place: string | null
  time: string | null
  indoors: boolean | null
}

/** Looks for the first place and time that the narration of a scene names. `names` are its people: no places. */
export function settingOf(narration: string, names: readonly string[], language: Language): Setting {
  const place = language === 'zh' ? chinesePlace(narration) : englishPlace(narration, names)
  const times = language === 'zh' ? CHINESE_TIMES : ENGLISH_TIMES
  const time = times
    .map(([pattern, name]) => ({ name, at: pattern.exec(narration)?.index ?? Number.POSITIVE_INFINITY }))
    .reduce((first, other) => (other.at < first.at ? other : first))
  return {
    place: place?.place ?? null,
    indoors: place?.indoors ?? null,
    time: time.at === Number.POSITIVE_INFINITY ? null : time.name,
  }
}

type Place = Pick<Setting, 'place' | 'indoors'>

const CHINESE_INDOORS =
  '房间|房中|房里|房内|卧室|卧房|书房|上房|厢房|屋里|屋内|屋中|客厅|客堂|大厅|厅上|堂上|大堂|公堂|教室|办公室|会议室|病房|医院|公司|酒楼|酒店|酒馆|酒吧|饭店|茶馆|茶楼|客店|客栈|店里|店内|店中|铺子里|庙里|寺里|寺中|殿上|殿中|宫中|宫里|洞中|洞里|洞内|船上|舱里|车里|车上|车内|轿里|厨房|楼上|楼下|阁中|轩中|馆中|帐中|帐内|营中|牢里|牢中|狱中|衙门|衙内|府中|府里|府内|家中|家里|灵堂|电梯|走廊|地下室|仓库|派出所|警局|法庭|火车上|飞机上'
const CHINESE_OUTDOORS =
  '花园|园中|园里|园内|院子|院中|院里|街上|街头|街市|巷口|巷子|桥上|桥头|河边|江边|湖边|海边|湖上|江上|海上|水边|岸上|岸边|溪边|山上|山下|山中|山前|山顶|山坡|山脚|洞外|洞口|林中|林里|树林|树下|竹林|城外|城中|城里|城门|城下|村口|村里|庄上|庄前|路上|路边|路旁|门外|门口|门前|楼前|殿前|阶下|码头|广场|操场|校园|阳台|田里|田间|雪地|草地|渡口|坟前|墓前|空中|云端|半空|阵前'
const CHINESE_KNOWN = new RegExp(`(${CHINESE_INDOORS})|(${CHINESE_OUTDOORS})`, 'u')
/** Places by the last character of their names, behind a word of coming or being. */
const CHINESE_ARRIVAL =
  '(?:来到|来至|到了|走到|走进|走入|赶到|跑到|进了|进入|回到|回至|转到|坐在|站在|住在|躺在|跪在|正在|便在|就在|都在|聚在|至|往|出了|离了|进得|入得)'
const CHINESE_NAMED = new RegExp(
  `${CHINESE_ARRIVAL}(?:一[个座所间家处条])?((?!这|那|他|她|我|你|自己|家|一|此|某|其)[\\u3400-\\u9fff]{1,3}?(?:(客栈|酒楼|书院|公馆|衙门|[房屋楼阁院府宅庙寺庵观宫殿堂厅店铺馆洞营牢狱室轩斋舍])|(码头|[亭园桥街巷山林河湖江海城村庄寨岸坡岭谷渡坟墓岛潭泉])))(?![\\u3400-\\u9fff]?[子主人员们])`,
  'u',
)

function chinesePlace(narration: string): Place | null {
  const known = CHINESE_KNOWN.exec(narration)
  const named = CHINESE_NAMED.exec(narration)
  if (named && (!known || named.index <= known.index))
    return { place: named[1] ?? null, indoors: named[2] !== undefined }
  return known && { place: known[0], indoors: known[1] !== undefined }
}

const CHINESE_TIMES: ReadonlyArray<readonly [RegExp, string]> = [
  [
    /半夜|深夜|夜里|夜间|当夜|这夜|是夜|今夜|连夜|[二三四五]更|夜深|入夜|月光|月色|月亮|灯下|灯光|掌上灯|点上灯|烛/,
    '夜',
  ],
  [/傍晚|黄昏|日落|夕阳|掌灯|晚上|晚间|当晚|天晚|天黑|晚饭|晚膳/, '晚'],
  [/清晨|清早|天亮|早晨|早上|早起|次早|明早|天明|一早|黎明|五鼓|早饭|晨/, '晨'],
  [/中午|正午|晌午|午后|午饭|下午|日间|白天|白日|午间|日光|太阳/, '日'],
]

const ENGLISH_INDOORS =
  'drawing[- ]room|dining[- ]room|sitting[- ]room|breakfast[- ]room|waiting[- ]room|ball[- ]?room|bed[- ]?room|parlou?r|kitchen|library|study|hall|room|rooms|chamber|office|shop|tavern|inn|hotel|church|chapel|school|school-?room|classroom|cottage|cabin|carriage|coach|cab|train|court|house|home|mansion|palace|castle|tent|stair(?:s|case|way)?|gallery|corridor|passage|attic|garret|cellar|closet|nursery|porch|workhouse|prison|cell|jail|hospital|theat(?:re|er)|barn|stable|lodgings?|apartment|flat|counting-house|police[- ]station|bank'
const ENGLISH_OUTDOORS =
  'garden|grounds|street|road|lane|alley|avenue|wood|woods|forest|field|fields|beach|shore|sands|river|stream|brook|lake|pond|pool|bridge|park|hill|hills|mountain|valley|cliff|moor|yard|courtyard|churchyard|graveyard|square|market|orchard|lawn|grass|sea|water|boat|ship|deck|harbou?r|wharf|quay|station|gate|path|meadow|farm|village|town|city|terrace|hedge|tree|trees|hole'
const ENGLISH_KNOWN = new RegExp(
  `\\b(?:in|into|at|to|on|upon|through|across|from|inside|outside|near|by|beside|behind|entered|left|reached|crossed|along|down|up|round|under|toward|towards|(?:front|back|side|top|foot|end|edge|corner|middle) of) (?:the|her|his|a|an|my|our|their|its|this|that) (?:(?!(?:same|other|whole|next|one|first|last)\\b)([a-z]+(?:-[a-z]+)?) )?(?:(${ENGLISH_INDOORS})|(${ENGLISH_OUTDOORS}))\\b(?!['’])`,
)
/** What may stay before the noun: it tells one place from another. Anything else is an opinion of it. */
const ENGLISH_TELLING =
  /^(?:front|back|upper|lower|inner|outer|little|small|large|great|old|new|dark|empty|kitchen|garden|village|school|church|court|high|long|low|main|side|private|public|dining|sitting)$/
const ENGLISH_NAMED =
  /\b(?:[Aa]t|[Ii]n|[Tt]o|[Ff]rom|[Nn]ear|[Rr]eached|[Ll]eft|[Ii]nto|[Tt]owards?|[Tt]hrough) ((?:\p{Lu}[\p{L}’']+(?:[ -]|(?=[^\p{L}])))+)/gu
const NO_PLACE =
  /^(?:I|Let|He|She|They|We|You|It|Mr|Mrs|Miss|Sir|Lady|Lord|Dr|God|Heaven|Heavens|Christmas|Easter|Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|January|February|March|April|May|June|July|August|September|October|November|December|English|French|German|Latin|Chapter|Volume)\b/

function englishPlace(narration: string, names: readonly string[]): Place | null {
  const known = ENGLISH_KNOWN.exec(narration)
  if (known) {
    const noun = known[2] ?? known[3] ?? ''
    const telling = known[1] !== undefined && ENGLISH_TELLING.test(known[1]) ? `${known[1]} ` : ''
    return { place: telling + noun, indoors: known[2] !== undefined }
  }
  for (const match of narration.matchAll(ENGLISH_NAMED)) {
    const name = (match[1] ?? '').replace(/[ -]$/, '').replace(/['’]s$/, '')
    const isPerson = names.some((person) => person.includes(name) || name.includes(person))
    if (name.length > 2 && !NO_PLACE.test(name) && !isPerson) return { place: name, indoors: null }
  }
  return null
}

const ENGLISH_TIMES: ReadonlyArray<readonly [RegExp, string]> = [
  [
    /\b(?:midnight|at night|that night|to-night|tonight|moonlight|moon|stars|in the night|last night|candle\w*|lamp\w*|asleep|bedtime)\b/i,
    'night',
  ],
  [/\b(?:evening|dusk|sunset|twilight|after dinner|supper)\b/i, 'evening'],
  [/\b(?:morning|dawn|sunrise|breakfast|daybreak)\b/i, 'morning'],
  [/\b(?:afternoon|noon|midday|luncheon|lunch|tea-time|day|sunshine|sunny)\b/i, 'day'],
]
