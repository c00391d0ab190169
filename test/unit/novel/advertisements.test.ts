import { describe, expect, it } from 'vitest'
import { findAdvertisements } from '../../../src/novel/advertisements.ts'

/** Lines of sites and authors, by the rule that takes them. */
const ADVERTISEMENTS: Readonly<Record<string, readonly string[]>> = {
  site_address: [
    'www.beihai-shuwu.com',
    'ＷＷＷ．ｂｅｉｈａｉ．ＣＯＭ',
    '（w*w*w.b-h-s-w.c*o*m）',
    '本站网址：www.beihai-shuwu.net，请记住',
    '最新章节请到 beihai。com 阅读',
    '手机用户请浏览m.beihai.cc阅读，更优质的阅读体验。',
    '本书首发于 http://www.beihai.org/book/12/',
    'Read the next chapters at beihai-novels.com',
  ],
  remember_site: ['天才一秒记住本站地址', '一秒记住【北海书屋】，精彩小说无弹窗免费阅读！', '喜欢《渡口》请大家收藏'],
  turn_page: [
    '本章未完，点击下一页继续阅读',
    '本章未完，请翻页',
    '（本章还未完，请点击下一页继续阅读后面精彩内容！）',
    '上一章 目录 下一章',
    '加入书签，方便阅读',
  ],
  latest_chapters: [
    '《渡口》最新章节由北海书屋首发，请收藏',
    '手机用户请到客户端阅读。',
    '手机阅读更精彩，手机直接访问',
    '本书由北海书屋首发',
    '正在手打中，请稍等片刻，内容更新后，请重新刷新页面，即可获取最新更新！',
  ],
  search_engine: ['百度搜索“北海书屋”看最新章节', '百度一下“渡口 北海小说网”最快看到更新'],
  download: ['渡口TXT下载', '更多其他txt小说请下载', '仅供试读，下载后请在24小时内删除，请支持正版'],
  group_invitation: ['书友群：123456789', '欢迎加入渡口读者交流QQ群 987654321', '加群12345678一起聊剧情'],
  channel_invitation: ['请关注微信公众号“北海书屋”', '微信公众号：beihaishuwu'],
  vote_request: ['求月票！求推荐票！', '（求收藏，求订阅！）', '今天第二更，继续求月票～', 'PS：求推荐票，求收藏！'],
  thanks_for_votes: ['感谢书友“南风”的打赏，感谢“木鱼”的两张月票！'],
  author_note: [
    'PS：明天上架，会有加更。',
    'ps. 今天只有一更，书友们见谅',
    '作者的话：这一章写得很慢，各位读者久等了。',
  ],
  book_recommendation: ['推荐一本好书《对岸》，已经完本。', '新书推荐：《对岸》'],
  chapters_elsewhere: [
    'Find the newest chapters only at our website.',
    'This chapter is updated by the Northern Sea Library.',
    'The source of this content is the Northern Sea Library.',
  ],
  error_report: [
    'If you find any errors (broken links, missing text), please let us know so we can fix it.',
    'Tip: You can use left, right keyboard keys to browse between chapters.',
  ],
  support_request: [
    'Support me on Patreon and read ten chapters ahead!',
    'Join our Discord for maps and news.',
    'Please vote for this story if you liked it.',
    'Vote with your power stones, please!',
  ],
  copied_without_leave: [
    "This tale has been unlawfully lifted without the author's consent. Report any appearances on Amazon.",
    'You might be reading a pirated copy. Look for the official release to support the author.',
    'This book was originally published on Royal Road.',
  ],
}

