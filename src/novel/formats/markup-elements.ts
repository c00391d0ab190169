/** What the elements of HTML mean for a reader of the text. */
import { Parser } from 'htmlparser2'
import type { ReadingChangeKind } from '../../contracts/novel-file.ts'

export type Attributes = Readonly<Record<string, string>>

/** Begin and end a paragraph. */
export const blockElements: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure ' +
    'footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody ' +
    'tfoot thead tr ul'
  ).split(' '),
)

/** End where HTML lets them end without saying so. Others that don't say it were left open by mistake. */
export const optionalEnds: ReadonlySet<string> = new Set(
  'dd dt li option p rb rp rt rtc tbody td tfoot th thead tr'.split(' '),
)

/** Formatting that changes neither text nor paragraphs. Taken as without content, so that millions left open cost nothing. */
const transparentElements: ReadonlySet<string> = new Set(
  'abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small strike strong tt u var wbr'.split(
    ' ',
  ),
)

/** Programs, styles, and what runs or plays: no text of the page. */
const silentElements: ReadonlySet<string> = new Set(
  'applet audio canvas datalist embed iframe map noframes noscript object script select style svg template textarea title video'.split(
    ' ',
  ),
)

/** Why an element is left out with all that is in it: not text at all, a mark of a note, or something that is counted. */
export type Omission = 'silent' | 'note_mark' | ReadingChangeKind

/** Whether the element is left out, and as what; null for text. */
export function omissionOf(name: string, attributes: Attributes): Omission | null {
  if (silentElements.has(name)) return 'silent'
  if (name === 'nav' || name === 'button') return 'navigation'
  // The element `ruby` itself is counted; these hold its readings.
  if (name === 'rt' || name === 'rp' || name === 'rtc') return 'silent'
  return noteOmission(attributes) ?? (isHidden(attributes) ? 'hidden_text' : null)
}

const NOTE_MARKS = new Set(['noteref', 'doc-noteref', 'duokan-footnote'])
const NOTES = new Set([
  'footnote',
  'footnotes',
  'endnote',
  'endnotes',
  'rearnote',
  'rearnotes',
  'doc-footnote',
  'doc-endnote',
  'doc-endnotes',
  'duokan-footnote-content',
  'duokan-footnote-item',
])

/** Notes by the vocabularies of EPUB 3 and ARIA, and by the class names of Duokan, which Chinese e-books use. */
function noteOmission(attributes: Attributes): Omission | null {
  const words = `${attributes['epub:type'] ?? ''} ${attributes.role ?? ''} ${attributes.class ?? ''}`.split(/\s+/)
  if (words.some((word) => NOTE_MARKS.has(word))) return 'note_mark'
  return words.some((word) => NOTES.has(word)) ? 'footnotes' : null
}

function isHidden(attributes: Attributes): boolean {
  return 'hidden' in attributes || /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(attributes.style ?? '')
}

/** Forgives what HTML on the web does, and looks at no element that doesn't matter here. */
export class ForgivingParser extends Parser {
  override isVoidElement(name: string): boolean {
    return transparentElements.has(name) || super.isVoidElement(name)
  }
}
