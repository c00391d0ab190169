/** How Chinese names are built: surnames, given names, forms of address. */
import { titleAtEnd } from './titles-zh.ts'

const COMPOUND =
  '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 令狐 百里 呼延 东郭 南门 西门 轩辕 纳兰 完颜 叶赫'
/** The hundred names, without those that are mainly other words (如 时 从 和 …) and are caught by their context. */
const SINGLE =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛奚范彭郎鲁韦马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于傅皮卞齐康伍余元顾孟黄穆萧尹姚邵汪祁毛禹狄米贝明臧计伏成戴宋茅庞熊纪舒屈项祝董梁杜阮蓝闵季贾路江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉龚程嵇邢裴陆荣翁荀羊甄曲封芮储靳段富巫乌焦巴牧谷车侯宓蓬全班仰秋仲伊宫宁仇栾甘厉戎祖武符刘景詹束龙叶幸司韶黎蓟薄印宿白怀蒲邰鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公萧肖铁筱麻'
const COMPOUND_SURNAMES = new Set(COMPOUND.split(' '))
const SINGLE_SURNAMES = new Set(SINGLE)

export interface ChineseName {
  surname: string
  given: string
  /** A form of address, '' for none. */
  title: string
}

const FIRST_CHARACTERS = new Set([...SINGLE_SURNAMES, ...COMPOUND.split(' ').map((surname) => surname.charAt(0))])

/** Whether a surname may begin with the character: a quick look before `surnameOf`. */
export function startsSurname(character: string): boolean {
  return FIRST_CHARACTERS.has(character)
}

/** The surname a name begins with, or ''. */
export function surnameOf(name: string): string {
  const two = name.slice(0, 2)
  if (COMPOUND_SURNAMES.has(two) && name.length > 2) return two
  const one = name.charAt(0)
  return SINGLE_SURNAMES.has(one) && name.length > 1 ? one : ''
}

/** Whether the characters are a surname and nothing else. */
export function isSurname(characters: string): boolean {
  return SINGLE_SURNAMES.has(characters) || COMPOUND_SURNAMES.has(characters)
}

/** Takes a name apart: 孔夫人 -> 孔, '', 夫人; 沈青禾 -> 沈, 青禾, ''. A name without surname is all given name. */
export function parseChineseName(name: string): ChineseName {
  const title = titleAtEnd(name)
  const bare = name.slice(0, name.length - title.length)
  const surname = isSurname(bare) && title !== '' ? bare : surnameOf(bare)
  // 沈青禾 has three characters; 云儿 has a surname's character by chance and no more than a short given name.
  if (surname !== '' && (bare.length > surname.length || title !== '')) {
    return { surname, given: bare.slice(surname.length), title }
  }
  return { surname: '', given: bare, title }
}
