/**
 * Chinese forms of address: what follows a surname (孔夫人, 孔医生) or a given name (砚二爷), and what people are called by alone where a
 * story has only one such person.
 */

const words = (text: string) => text.split(/\s+/).filter((word) => word !== '')

const RANKS = ['大', '二', '三', '四', '五', '六', '七', '八', '九', '十', '小', '老']
/** Of the family and of the house. With a rank before they tell which of several (二爷, 大奶奶). */
const OF_THE_HOUSE = words(
  '爷 奶奶 太太 姑娘 小姐 少爷 公子 老爷 相公 娘子 官人 先生 夫人 哥哥 姐姐 妹妹 弟弟 兄弟 嫂子 哥儿 姐儿 丫头 郎 哥 姐 嫂 叔 婶 舅 姨 姑 妹 弟',
)
/** The same that also go without a rank. */
const PLAIN = words(
  '老师傅 老太太 姨太太 老夫人 老太爷 少奶奶 女士 大人 师父 师尊 师叔 师伯 师兄 师姐 师弟 师妹 叔叔 伯伯 婶婶 阿姨 姨妈 姨娘 姥姥 嬷嬷 妈妈 大娘 大妈 大伯 大叔 大婶 舅舅 姑姑 姑妈 婆婆 大舅 国太 国老 娘娘 王爷 员外 太公 朝奉 大户 少侠 大侠 女侠 同志 同学 贤弟 贤妹 世兄 仁兄 老弟 老兄',
)
/** Offices, trades and degrees. */
const OFFICES = words(`
  将军 元帅 丞相 相国 尚书 侍郎 御史 学士 翰林 编修 主事 中堂 太师 太傅 太保 太尉 太史 太监 公公 太医 国公 国师 国舅 国丈 皇叔 郡王 驸马
  提督 总督 总兵 参将 游击 都司 守备 千总 把总 统领 统制 军门 制台 抚台 藩台 臬台 道台 府台 巡抚 观察 太守 太尊 宫保 知府 知州 知县 县令 县尉
  县丞 刺史 通判 同知 都督 都尉 校尉 都头 都监 教头 提辖 节级 押司 虞候 团练 指挥 千户 百户 典史 主簿 师爷 书办 先锋 军师 判官
  学究 乡绅 学道 贡生 监生 举人 进士 秀才 童生 状元 榜眼 探花 解元 孝廉 教谕 掌柜 账房 老板 老板娘 师傅 屠户 裁缝 铁匠 木匠 石匠 总甲 保正 里正 管家 堂官
  庄主 寨主 堡主 帮主 教主 掌门 宗主 管事 盟主 镖头 捕头 大夫 郎中 医生 护士 老师 教授 博士 讲师 校长 院长 主任 经理 总裁 总监 董事长 董事 秘书 书记
  船长 大副 探长 警长 巡长 侦探 巡警 警官 局长 处长 科长 厂长 社长 县长 市长 部长 会长 主编 编辑 记者 律师 司机 队长 队副 班长 排长 连长 营长
  团长 旅长 师长 司令 参谋 上校 少校 上尉 副官 法官 牧师 神父`)
/** Of monks, gods and rulers. Stories often know one person by such a word alone. */
const HOLY = words(`
  和尚 长老 法师 禅师 大师 尼姑 道士 道人 道长 真人 真君 星君 天尊 天王 天师 菩萨 佛祖 老祖 祖师 罗汉 尊者 大圣 行者 头陀 居士 仙子 仙姑
  仙翁 仙人 大仙 上人 圣僧`)
/** The same that tell nothing of the person whose surname goes before: a wife, a country. */
const NOT_THE_BEARER = words('师太 神尼 老母 圣母 龙王 大王 魔王 国王 公主 郡主 太子 世子 皇后 太后 贵妃 皇帝')
const SHORT = words('总 哥 姐 叔 伯 婶 嫂 爷 妈 娘 公 氏 儿 老 僧 翁 郎 妃 家的')

/** What somebody looks like, behind the surname: 徐胖子. */
const LOOKS = words('胖子 瘦子 麻子 瞎子 聋子 疯子 矮子 驼子 秃子 拐子 胡子 大个子')

const RANKED = new Set(RANKS.flatMap((rank) => OF_THE_HOUSE.map((word) => rank + word)))
const STANDING = new Set([...OFFICES, ...HOLY, ...LOOKS, '总', '公', '僧', '老', '翁', '郎'])

/** All forms, longest first. */
export const CHINESE_TITLES: readonly string[] = [
  ...new Set([...RANKED, ...OF_THE_HOUSE, ...PLAIN, ...OFFICES, ...HOLY, ...NOT_THE_BEARER, ...LOOKS, ...SHORT]),
].sort((a, b) => b.length - a.length)
const TITLE_SET = new Set(CHINESE_TITLES)

/** The form a name ends with, the longest there is; '' for none. The name must have something before it. */
export function titleAtEnd(name: string): string {
  for (let length = Math.min(3, name.length - 1); length > 0; length--) {
    const end = name.slice(-length)
    if (TITLE_SET.has(end)) return end
  }
  return ''
}

export function isChineseTitle(word: string): boolean {
  return TITLE_SET.has(word)
}

/** An office, a trade or a rank of monks and rulers: 孔医生 is the Kong people speak of most. */
export function isStanding(title: string): boolean {
  return STANDING.has(title)
}

/** Tells which of several brothers or sisters. */
export function isRanked(title: string): boolean {
  return RANKED.has(title)
}

const FEMALE =
  /(太太|夫人|奶奶|姑娘|小姐|女士|师姐|师妹|仙子|仙姑|圣母|老母|娘娘|公主|郡主|皇后|太后|贵妃|妃|女侠|师太|神尼|国太|老板娘|姐|妹|嫂|婶|姨|妈|娘|姥|嬷|婆|姑|丫头|尼姑|氏|家的)/
const MALE =
  /(爷|公子|少|哥|叔|伯|舅|郎$|官人|和尚|道长|长老|僧|王爷|大王|魔王|国王|太子|世子|皇帝|驸马|国公|国舅|国丈|相公|秀才|员外|太公|兄|弟|将军|元帅|都头|教头|提辖|太监|公公|行者|头陀|丞相|公$|太守|太尊|知县|知府|大人|举人|进士|翰林|尚书|御史|皇叔|先生|僧$|郎$)/

const FEMALE_NAME = /[妞娘姐妹姑嫂婆妈姨妮]$/u

/** What the last character of a name without a form of address tells, or null. */
export function genderOfGivenName(given: string): 'female' | null {
  return FEMALE_NAME.test(given) ? 'female' : null
}

/** What a form of address tells, or null. */
export function genderOfChineseTitle(title: string): 'female' | 'male' | null {
  if (title === '') return null
  if (FEMALE.test(title)) return 'female'
  return MALE.test(title) ? 'male' : null
}
