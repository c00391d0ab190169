/** How Chinese names are built: surnames, given names, forms of address. */

const COMPOUND =
  '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 令狐 百里 呼延 东郭 南门 西门 轩辕 纳兰 完颜 叶赫'
/** The hundred names, without those that are mainly other words (如 时 从 和 …) and are caught by their context. */
const SINGLE =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛奚范彭郎鲁韦马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于傅皮卞齐康伍余元顾孟黄穆萧尹姚邵汪祁毛禹狄米贝明臧计伏成戴宋茅庞熊纪舒屈项祝董梁杜阮蓝闵季贾路江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉龚程嵇邢裴陆荣翁荀羊甄曲封芮储靳段富巫乌焦巴牧谷车侯宓蓬全班仰秋仲伊宫宁仇栾甘厉戎祖武符刘景詹束龙叶幸司韶黎蓟薄印宿白怀蒲邰鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公萧肖铁筱麻'
const COMPOUND_SURNAMES = new Set(COMPOUND.split(' '))
const SINGLE_SURNAMES = new Set(SINGLE)

/** Forms of address that follow a surname or a name, longest first. */
export const CHINESE_TITLES =
  '老师傅 老太太 姨太太 老夫人 大奶奶 二奶奶 三奶奶 四奶奶 大爷 二爷 三爷 四爷 五爷 姑娘 小姐 太太 夫人 老爷 奶奶 少爷 公子 先生 女士 大人 将军 元帅 丞相 尚书 御史 太守 知府 知县 县令 掌柜 师父 师傅 师兄 师姐 师弟 师妹 道长 道人 长老 法师 和尚 尼姑 真人 仙子 仙人 娘娘 公主 王爷 太子 皇后 贵妃 大夫 郎中 医生 护士 老师 教授 校长 经理 老板 账房 船长 院长 探长 巡警 主任 局长 队长 警官 律师 记者 司机 大哥 二哥 三哥 大姐 二姐 大嫂 二嫂 姐姐 妹妹 哥哥 弟弟 兄弟 叔叔 伯伯 婶婶 阿姨 姨妈 姨娘 姥姥 嬷嬷 妈妈 大娘 大妈 大伯 大叔 大婶 员外 秀才 相公 娘子 丫头 宫保 总 哥 姐 叔 伯 婶 嫂 爷 妈 娘 公 氏 儿 老'.split(
    ' ',
  )

const TITLE_SET = new Set(CHINESE_TITLES)
const FEMALE =
  /(太太|夫人|奶奶|姑娘|小姐|女士|师姐|师妹|仙子|娘娘|公主|皇后|贵妃|姐|妹|嫂|婶|姨|妈|娘|姥|嬷|婆|丫头|尼姑|氏)/

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

/** Takes a name apart: 王夫人 -> 王, '', 夫人; 林黛玉 -> 林, 黛玉, ''. A name without surname is all given name. */
export function parseChineseName(name: string): ChineseName {
  const title = CHINESE_TITLES.find((known) => name.length > known.length && name.endsWith(known)) ?? ''
  const bare = name.slice(0, name.length - title.length)
  const surname = surnameOf(bare) || (SINGLE_SURNAMES.has(bare) && title !== '' ? bare : '')
  // 孙悟空 has three characters; 平儿 has a surname's character by chance and no more than a short given name.
  if (surname !== '' && (bare.length > surname.length || title !== '')) {
    return { surname, given: bare.slice(surname.length), title }
  }
  return { surname: '', given: bare, title }
}

export function isChineseTitle(word: string): boolean {
  return TITLE_SET.has(word)
}

/** What a form of address tells, or null. */
export function genderOfChineseTitle(title: string): 'female' | 'male' | null {
  if (title === '') return null
  if (FEMALE.test(title)) return 'female'
  return /(爷|公子|少|哥|叔|伯|和尚|道长|长老|王爷|太子|相公|秀才|员外|兄|弟)/.test(title) ? 'male' : null
}
