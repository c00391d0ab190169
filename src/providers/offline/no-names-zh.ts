/** Words that stand where Chinese names stand and are none: places, and common words of the dictionary. */
import { surnameOf } from '../../novel/naming-zh.ts'
import { isPlaced } from '../../novel/surroundings-zh.ts'
import { titleAtEnd } from '../../novel/titles-zh.ts'
import { timesLikeAPerson } from './addresses-zh.ts'
import { kindOfWord } from './segment-zh.ts'

/** A name that ends like a place is one when it stands like one this often. */
const PLACE_SHARE = 0.25
/** A word of the dictionary is a name where it acts at the head of clauses so often. */
const ACTING_TIMES = 3

/** A word of the dictionary that is neither a form of address nor stands like a person often enough: 程度, 申辩. */
export function isCommonWord(name: string, text: string): boolean {
  const kind = kindOfWord(name)
  if (
    (kind !== 'noun' && kind !== 'other') ||
    titleAtEnd(name) !== '' ||
    /^[老小阿].$/u.test(name) ||
    (surnameOf(name) !== '' && name.length > 2)
  )
    return false
  return timesLikeAPerson(name, text, ACTING_TIMES) < ACTING_TIMES
}

/** 莲花洞 ends like a place, and stands where places stand: behind 到 and 在, before 里 and 门. */
export function isPlace(name: string, text: string): boolean {
  if (!/[国洞殿寺庙观河山阁府郡县州店庄城村湖海江宫楼馆院镇岛]$/.test(name)) return false
  let count = 0
  let placed = 0
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    count++
    if (isPlaced(text.charAt(at - 1), text.charAt(at + name.length))) placed++
  }
  return placed >= count * PLACE_SHARE
}
