/**
 * What web-novel sites and their authors put between the lines of a story. Each rule looks at a paragraph as a whole, and takes it only
 * when nothing of a story is in it: a line that is left in does less harm than a line of the story that is passed over.
 */

export interface AdvertisementLine {
  /** Full-width letters and digits made plain, small letters. */
  plain: string
  /** `plain` without spaces and the signs that hide addresses from search engines. */
  squeezed: string
}

export interface AdvertisementRule {
  /** Stable: it is stored with the line. */
  name: string
  matches(line: AdvertisementLine): boolean
}

/** Speech, and people of a story: a line with them tells something. */
const QUOTED = /^["“「『‘]|[说道问答喊叫笑][：:，,]?["“「『]|["”」』]\s?(?:他|她|\p{L}{1,4}[说道问])/u
const TOLD = /(?<!其)[他她它]|\b(?:he|she|they|him|her)\b/

const DOMAIN = '(?:com|net|org|cc|cn|la|me|info|xyz|top|vip|tw|io|co|so|tv|us|biz|club|site|online|app)'
const ADDRESS = new RegExp(`(?:https?:/{0,2})?(?:[a-z0-9-]+\\.)*[a-z0-9-]{2,}\\.${DOMAIN}(?![a-z0-9])(?:/[!-~]*)?`, 'g')
/** What may stand beside an address in a line that is nothing but a label of it. */
const LABEL =
  /^(?:本?[站书文]?(?:最新|永久|备用|官方|手机)?(?:网址|网站|域名|地址|官网|站点|首发|来源|来自|出处|转自|发布|制作|整理)?|小说|txt|电子书|下载|手机版?|阅读|更新|最快|全文|免费|无错|无弹窗|正版|请?(?:记住|收藏|访问|登录|登陆|浏览)|[更多好看精彩尽在请到去上于由自是与和的])*$/
const PITCH =
  /记住(?:本站|本书|我们)?(?:的)?(?:网址|域名|地址)|(?:最新|更多|后续|全部|精彩)(?:的)?(?:章节|更新|小说|内容)|(?:手机|电脑|移动|wap)(?:用户|阅读|版|端)|(?:免费|全文|无弹窗|在线)阅读|首发|本站|小说网|文学网|书城|书吧|中文网|阅读网|电子书|txt|下载|收藏/
const PITCH_EN =
  /\b(?:read|visit|find|follow|check|get|enjoy|support|updated?|uploaded|published|posted|translated|source|content|chapters?|novels?)\b/

function hasAddress({ squeezed }: AdvertisementLine): boolean {
  return squeezed.search(ADDRESS) >= 0
}

function isSiteAddress(line: AdvertisementLine): boolean {
  if (!hasAddress(line)) return false
  const rest = line.squeezed.replace(ADDRESS, '')
  const words = rest.replace(/[^\p{L}\p{N}]/gu, '')
  if (/[\u3400-\u9fff]/.test(rest)) return LABEL.test(words) || PITCH.test(words)
  return words === '' || (PITCH_EN.test(line.plain) && line.plain.split(' ').length <= 25)
}

/** Begins a clause with one of the things that readers of a site can give. */
const VOTE =
  /(?:^|[，。！!~～…、；;：:\s（(【\]】)）])(?:跪|再|继续|拜|强烈|顺便|小声|厚颜|最后|另外|在线)*(?:求(?:一?[下张波个]|各种|点|些)?|要)(?:月票|推荐票|红票|票票|评价票|三江票|(?<=求[^求]{0,2})(?:推荐|收藏|订阅|首订|全订|打赏|鲜花|追读|自动订阅|书评|点击))(?=$|[^\p{L}]|[啊呀哦啦吧喽了哈]|支持)/u
