/** Reads sex, age and hair of a person out of a brief. */
import type { Language } from '../../contracts/text.ts'
import { genderOfName } from '../../novel/naming.ts'
import type { PortraitBrief } from '../painter.ts'

export type HairStyle = 'short' | 'bob' | 'long' | 'bun' | 'topknot' | 'tonsure'

const FEMALE_WORDS =
  /女|娘|姑|姐|妹|妈|母|婆|嫂|婶|妇|妃|后$|夫人|太太|小姐|公主|丫|尼姑|头牌|\b(?:woman|girl|lady|mrs|miss|madame|mademoiselle|aunt|mother|sister|daughter|wife|widow|queen|princess|duchess|gran|granny|grandmother|housekeeper|maid|nurse|governess)\b/gi
const MALE_WORDS =
  /男|爷|哥|弟|叔|伯|父|公子|少爷|和尚|僧|道士|将军|先生|少年|汉|小伙子|\b(?:man|boy|mr|sir|lord|uncle|father|brother|son|husband|king|prince|duke|captain|colonel|constable|inspector)\b/gi
/** A pronoun at the head of a sentence or clause is the person; one inside may be somebody else. */
const SHE = /(?:^|[。，；！？])她|(?:^|[.!?] )(?:She|Her)\b/g
const HE = /(?:^|[。，；！？])他|(?:^|[.!?] )(?:He|His)\b/g
const FEMALE_GIVEN = /[英红玉兰芳花娟秀珍婷丽娜燕霞凤琴淑慧惠玲香莲菊媛媚婉莉萍蓉薇倩仪]$/
const BEARD = /须|胡子|络腮|髯|髭|\b(?:beard|bearded|whiskers|moustache)\b/i

const OLD =
  /老[人者妇太翁汉态迈]|年老|(?:白|银)发|头发(?:全|已|都)?白|花白|苍苍|白须|皱纹|年迈|龙钟|花甲|古稀|[六七八九]十[一二三四五六七八九多来]{0,2}岁|\b(?:(?:an?|very|tiny|little) (?:\w+ )?old (?:man|woman|lady|gentleman|fellow|servant|sailor|soldier)|elderly|(?:gr[ae]y|white)[- ]hair(?:ed)?|wrinkled|grandmother|grandfather|venerable|(?:sixty|seventy|eighty|ninety)(?:-\w+)?(?: years)?)\b/i
const CHILD =
  /孩|童|幼|稚|小儿|(?<![十一二三四五六七八九])[五六七八九]岁|(?<![一二三四五六七八九])十[一二三四]岁|\b(?:child|little (?:girl|boy)|(?:girl|boy) of (?:six|seven|eight|nine|ten|eleven|twelve|thirteen)|(?:six|seven|eight|nine|ten|eleven|twelve|thirteen) years old|infant)\b/i
/** An age in words; its tens decide. */
const AGE =
  /([二三四五六七八九])十[一二三四五六七八九多来几]{0,3}(?:岁|上下|出头|的人)|\b(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b/i
const ENGLISH_TENS = ['ten', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
/** People of old China, whose men tie up their hair. */
const CLASSICAL =
  /老爷|爷|公子|相公|丞相|将军|太守|县令|知府|王爷|太子|皇|娘娘|道长|道士|书生|秀才|大侠|少侠|掌门|宝剑|[^鸡]冠|袍袖|和尚|僧|妖|仙/

/** Sex: what the name says, then what the looks say, then what else is known; men are more often left unsaid. */
export function isFemale(brief: PortraitBrief): boolean {
  const names = [brief.name, ...brief.aliases]
  const balance = (text: string, female: RegExp, male: RegExp) =>
    (text.match(female)?.length ?? 0) - (text.match(male)?.length ?? 0)
  for (const name of names) {
    const gender = genderOfName(name, brief.language)
    if (gender !== null) return gender === 'female'
  }
  const said = [
    balance(names.join(' '), FEMALE_WORDS, MALE_WORDS),
    /^(?:女性|A woman\b)/.test(brief.appearance) ? 1 : /^(?:男性|A man\b)/.test(brief.appearance) ? -1 : 0,
    balance(brief.appearance, SHE, HE),
    balance(`${brief.role} ${brief.appearance}`, FEMALE_WORDS, MALE_WORDS),
    BEARD.test(brief.appearance) ? -1 : 0,
    balance(brief.description, SHE, HE),
    balance(brief.description, /她|\b(?:she|her)\b/gi, /他|\b(?:he|him|his)\b/gi),
  ].find((value) => value !== 0)
  return said === undefined ? brief.language === 'zh' && FEMALE_GIVEN.test(brief.name) : said > 0
}

export function ageOf(brief: PortraitBrief): 'child' | 'grown' | 'old' {
  const told = AGE.exec(brief.appearance)
  if (told) {
    const tens =
      '一二三四五六七八九'.indexOf(told[1] ?? '') + 1 || ENGLISH_TENS.indexOf((told[2] ?? '').toLowerCase()) + 1
    if (tens >= 2) return tens >= 6 ? 'old' : 'grown'
  }
  if (OLD.test(brief.appearance) || /^老.{2,}|婆|翁|^Old |^Gran/.test(brief.name)) return 'old'
  return CHILD.test(brief.appearance) ? 'child' : 'grown'
}

export function hasBeard(looks: string): boolean {
  return BEARD.test(looks)
}

/** Hair as the looks tell it; else by sex and time. Hair that stands up has no room under a hat. */
export function hairStyleOf(
  brief: PortraitBrief,
  { female, child, hat }: { female: boolean; child: boolean; hat: boolean },
  die: number,
): HairStyle {
  const looks = brief.appearance
  if (/光头|秃|头发一根不剩|\bbald\b/i.test(looks) || /和尚|僧|尼姑|\bmonk\b/i.test(`${brief.name} ${brief.role}`)) {
    return 'tonsure'
  }
  if (!female) return isClassical(brief) && !child && !hat ? 'topknot' : 'short'
  if (/短(?:头)?发|头发剪短|\b(?:cropped|short)[- ]hair|hair (?:was )?(?:cut )?short/i.test(looks)) return 'bob'
  if (/挽|髻|盘起|簪|\b(?:bun|knot|chignon)\b/i.test(looks) && !hat) return 'bun'
  if (/长发|披散|披肩|辫|\b(?:long hair|braids?|plaits?|curls|tresses)\b/i.test(looks)) return 'long'
  return (hat ? (['long', 'bob'] as const)[die % 2] : (['long', 'bun', 'bob'] as const)[die % 3]) as HairStyle
}

function isClassical(brief: PortraitBrief): boolean {
  const modern: Record<Language, boolean> = {
    zh: /西装|警|局长|记者|医院|公司|汽车|照相|皮鞋/.test(`${brief.role}${brief.appearance}`),
    en: true,
  }
  return (
    !modern[brief.language] &&
    CLASSICAL.test([brief.name, ...brief.aliases, brief.role, brief.description, brief.appearance].join(' '))
  )
}
