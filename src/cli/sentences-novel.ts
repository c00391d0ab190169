/** What `cineqo inspect` and `cineqo evaluate` say, in both languages. Part of `text.ts`. */
import type { encodingSources, NovelFormat } from '../contracts/novel-file.ts'
import type { Gender, SetAsideReason } from '../contracts/text.ts'

export const novelSentences = {
  // Help
  about_inspect: {
    en: 'show how a file is read: format, chapters, people; no server needed',
    zh: '查看文件的读取结果：格式、章节、人物；无需服务',
  },
  about_evaluate: {
    en: 'measure chapters and casts on books whose answers are known',
    zh: '用已有答案的书籍评测章节与角色识别',
  },
  argument_books: {
    en: 'folder with NAME.txt and NAME.gold.json, also in its folders en and zh, and headings.jsonl',
    zh: '包含 NAME.txt、NAME.gold.json（或在 en、zh 子文件夹中）及 headings.jsonl 的文件夹',
  },
  option_encoding: {
    en: 'read text in this encoding instead of the one found: {choices}',
    zh: '按此编码读取文本，不自动检测：{choices}',
  },
  option_no_people: { en: 'leave out the people, which take longest', zh: '不识别人物（最耗时）' },
  option_books_language: { en: 'only books in this language: zh, en', zh: '只评测该语言的书籍：zh、en' },

  // What was read
  format: { en: 'Format', zh: '格式' },
  format_is: { en: '{format}, {bytes} bytes', zh: '{format}，{bytes} 字节' },
  encoding: { en: 'Encoding', zh: '编码' },
  encoding_is: { en: '{encoding} ({source})', zh: '{encoding}（{source}）' },
  language: { en: 'Language', zh: '语言' },
  language_en: { en: 'English', zh: '英文' },
  language_zh: { en: 'Chinese', zh: '中文' },
  size: { en: 'Size', zh: '篇幅' },
  size_is: { en: '{characters} characters, {paragraphs} paragraphs', zh: '{characters} 字，{paragraphs} 段' },
  changes: { en: 'Changes', zh: '处理' },
  notes: { en: 'Notes', zh: '提示' },
  unchanged: { en: 'none', zh: '无' },
  marked_lines: {
    en: 'Marked lines: {count}. Taken for advertisements: they are kept and passed over.',
    zh: '标记行：{count}。疑似广告，保留在小说中，分析时跳过。',
  },
  chapters: { en: 'Chapters: {count}', zh: '章节：{count}' },
  front_matter: { en: '(before the first heading)', zh: '（首个标题之前）' },
  untitled: { en: '(no heading)', zh: '（无标题）' },
  characters_long: { en: '{count} characters', zh: '{count} 字' },
  people: { en: 'People: {count}', zh: '人物：{count}' },
  people_aside: { en: 'Set aside: {count} ({reasons})', zh: '另列：{count}（{reasons}）' },
  narrator: { en: 'tells the story', zh: '叙述者' },
  episodes_planned: {
    en: 'Episodes it would make: {count}, of {least} to {most} characters',
    zh: '可分 {count} 集，每集 {least} 至 {most} 字',
  },
  reading_people: { en: 'Reading the people: {done} of {total} …', zh: '正在识别人物：{done}/{total} …' },

  // Figures
  nothing_to_evaluate: {
    en: 'There is no NAME.txt with a NAME.gold.json in {path}, and no headings.jsonl. Give a folder that has them.',
    zh: '{path} 中没有带 NAME.gold.json 的 NAME.txt，也没有 headings.jsonl。请指定包含它们的文件夹。',
  },
  gold_invalid: { en: '{path} is not valid: {detail}', zh: '{path} 无效：{detail}' },
  evaluating: {
    en: 'Book {number} of {count}, {book}: window {done} of {total} …',
    zh: '第 {number}/{count} 部 {book}：窗口 {done}/{total} …',
  },
  cast_figures: { en: 'Cast', zh: '角色' },
  figure_major: { en: 'major', zh: '主要' },
  figure_intermediate: { en: '+interm', zh: '加次要' },
  figure_top20: { en: 'top 20', zh: '前20' },
  figure_aliases: { en: 'aliases', zh: '别名' },
  figure_duplicates: { en: 'doubles', zh: '重复' },
  figure_merged: { en: 'merged', zh: '混同' },
  figure_seconds: { en: 's', zh: '秒' },
  mean_of: { en: 'mean of {count}', zh: '{count} 部平均' },
  counting_names: { en: 'by counting names', zh: '仅统计人名' },
  cast_legend: {
    en: 'major, +interm: share of them found, one entry for one person.\ntop 20: share of the first 20 that are people of the book.\naliases: B-cubed F1. doubles, merged: wrong entries a book.',
    zh: '主要、加次要：找到的比例（一条只算一人）。前20：确为书中人物的比例。\n别名：B-cubed F1。重复、混同：每部书的错误条数。',
  },
  chapter_figures: { en: 'Chapters', zh: '章节' },
  figure_found: { en: 'found', zh: '找到' },
  figure_precision: { en: 'precise', zh: '准确率' },
  figure_recall: { en: 'recall', zh: '召回率' },
  figure_titles: { en: 'titles', zh: '标题' },
  figure_kept: { en: 'text', zh: '文本' },
  figure_episodes: { en: 'episodes', zh: '分集' },
  kept_exact: { en: 'whole', zh: '完整' },
  kept_whitespace: { en: 'whole', zh: '完整' },
  kept_lost: { en: 'LOST', zh: '有缺失' },
  tiles_not: { en: '{count} GAPS', zh: '{count} 未铺满' },
  heading_figures: { en: 'Headings', zh: '标题行' },
  heading_cases: {
    en: '{name}: {right} of {cases} cases right, precision {precision}, recall {recall}',
    zh: '{name}：{cases} 例中 {right} 例正确，准确率 {precision}，召回率 {recall}',
  },
  this_version: { en: 'this version', zh: '当前版本' },
  by_one_pattern: { en: 'by one pattern', zh: '仅用一个模式' },
} as const satisfies Record<string, { en: string; zh: string }>

