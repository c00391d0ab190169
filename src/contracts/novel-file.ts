/**
 * The file that a novel comes in, and the report of how it was read: what it was taken for, and every change made on the way from
 * its bytes to paragraphs. The bytes themselves are kept as they came.
 */
import { z } from 'zod'
import { fillIn } from './fill-in.ts'

/** What a file is by its content, whatever its name says. `text` is plain text; `zip` is an archive of text chapters. */
export const novelFormats = ['text', 'markdown', 'html', 'docx', 'epub', 'pdf', 'zip'] as const
export const novelFormatSchema = z.enum(novelFormats)
export type NovelFormat = z.infer<typeof novelFormatSchema>

/** Endings of file names that belong to a format, without the dot. */
export const fileEndings: Readonly<Record<NovelFormat, readonly string[]>> = {
  text: ['txt', 'text'],
  markdown: ['md', 'markdown'],
  html: ['html', 'htm', 'xhtml'],
  docx: ['docx'],
  epub: ['epub'],
  pdf: ['pdf'],
  zip: ['zip'],
}

/** The media types that a format is sent with; the first is the one it is served with. */
export const mediaTypes: Readonly<Record<NovelFormat, readonly string[]>> = {
  text: ['text/plain'],
  markdown: ['text/markdown', 'text/x-markdown'],
  html: ['text/html', 'application/xhtml+xml'],
  docx: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  epub: ['application/epub+zip'],
  pdf: ['application/pdf'],
  zip: ['application/zip', 'application/x-zip-compressed'],
}

/** Encodings of text, by their names in the WHATWG Encoding Standard, which `TextDecoder` knows. */
export const novelEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'big5', 'shift_jis', 'windows-1252'] as const
export const novelEncodingSchema = z.enum(novelEncodings)
export type NovelEncoding = z.infer<typeof novelEncodingSchema>

/** How the encoding was found. */
export const encodingSources = [
  /** The file begins with a byte order mark. */
  'byte_order_mark',
  /** The format says it: XML and HTML declarations. */
  'declared',
  /** All of the file is valid in it, and the statistics of its characters fit. */
  'detected',
  /** The user said it. */
  'chosen',
  /** The text was never bytes: it was pasted. */
  'pasted',
] as const

/** What is done to a text on the way to paragraphs. Each is counted; the words are for people: `{n}` is the count. */
export const readingChanges = {
  // Encoding
  undecodable_bytes: {
    en: '{n} {n:place|places} that could not be decoded {n:shows|show} as �',
    zh: '{n} 处无法解码，显示为 �',
  },
  // Characters
  composed_characters: {
    en: '{n} {n:line|lines} with composed characters (NFC)',
    zh: '{n} 行字符合并为标准形式（NFC）',
  },
  invisible_characters: { en: '{n} invisible {n:character|characters} taken out', zh: '去除 {n} 个不可见字符' },
  control_characters: { en: '{n} control {n:character|characters} taken out', zh: '去除 {n} 个控制字符' },
  full_width_spaces: { en: '{n} full-width {n:space|spaces} made plain or taken off', zh: '处理 {n} 个全角空格' },
  extra_spaces: {
    en: '{n} {n:line|lines} with other spaces made plain or taken off',
    zh: '{n} 行的多余空格或制表符已整理',
  },
  // Lines
  unified_line_ends: { en: '{n} {n:line end|line ends} unified', zh: '统一 {n} 处换行符' },
  blank_lines: { en: '{n} blank {n:line|lines} left out', zh: '略去 {n} 个空行' },
  joined_lines: { en: '{n} wrapped {n:line|lines} joined', zh: '合并 {n} 处硬换行' },
  // Formats
  joined_hyphens: { en: '{n} hyphenated {n:word|words} mended', zh: '修复 {n} 处断字' },
  page_furniture: {
    en: '{n} running {n:head or page number|heads and page numbers} left out',
    zh: '略去 {n} 处页眉页脚与页码',
  },
  radicals: {
    en: '{n} {n:radical|radicals} written as the {n:character it looks|characters they look} like',
    zh: '{n} 个部首符号改为相应汉字',
  },
  footnotes: { en: '{n} {n:footnote|footnotes} left out', zh: '略去 {n} 条脚注' },
  note_marks: { en: '{n} {n:mark|marks} of notes taken out', zh: '去除 {n} 处注释标记' },
  ruby: { en: '{n} {n:reading aid|reading aids} (ruby) left out', zh: '略去 {n} 处注音' },
  pictures: { en: '{n} {n:picture|pictures} left out', zh: '略去 {n} 张图片' },
  navigation: { en: '{n} {n:menu|menus} left out', zh: '略去 {n} 处导航' },
  hidden_text: { en: '{n} hidden {n:passage|passages} left out', zh: '略去 {n} 处隐藏文字' },
  metadata: { en: '{n} {n:line|lines} of metadata left out', zh: '略去 {n} 行元数据' },
  deleted_text: { en: '{n} {n:passage|passages} marked as deleted left out', zh: '略去 {n} 处修订中已删除的文字' },
  markup: { en: '{n} {n:line|lines} with markup taken off', zh: '去除 {n} 行的标记' },
  skipped_files: {
    en: '{n} {n:file|files} of the archive {n:is|are} no text and {n:was|were} left out',
    zh: '压缩包中 {n} 个非文本文件已略去',
  },
} as const satisfies Record<string, { en: string; zh: string }>
export type ReadingChangeKind = keyof typeof readingChanges
export const readingChangeKinds = Object.keys(readingChanges) as [ReadingChangeKind, ...ReadingChangeKind[]]

