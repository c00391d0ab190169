/** Markdown within a paragraph -> its text: emphasis, links, escapes and entities taken off. */
import { Parser } from 'htmlparser2'
import { Lexer, type MarkedToken } from 'marked'
import { type Changes, countChange } from './changes.ts'

/** What can be markup at all; most lines of a novel have none of it. */
const SIGNS = /[\\`*_[\]<&!]/
/** The rules of emphasis take time that grows with the square of the length. Longer texts are kept as they are. */
const MAX_CHARACTERS = 20_000

const NOTE_MARK = /\[\^[^\]\s]{1,100}\]/g
/** A link whose address stands elsewhere, under a name in plain letters: 【】 of novels are often typed as []. */
const REFERENCE_LINK = /\[([^[\]]{1,1000})\]\[[\w .-]{0,100}\]/g
/** Tags that are markup. Others are words: <Fireball> in a novel of games. */
const TAG =
  /^<(?:!--|\/?(?:a|abbr|b|big|blockquote|br|center|cite|code|del|details|div|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|q|rb|rp|rt|ruby|s|small|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|tt|u|ul)\b)/i
/** Between punctuation and an ideograph the rules of Markdown see no emphasis: 他说**“不”**。 Whoever wrote it saw one. */
const UNREAD_STRONG = /\*\*(?=\S)([^*\n]*[\u2E80-\uFFEF“”][^*\n]*)(?<=\S)\*\*/g
const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi

/** @param markdown one or more lines of a paragraph; as many come out */
export function inlineText(markdown: string, changes: Changes): string {
  if (!SIGNS.test(markdown) || markdown.length > MAX_CHARACTERS) return markdown
  countChange(changes, 'note_marks', markdown.match(NOTE_MARK)?.length ?? 0)
  const source = markdown.replace(NOTE_MARK, '').replace(REFERENCE_LINK, '$1')
  // Without the extensions of GitHub: ~~ is a drawl in novels, not a deletion.
  const text = textOf(Lexer.lexInline(source, { gfm: false }) as MarkedToken[], changes).replace(UNREAD_STRONG, '$1')
  if (text !== markdown) countChange(changes, 'markup')
  return text
}

function textOf(tokens: readonly MarkedToken[], changes: Changes): string {
  return tokens.map((token) => textOfToken(token, changes)).join('')
}

function textOfToken(token: MarkedToken, changes: Changes): string {
  switch (token.type) {
    case 'strong':
    case 'em':
    case 'link':
    case 'del':
      return textOf(token.tokens as MarkedToken[], changes)
    case 'image':
      countChange(changes, 'pictures')
      return ''
    case 'br':
      return '\n'
    case 'html':
      if (/^<br\b/i.test(token.text)) return '\n'
      return TAG.test(token.text) ? '' : token.text
    case 'codespan':
    case 'escape':
      return token.text
    default:
      return ('text' in token ? token.text : token.raw).replace(ENTITY, decodeEntity)
  }
}

function decodeEntity(entity: string): string {
  let text = ''
  const parser = new Parser({ ontext: (piece) => (text += piece) })
  parser.end(entity)
  return text
}
