/** Why a file can't become a novel, or a novel can't be divided as asked. Part of the registry in `errors.ts`. */
import type { ErrorDefinition } from './error-definition.ts'

export const novelErrors = {
  novel_missing: {
    status: 409,
    retry: 'never',
    en: 'The project has no novel yet. Paste or upload one first.',
    zh: '项目还没有小说，请先粘贴或上传。',
  },
  novel_empty: {
    status: 422,
    retry: 'never',
    en: 'The novel has no text. Nothing was stored.',
    zh: '小说没有内容，未保存任何内容。',
  },
  novel_binary: {
    status: 422,
    retry: 'never',
    en: 'This is not a novel but {detected}. Send txt, md, docx, epub, pdf, html, or a zip of txt chapters.',
    zh: '这不是小说文件（{detected}）。请上传 txt、md、docx、epub、pdf、html，或由 txt 章节组成的 zip。',
  },
  novel_format_unsupported: {
    status: 422,
    retry: 'never',
    en: "A {detected} file can't be read. Open it in the program it came from and save it as {advised}.",
    zh: '无法读取 {detected} 文件。请在原软件中另存为 {advised} 后上传。',
  },
  novel_mislabelled: {
    status: 422,
    retry: 'never',
    en: 'The file is named .{ending} but its content is {detected}. Send the file that the name promises.',
    zh: '文件后缀为 .{ending}，但内容是 {detected}。请上传与后缀相符的文件。',
  },
  novel_damaged: {
    status: 422,
    retry: 'never',
    en: 'The {format} file is damaged or cut off: {detail}. Download or save it again, or export it as plain text.',
    zh: '{format} 文件已损坏或不完整：{detail}。请重新下载或保存，或导出为纯文本。',
  },
  novel_encrypted: {
    status: 422,
    retry: 'never',
    en: 'The {format} file is protected by a password. Save a copy without it and send that.',
    zh: '{format} 文件已加密。请另存为无密码的副本后上传。',
  },
  novel_drm: {
    status: 422,
    retry: 'never',
    en: "The book is locked by copy protection ({scheme}) and can't be read. Send an unprotected file of it.",
    zh: '该电子书受版权保护锁定（{scheme}），无法读取。请上传未加锁的文件。',
  },
  novel_image_only: {
    status: 422,
    retry: 'never',
    en: 'The {pages} pages of the PDF are pictures without text. Run text recognition (OCR) on it, then send it again.',
    zh: 'PDF 的 {pages} 页均为图片，没有文字。请先进行文字识别（OCR）后上传。',
  },
  novel_bomb: {
    status: 422,
    retry: 'never',
    en: 'The {format} file unpacks to more than {limit}. Nothing of it was stored. Send a smaller file or plain text.',
    zh: '{format} 文件解压后超过 {limit}，未保存任何内容。请上传较小的文件或纯文本。',
  },
  novel_nested_archive: {
    status: 422,
    retry: 'never',
    en: 'The archive holds another archive ({name}). Unpack it and send a zip of the txt chapters.',
    zh: '压缩包内含另一个压缩包（{name}）。请解压后将 txt 章节重新打包上传。',
  },
  novel_archive_empty: {
    status: 422,
    retry: 'never',
    en: 'The archive holds no txt chapters ({files} other files). Send a zip of txt files.',
    zh: '压缩包中没有 txt 章节（另有 {files} 个文件）。请上传由 txt 组成的 zip。',
  },
  novel_undecodable: {
    status: 422,
    retry: 'never',
    en: '{percent} % of the text is not valid {encoding}, the first place is byte {offset}. Choose another encoding, or save the file as UTF-8.',
    zh: '文本有 {percent}% 不是有效的 {encoding}，第一处在第 {offset} 字节。请选择其他编码，或另存为 UTF-8。',
  },
  novel_encoding_unknown: {
    status: 422,
    retry: 'never',
    en: 'The encoding of the text is not known. Choose one, or save the file as UTF-8 and send it again.',
    zh: '无法识别文本编码。请选择编码，或另存为 UTF-8 后重新上传。',
  },
  novel_too_long: {
    status: 422,
    retry: 'never',
    en: 'The novel has more than {limit} characters. Send it in parts, one project each.',
    zh: '小说超过 {limit} 字。请分成几部分，各建一个项目上传。',
  },
  novel_too_many_lines: {
    status: 422,
    retry: 'never',
    en: 'The novel has more than {limit} lines. Send it in parts, one project each.',
    zh: '小说超过 {limit} 行。请分成几部分，各建一个项目上传。',
  },
  novel_half_characters: {
    status: 422,
    retry: 'never',
    en: 'The text has {count} broken characters (half of a pair), the first after "{before}". Copy it again, or send it as a file.',
    zh: '文本有 {count} 个残缺字符（半个代理对），第一个在“{before}”之后。请重新复制，或以文件上传。',
  },
  novel_unreadable: {
    status: 422,
    retry: 'never',
    en: 'The {format} file could not be read within {seconds} s and {limit}. Export it as plain text and send that.',
    zh: '{format} 文件无法在 {seconds} 秒、{limit} 内存内读取。请导出为纯文本后上传。',
  },
  novel_original_missing: {
    status: 409,
    retry: 'never',
    en: 'The file of this novel was not kept. Upload it again.',
    zh: '该小说的原文件未保存，请重新上传。',
  },
  chapters_invalid: {
    status: 422,
    retry: 'never',
    en: 'These chapters do not tile the novel: {detail}. Starts must rise from 0 and stay below {paragraphs}.',
    zh: '章节未能完整覆盖小说：{detail}。起始段必须从 0 递增且小于 {paragraphs}。',
  },
  chapters_changed: {
    status: 409,
    retry: 'never',
    en: 'The chapters were changed meanwhile. Load them again.',
    zh: '章节已被更改，请重新加载。',
  },
  novel_too_few_paragraphs: {
    status: 422,
    retry: 'never',
    en: 'The novel has {paragraphs} paragraphs; it cannot become {episodes} episodes. Ask for fewer.',
    zh: '小说只有 {paragraphs} 段，无法拆成 {episodes} 集，请减少集数。',
  },
} as const satisfies Record<string, ErrorDefinition>
