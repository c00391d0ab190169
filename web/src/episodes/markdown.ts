/**
 * The small part of Markdown that scripts use, as data: headings, paragraphs, lists, quotes, rules; bold, italic, code. Anything else is
 * shown as it is written. Nothing here makes HTML. Pure.
 */

export type Inline = { kind: 'text' | 'strong' | 'emphasis' | 'code'; text: string } | { kind: 'break' }

export type Block =
  | { kind: 'heading'; level: 2 | 3 | 4; content: Inline[] }
  | { kind: 'paragraph' | 'quote'; content: Inline[] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] }
  | { kind: 'rule' }

const HEADING = /^(#{1,6})\s+(.*?)\s*#*$/
const RULE = /^\s*([-*_])(\s*\1){2,}\s*$/
const BULLET = /^\s*[-*+•]\s+(.*)$/
const NUMBERED = /^\s*\d{1,4}[.)、]\s+(.*)$/
const QUOTE = /^\s*>\s?(.*)$/

export function parseMarkdown(source: string): Block[] {
  const blocks: Block[] = []
  let open: { kind: 'paragraph' | 'quote'; lines: string[] } | null = null
  const close = () => {
    if (open) blocks.push({ kind: open.kind, content: joinLines(open.lines) })
    open = null
  }
  const extend = (kind: 'paragraph' | 'quote', line: string) => {
    if (open?.kind !== kind) {
      close()
      open = { kind, lines: [] }
    }
    open.lines.push(line)
  }

  for (const line of source.split(/\r\n|\r|\n/)) {
    if (line.trim() === '') {
      close()
      continue
    }
    const heading = HEADING.exec(line)
    const item = RULE.test(line) ? null : (BULLET.exec(line) ?? NUMBERED.exec(line))
    const quote = QUOTE.exec(line)
    if (heading) {
      close()
      const level = Math.min(4, Math.max(2, heading[1]?.length ?? 2)) as 2 | 3 | 4
      blocks.push({ kind: 'heading', level, content: parseInline(heading[2] ?? '') })
    } else if (RULE.test(line)) {
      close()
      blocks.push({ kind: 'rule' })
    } else if (item) {
      const ordered = !BULLET.test(line)
      const inList = open === null ? blocks.at(-1) : undefined
      close()
      if (inList?.kind === 'list' && inList.ordered === ordered) inList.items.push(parseInline(item[1] ?? ''))
      else blocks.push({ kind: 'list', ordered, items: [parseInline(item[1] ?? '')] })
    } else if (quote) extend('quote', quote[1] ?? '')
    else extend('paragraph', line.trim())
  }
  close()
  return blocks
}

function joinLines(lines: string[]): Inline[] {
  return lines.flatMap((line, index) =>
    index === 0 ? parseInline(line) : [{ kind: 'break' } as const, ...parseInline(line)],
  )
}

// Asterisks mark only where they touch the words, so that "2 * 3 * 4" stays as it is; underscores only at the edges of words.
const INLINE =
  /`([^`]+)`|\*\*(?!\s)(.+?)(?<!\s)\*\*|\*(?![\s*])([^*]+?)(?<!\s)\*(?!\*)|(?<![\p{L}\p{N}_])_(?![\s_])([^_]+?)(?<!\s)_(?![\p{L}\p{N}_])/gu

export function parseInline(line: string): Inline[] {
  const parts: Inline[] = []
  let end = 0
  for (const match of line.matchAll(INLINE)) {
    if (match.index > end) parts.push({ kind: 'text', text: line.slice(end, match.index) })
    const [whole, code, strong, starred, underlined] = match
    if (code !== undefined) parts.push({ kind: 'code', text: code })
    else if (strong !== undefined) parts.push({ kind: 'strong', text: strong })
    else parts.push({ kind: 'emphasis', text: starred ?? underlined ?? '' })
    end = match.index + whole.length
  }
  if (end < line.length) parts.push({ kind: 'text', text: line.slice(end) })
  return parts
}
