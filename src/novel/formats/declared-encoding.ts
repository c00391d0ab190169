/** The encoding that an HTML or XML file says it is in. */
import { type NovelEncoding, novelEncodings } from '../../contracts/novel-file.ts'

/** HTML wants its declaration within the first 1,024 bytes; pages with long heads don't keep to that. */
export const DECLARATION_BYTES = 4096

const DECLARATIONS = [
  /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)/i,
  /<meta[^>]*?\scharset\s*=\s*["']?\s*([\w.:-]+)/i,
  /<meta[^>]*?charset\s*=\s*([\w.:-]+)/i,
]

/** @param head the first bytes of the file */
export function declaredEncoding(head: Buffer): NovelEncoding | undefined {
  const text = head.subarray(0, DECLARATION_BYTES).toString('latin1')
  const label = DECLARATIONS.map((pattern) => pattern.exec(text)?.[1]).find((found) => found !== undefined)
  return label === undefined ? undefined : encodingOfLabel(label)
}

/** `gb2312`, `GBK`, `iso-8859-1` and the other labels of the Encoding Standard; undefined for encodings that novels are not read in. */
function encodingOfLabel(label: string): NovelEncoding | undefined {
  let name: string
  try {
    name = new TextDecoder(label).encoding
  } catch {
    return undefined
  }
  // GB18030 holds GBK.
  if (name === 'gbk') name = 'gb18030'
  return novelEncodings.find((encoding) => encoding === name)
}