export const formatNames: Record<NovelFormat, { en: string; zh: string }> = {
  text: { en: 'plain text', zh: '纯文本' },
  markdown: { en: 'Markdown', zh: 'Markdown' },
  html: { en: 'HTML', zh: 'HTML' },
  docx: { en: 'Word (docx)', zh: 'Word（docx）' },
  epub: { en: 'EPUB', zh: 'EPUB' },
  pdf: { en: 'PDF', zh: 'PDF' },
  zip: { en: 'zip of text chapters', zh: '文本章节 zip' },
}

export const encodingSourceNames: Record<(typeof encodingSources)[number], { en: string; zh: string }> = {
  byte_order_mark: { en: 'by its byte order mark', zh: '依据字节顺序标记' },
  declared: { en: 'declared in the file', zh: '文件声明' },
  detected: { en: 'detected', zh: '自动检测' },
  chosen: { en: 'chosen', zh: '指定' },
  pasted: { en: 'pasted', zh: '粘贴' },
}

export const genderNames: Record<Gender, { en: string; zh: string }> = {
  female: { en: 'female', zh: '女' },
  male: { en: 'male', zh: '男' },
}

export const setAsideNames: Record<SetAsideReason, { en: string; zh: string }> = {
  not_in_text: { en: 'not in the text', zh: '文中没有' },
  mentioned_seldom: { en: 'mentioned seldom', zh: '很少提及' },
  seldom_a_person: { en: 'seldom a person', zh: '多半不是人物' },
  not_one_person: { en: 'not one person', zh: '并非单个人物' },
  too_many: { en: 'beyond the longest cast', zh: '超出角色上限' },
  not_found_again: { en: 'not found again', zh: '未再识别到' },
  by_hand: { en: 'by hand', zh: '手动移出' },
}