/** Lines of stories that speak of the same things. */
const STORY: readonly string[] = [
  '“你上www.beihai.com查一下就知道了。”',
  '他打开浏览器，输入www.beihai.com，页面一片空白。',
  '她点开了www.beihai.com。',
  '名片上印着一行字：周远，电话后面是beihai.com的邮箱。',
  '“加个QQ吧，12345678。”她说。',
  '他加了那个读者群，群号是123456789，没有人说话。',
  '他关注了一个微信公众号，每天夜里十二点更新。',
  '他在后台发了一条求月票的单章，评论区骂声一片。',
  '“求月票！”他学着那些作者的口气喊了一声。',
  '他跪下来，求收藏家把那幅画还给他。',
  '公司要收藏这批旧报纸。',
  'PS：记得给我回信，地址没有变。',
  'P.S. The key is under the third stone.',
  '感谢你昨天的推荐，我被录取了。',
  '他用手机搜索附近的旅馆。',
  '百度的大楼在路的另一边，灯火通明。',
  '她把下载好的电影存进硬盘。',
  '他翻到下一页，纸上什么也没有。',
  '那一章他一直没有写完。',
  '这一秒，记住她的脸。',
  '手机阅读的灯光照着她的脸。',
  '群里一共有三百二十个人，没有一个认得她。',
  '小说网站的编辑给他打来电话。',
  '警察说，请记住车牌号。',
  '作者在书的最后一页写道，这个故事是真的。',
  '“请支持正版！”卖碟的人一边跑一边喊。',
  'He read the latest chapter at the kitchen table, and then he read it again.',
  'Read the letter, she told herself.',
  'The source of this river was never found.',
  'Report the theft to the harbour master at once.',
  'Visit your mother, he said, and bring her the new novel.',
  '"Join us on the Discord at nine," Mara said.',
  'Vote for Hopkins, the wall said, in letters a yard high.',
  'The stolen horse was seen by the author of the report.',
  'Mr. Amazon, as the children called him, kept the shop.',
  'The next chapter of his life was spent in the salt works.',
  'vote, or go home?"',
  '水流的速度更快了。',
  '要收藏，就收藏最好的。',
  '跪下来，求收藏家把那幅画还回来。',
  '搜索微博，没有结果。',
  '关注公众号的人越来越多。',
  '百度搜索了半天，网上什么都没有。',
  '用搜索引擎搜了一遍，第一条是讣告。',
  '手机里下载了一个APP，打不开。',
  '一夜之间，小说全部下载好了。',
  '重新刷新了一遍，数字没有变。',
  '手机阅读器更亮了一些。',
  '最新的章节写到女主角上了船。',
  '推荐票是三块钱一张，月票贵一些。',
  '加入书签的那一页被人撕掉了。',
  '这本书的版权归谁，没有人说得清。',
  '推荐信夹在《对岸》里，已经发黄。',
  '《对岸》是她最喜欢的小说。',
  'There is no royal road to it, the author of the manual had written.',
  'The original text of the letter was burned by its author.',
]

function ruleOf(line: string): string | undefined {
  return findAdvertisements([line])[0]?.rule
}

describe('findAdvertisements', () => {
  describe.each(Object.entries(ADVERTISEMENTS))('by the rule %s', (rule, lines) => {
    it.each(lines)('marks %j', (line) => {
      expect(ruleOf(line)).toBe(rule)
    })
  })

  it.each(STORY)('leaves %j in the story', (line) => {
    expect(ruleOf(line)).toBeUndefined()
  })

  it('gives the lines as they are, with their paragraphs, not restored', () => {
    expect(findAdvertisements(['雨下了一夜。', '求月票！', '他没有回来。'])).toEqual([
      { paragraph: 1, text: '求月票！', rule: 'vote_request', restored: false },
    ])
  })

  it('does not mark a paragraph of the story for a line within it', () => {
    const long = '雨下了一夜，他没有回来。'.repeat(30)
    expect(findAdvertisements([`${long}本章未完，点击下一页继续阅读`])).toEqual([])
  })

  it('marks the frame of Project Gutenberg, and nothing of the book in it', () => {
    const paragraphs = [
      'The Project Gutenberg eBook of The Ferry',
      'Title: The Ferry',
      '*** START OF THE PROJECT GUTENBERG EBOOK THE FERRY; OR,',
      'LOW WATER ***',
      'CHAPTER I.',
      'The ferry had not run since the ice came down.',
      '*** END OF THE PROJECT GUTENBERG EBOOK THE FERRY; OR, LOW WATER ***',
      'Updated editions will replace the previous one.',
    ]
    const marked = findAdvertisements(paragraphs)
    expect(marked.map(({ paragraph }) => paragraph)).toEqual([0, 1, 2, 3, 6, 7])
    expect(new Set(marked.map(({ rule }) => rule))).toEqual(new Set(['project_gutenberg']))
  })

  it('does not take a story about Project Gutenberg for its frame', () => {
    expect(
      findAdvertisements(['She typed books for Project Gutenberg.', 'At the end of the project she slept.']),
    ).toEqual([])
  })
})