const THANKS =
  /^(?:ps\d?[:：.]?)?[（(【]?(?:非常|十分|再次|鞠躬)*(?:感谢|多谢|谢谢).{0,60}(?:的?(?:打赏|月票|推荐票|舵主|盟主|飘红|万赏|票票|币))/
const NOTE_BEGINS = /^[（(【*]?(?:p\.?s\.?\d?|作者(?:的话|有话要?说|留言|菌)|题外话|本章说|求票)[:：.，,、\s】)]/
const NOTE_SUBJECT =
  /月票|推荐票|收藏|加更|更新|爆更|断更|第[一二三四五六七八九十\d]更|[一二三四五两\d]更|上架|订阅|书友|书评|新书|码字|读者|打赏|盟主|存稿|这一?章/

const GROUP =
  /(?:书友|读者|粉丝|本书|作者|官方|交流|讨论|普通|vip|企鹅|qq|扣扣)[^，。！？“”]{0,8}群[^，。！？“”\d]{0,6}\d{5,11}|^(?:欢迎)?(?:大家)?(?:加入?|进)[^，。“”]{0,8}群[^，。“”\d]{0,4}\d{5,11}/
const CHANNEL =
  /^(?:[（(【]|欢迎|请|可以|大家|快|记得|各位)*(?:关注|搜索?|添加)[^“”。，]{0,12}(?:公众号|微信号)(?:[:：“【（(]|$|[，,！!])|微信公众号[:：]/

const TURN_PAGE =
  /本章(?:还)?(?:未完|没完)(?:[，,。！\s]|$)|(?:请|^)点击(?:下一[页章]|继续阅读)|上一[章页].{0,12}下一[章页]|小主.{0,6}这个?章节?(?:后面)?还有|^[（(【]?(?:加入书签|返回(?:书页|目录)|章节目录|投推荐票|回首页|章节报错|章节错误)(?:$|[^\p{L}\p{N}])/u
const REMEMBER =
  /^[（(【]?(?:天才)?(?:一|1)秒(?:钟)?[记記]住|天才一秒|(?:记住|收藏)(?:本站|本书|我们的网)|喜欢.{0,20}请大家收藏|请(?:收藏|牢记|记住)(?:本站|本书|：)|本站(?:最新|永久|新|备用)?(?:域名|网址|地址)/
const LATEST =
  /(?:最新|更多|后续|精彩)(?:的)?章节.{0,12}(?:请[到上去]|尽在|首发|阅读|免费|更新)|(?:手机|电脑|移动|wap|客户端)用户.{0,6}请.{0,4}(?:访问|浏览|登[录陆]|阅读|到)|手机(?:阅读|看书|看小说)(?:请|更精彩|更方便|.{0,8}直接访问)|(?:本书|本文|本章|本小说)(?:节)?(?:内容)?(?:由|在|于|首发|最新|唯一).{0,12}(?:首发|更新|提供|整理|制作|上传|发布|连载)|无(?:弹窗|错|广告)(?:小说|阅读|网|最新|免费|更新)|更新(?:速度)?(?:最|更)快|(?:正在|内容)手打|手打(?:中|更新|吧)|刷新(?:页面|网页).{0,10}(?:即可|获取|最新)|(?:全文字|全文|免费|在线)(?:更新|阅读).{0,10}(?:小说|尽在|网|请|无弹窗)/
const SEARCH =
  /(?:百度|谷歌|搜狗|360|神马)(?:一下|搜索?).{0,24}(?:最新|章节|看书|小说网|书网|中文网|文学网|本书|本站|更新)|各大搜索引擎/
const DOWNLOAD =
  /(?:txt|电子书|全集|全本)(?:电子书|小说|全集|免费|格式)*下载|(?:点击|请|立即|免费)下载.{0,12}(?:阅读|小说|看书|追书)|下载.{0,6}(?:小说|阅读|追书|看书).{0,4}(?:app|客户端)|更多.{0,6}(?:好书|小说|电子书|txt).{0,10}(?:请|下载|尽在)|24小时(?:之?内).{0,4}删除|(?:本书|本站|作品|资源|电子书|内容).{0,20}仅供|版权归.{0,8}(?:作者|原作者|出版社)/

/** A notice that is found by its words in a line that tells nothing. */
function notice(name: string, pattern: RegExp, maxLength: number): AdvertisementRule {
  return { name, matches: ({ plain }) => plain.length <= maxLength && pattern.test(plain) && !TOLD.test(plain) }
}

const CHAPTERS_EN =
  /\b(?:read|find|get|visit|check(?: out)?|enjoy|follow)\b.{0,60}\b(?:latest|newest|new|next|more|advance(?:d)?|early|other|fastest|free)\b.{0,30}\b(?:chapters?|updates?|novels?|episodes?)\b.{0,40}\b(?:at|on|only|here|website|site|app)\b|^(?:this )?chapter (?:is |was )?(?:first )?(?:updated|uploaded|published|posted|translated|provided|released)\b|\bthe source of this (?:content|chapter)\b|\bfor (?:more|the latest|faster)\b.{0,30}\b(?:chapters?|novels?|updates?)\b/
const REPORT_EN =
  /\bif you find any errors?\b.{0,80}\b(?:let us know|report)\b|\breport (?:this |the )?(?:chapter|any (?:error|sighting)s?)\b|\b(?:bookmark|add) this (?:site|website|page|novel)\b|^(?:tip: )?you can use (?:the )?(?:left|arrow|a\/d|right).{0,40}\bkeys?\b.{0,40}\bchapters?\b/
const SUPPORT_EN =
  /\b(?:support|join|find|follow|visit)\b.{0,30}\b(?:patreon|ko-?fi|discord|webnovel|royal ?road|wattpad|scribblehub)\b|^(?:please |don't forget to |remember to )*(?:vote|review|rate|comment|leave a (?:review|comment|vote))\b.{0,20}\b(?:(?:this|the|my) (?:story|novel|chapter|book)|if you (?:like|liked|enjoy|enjoyed))\b|\bpower ?stones?\b.{0,30}\b(?:vote|please|thanks|chapters?)\b|\b(?:vote|gift|support)\b.{0,30}\bpower ?stones?\b/
const STOLEN_EN =
  /\b(?:story|narrative|tale|novel|book|chapter|content|text|work)\b.{0,60}\b(?:unauthori[sz]ed|unlawfully|stolen|lifted|illicit|misappropriated|without (?:the author's )?(?:permission|consent|authori[sz]ation))\b.{0,100}\b(?:report|amazon|royal road|sightings?)\b|\bstolen (?:content|story|novel|from its)\b.{0,100}\b(?:report|amazon|royal road|read)\b|\bif you (?:spot|see|encounter|discover|come across|stumble upon) this (?:story|narrative|tale|book|novel)\b.{0,30}\bon amazon\b|\bpirated (?:copy|version)\b.{0,60}\b(?:official|author|original)\b|\b(?:read|find|seek|look for)\b.{0,40}\b(?:official|original|genuine) (?:version|release|source|site|text)\b.{0,60}\b(?:author|creator|writer|support)|\b(?:on|from|at) royal ?road\b.{0,80}\b(?:author|credit|support|report|published|experience)\b|\bpublished on royal ?road\b/

/** Authors name the books of their friends to their readers. */
const RECOMMENDATION =
  /^[（(【]?(?:ps\d?[:：.]?)?(?:新书|友情|好书|强烈|在此|顺便|再次|力荐|安利)*(?:推荐|安利)(?:一下|一本|两本|几本|本)?(?:朋友|好友|基友|大神|作者)?(?:的)?(?:新书|好书|小说|大作|作品|书)?[:：]? ?《/

/** In order: the first that matches names the line. */
export const advertisementRules: readonly AdvertisementRule[] = [
  { name: 'site_address', matches: (line) => isSiteAddress(line) && !TOLD.test(line.plain) },
  notice('remember_site', REMEMBER, 150),
  notice('turn_page', TURN_PAGE, 80),
  notice('latest_chapters', LATEST, 150),
  notice('search_engine', SEARCH, 120),
  notice('download', DOWNLOAD, 150),
  notice('group_invitation', GROUP, 120),
  notice('channel_invitation', CHANNEL, 120),
  notice('vote_request', VOTE, 120),
  notice('book_recommendation', RECOMMENDATION, 120),
  notice('thanks_for_votes', THANKS, 200),
  { name: 'author_note', matches: ({ plain }) => NOTE_BEGINS.test(plain) && NOTE_SUBJECT.test(plain) },
  notice('chapters_elsewhere', CHAPTERS_EN, 300),
  notice('error_report', REPORT_EN, 250),
  notice('support_request', SUPPORT_EN, 200),
  notice('copied_without_leave', STOLEN_EN, 300),
]

/** Whether somebody speaks in a line, which nobody does in an advertisement. */
export function isSpeech(plain: string): boolean {
  return QUOTED.test(plain) || (/["“”]/.test(plain) && !/[\u3400-\u9fff]/.test(plain))
}
