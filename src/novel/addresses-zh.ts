/** Forms of address that hold a surname or one character of a given name: 孔医生, 老孔, 孔姑娘, 水嫂, 砚二爷. */
import { isSurname, parseChineseName } from './naming-zh.ts'
import { isRanked, isStanding } from './titles-zh.ts'

/**
 * `young` and `plain` tell the sex, `standing` an office or a trade, `elder` that somebody younger bears the same, `ranked` which of
 * several brothers, `kin` goes with one character of the given name.
 */
type AddressKind = 'young' | 'plain' | 'standing' | 'elder' | 'familiar' | 'ranked' | 'kin'
/** The forms that tell most first. */
export const STEPS: readonly AddressKind[] = ['young', 'plain', 'standing', 'elder', 'familiar', 'ranked', 'kin']

export interface Address {
  name: string
  kind: AddressKind
  /** The surname, or '' where the form holds a character of the given name. */
  surname: string
  character: string
  title: string
}

const YOUNG = /^(?:少爷|公子|小姐|姑娘|丫头|妹妹|弟弟|师弟|师妹|贤弟|贤妹|妹|弟)$/
const PLAIN = /^(?:先生|女士|姐姐|哥哥|兄弟|兄|大人|老爷|相公|少侠|大侠|女侠|师兄|师姐|仁兄|世兄|老弟|老兄)$/
const ELDER = /^老(?=师傅|先生|太太|爷|板)/
/** With one character of the given name; those with a rank before (二爷, 大哥) as well. */
const KIN = /^(?:[叔嫂婶伯姐哥婆妈姨娘爷儿妹弟]|[哥姐]儿|姐姐|哥哥|妹妹|弟弟|兄弟|姑娘|丫头|老爷|少爷|奶奶|嫂子|小姐)$/

/** 砚二奶奶 is the wife of 砚二爷. */
const OF_THE_HUSBAND = /奶奶|太太|夫人|嫂子|娘子/
const NO_NAME = /[人夫家太老大小他她我你的这那]/u

/** What a form of address is; nothing for a name. 夫人, 太太 and their like go with the husband's surname and tell nothing here. */
export function addressOf(name: string): Address | undefined {
  const familiar = /^([老小阿])(.)$/.exec(name)
  if (familiar) {
    const [, lead, character = ''] = familiar
    if (lead === '阿' || (lead === '小' && !isSurname(character))) {
      return { name, kind: 'kin', surname: '', character, title: '' }
    }
    if (lead === '小') return { name, kind: 'familiar', surname: character, character, title: '' }
    return isSurname(character) ? { name, kind: 'familiar', surname: character, character: '', title: '' } : undefined
  }
  const doubled = /^(.)\1$/u.exec(name)?.[1]
  if (doubled !== undefined) return { name, kind: 'kin', surname: '', character: doubled, title: '' }
  const { surname, given, title } = parseChineseName(name)
  if (title === '') return undefined
  if (surname !== '' && given === '') {
    const kind = kindOf(title)
    if (kind !== null) return { name, kind, surname, character: '', title }
  }
  const character = surname + given
  const isKin = !OF_THE_HUSBAND.test(title) && !NO_NAME.test(character) && (KIN.test(title) || isRanked(title))
  return character.length === 1 && isKin ? { name, kind: 'kin', surname: '', character, title } : undefined
}

/** 老王, 船哥: a form that goes with anybody. */
export function isLooseAddress(name: string): boolean {
  const kind = addressOf(name)?.kind
  return kind === 'kin' || kind === 'familiar'
}

function kindOf(title: string): AddressKind | null {
  if (YOUNG.test(title)) return 'young'
  if (PLAIN.test(title)) return 'plain'
  if (isStanding(title)) return 'standing'
  if (ELDER.test(title)) return 'elder'
  return isRanked(title) ? 'ranked' : null
}
