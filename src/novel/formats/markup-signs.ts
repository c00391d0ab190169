/** What a text is by its first characters: a page, a book or a document in a markup language, or plain. */
import { byteOrderMark } from '../encoding.ts'
import type { KnownKind } from './signatures.ts'

/** The first tags of a page. XML declarations and comments may come before them. */
const PAGE = /^(?:<\?xml[^>]*>|<!--[\s\S]*?-->|\s)*<(?:!doctype\s+html|html|head|body)\b/i
/** Any element of a page; enough for a file that is named as one. */
const ANY_ELEMENT = /<(?:p|div|br|h[1-6]|span|table|title|meta|body|html|article|section)\b[^<>]{0,1000}>/i

const XML_KINDS: ReadonlyArray<[sign: RegExp, kind: KnownKind]> = [
  [/<(?:\w+:)?FictionBook\b/, { detected: 'FB2', advised: 'epub, docx, txt' }],
  [/<pkg:package\b|<w:wordDocument\b/, { detected: 'Word XML', advised: 'docx' }],
  [/<office:document\b/, { detected: 'Flat ODT', advised: 'docx' }],
  [/^\s*(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE svg[^>]*>\s*)?<svg\b/, { detected: 'SVG', advised: null }],
  [/^(?:[\w-]+:[^\n]*\r?\n)*MIME-Version:[\s\S]{0,2000}multipart\/related/i, { detected: 'MHTML', advised: 'html' }],
]

/** Decodes the head of a text well enough to see ASCII in it. */
export function asciiView(head: Buffer): string {
  const mark = byteOrderMark(head)
  if (mark === 'utf-16le') return head.toString('utf16le').slice(1)
  if (mark === 'utf-16be')
    return Buffer.from(head.subarray(0, head.length & ~1))
      .swap16()
      .toString('utf16le')
      .slice(1)
  return head.toString('latin1', mark === 'utf-8' ? 3 : 0)
}

/** @param isNamedPage whether the file's name says that it is a page: then less shows it */
export function isPage(text: string, isNamedPage: boolean): boolean {
  return PAGE.test(text) || (isNamedPage && ANY_ELEMENT.test(text))
}

export function knownMarkup(text: string): KnownKind | null {
  return XML_KINDS.find(([sign]) => sign.test(text))?.[1] ?? null
}