export const readingChangeSchema = z.object({ kind: z.enum(readingChangeKinds), count: z.int().positive() })
export type ReadingChange = z.infer<typeof readingChangeSchema>

/** What a person should look at, though the novel was read. `{name}` is a parameter. */
export const readingNotes = {
  mislabelled: {
    en: 'The file is named .{ending} but is {format}; it was read as that.',
    zh: '文件后缀为 .{ending}，实际为 {format}，已按实际格式读取。',
  },
  part_missing: {
    en: 'The file names a part that is not in it: {name}. The text goes on after it.',
    zh: '文件所列的部分缺失：{name}，文本从其后继续。',
  },
  part_damaged: {
    en: '{count} {count:part|parts} of the file {count:is|are} damaged; text may be missing there.',
    zh: '文件有 {count} 处损坏，相应位置可能缺少文字。',
  },
  pages_without_text: {
    en: '{count} of {pages} pages {count:has|have} no text, the first is page {first}: pictures, or empty. Text recognition (OCR) finds what is on pictures.',
    zh: '{pages} 页中有 {count} 页没有文字（从第 {first} 页起），可能是图片或空白页。图片上的文字需先进行文字识别（OCR）。',
  },
  undecodable: {
    en: '{count} {count:place is|places are} not valid {encoding}, the first at byte {offset}. Choose another encoding if the text looks wrong.',
    zh: '有 {count} 处不是有效的 {encoding}，第一处在第 {offset} 字节。如文本显示异常，请选择其他编码。',
  },
  mixed_encodings: {
    en: '{count} {count:character|characters}, the first at byte {offset}, {count:is|are} UTF-8 in a text that is {encoding} and {count:shows|show} as {count:another|others}.',
    zh: '文本为 {encoding}，但有 {count} 个字符（第一个在第 {offset} 字节）为 UTF-8，显示有误。',
  },
  encoding_unsure: {
    en: 'The encoding {encoding} is a guess. Choose another if the text looks wrong.',
    zh: '编码 {encoding} 为推测，如文本显示异常，请选择其他编码。',
  },
  no_headings: {
    en: 'No chapter headings were found: the novel is one chapter. Split it where you like.',
    zh: '未找到章节标题，全文为一章，可手动拆分。',
  },
  contents_recognised: {
    en: 'Paragraphs {from}-{to} are a table of contents and not taken as chapters.',
    zh: '第 {from}–{to} 段为目录，未作为章节。',
  },
  number_missing: {
    en: 'After "{before}" comes "{title}": {count} {count:number is|numbers are} missing.',
    zh: '“{before}”之后是“{title}”，缺少 {count} 个编号。',
  },
  number_repeated: { en: '"{title}" has the same number as "{before}".', zh: '“{title}”与“{before}”编号重复。' },
  number_restarted: { en: 'The numbers begin again at "{title}".', zh: '从“{title}”起编号重新开始。' },
  number_backwards: { en: '"{title}" comes after "{before}".', zh: '“{title}”排在“{before}”之后。' },
  more_of_the_kind: { en: '{count} more {count:note|notes} of this kind.', zh: '另有 {count} 条同类提示。' },
} as const satisfies Record<string, { en: string; zh: string }>
export type ReadingNoteCode = keyof typeof readingNotes
export const readingNoteCodes = Object.keys(readingNotes) as [ReadingNoteCode, ...ReadingNoteCode[]]

export const readingNoteSchema = z.object({
  code: z.enum(readingNoteCodes),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The paragraph that it is about, where there is one. */
  paragraph: z.int().nonnegative().optional(),
})
export type ReadingNote = z.infer<typeof readingNoteSchema>

/** How a file was read. Stored with the novel and shown to whoever brought it. */
export const readingReportSchema = z.object({
  format: novelFormatSchema,
  /** Null for formats that say it themselves (docx, epub, pdf). */
  encoding: novelEncodingSchema.nullable(),
  encodingSource: z.enum(encodingSources).nullable(),
  /** The size of the file as it came. */
  bytes: z.int().nonnegative(),
  changes: z.array(readingChangeSchema),
  notes: z.array(readingNoteSchema),
})
export type ReadingReport = z.infer<typeof readingReportSchema>

/** A line that web-novel sites put into texts. It stays in the novel and is passed over by analysts until it is restored. */
export const advertisementSchema = z.object({
  paragraph: z.int().nonnegative(),
  text: z.string(),
  /** Which rule took it for one: stable names such as `site_address`, `vote_request`. */
  rule: z.string(),
  /** Whether a person said that it belongs to the story. */
  restored: z.boolean(),
})
export type Advertisement = z.infer<typeof advertisementSchema>

/** A change in words: "1,204 wrapped lines joined". */
export function readingChangeText({ kind, count }: ReadingChange, language: 'zh' | 'en'): string {
  return fillIn(readingChanges[kind][language], { n: count }, (value) => value.toLocaleString(language))
}

/** A note in words. */
export function readingNoteText({ code, params }: ReadingNote, language: 'zh' | 'en'): string {
  return fillIn(readingNotes[code][language], params)
}
