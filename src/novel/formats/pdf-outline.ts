/** The outline of a PDF: titles of its parts and the pages where they begin. */
import type { PdfDocument } from './pdf-pages.ts'

export interface OutlineEntry {
  title: string
  /** From 1. */
  level: number
  /** From 0. */
  page: number
}

/** As many chapters as a novel may have. */
const MAX_ENTRIES = 20_000
const MAX_LEVEL = 20

type OutlineItem = Awaited<ReturnType<PdfDocument['getOutline']>>[number]

/** An outline that is damaged, wholly or in part, is only passed over: it is not text. */
export async function readOutline(document: PdfDocument): Promise<OutlineEntry[]> {
  const entries: OutlineEntry[] = []
  const open = (await outlineOf(document)).map((item) => ({ item, level: 1 })).reverse()
  for (let next = open.pop(); next && entries.length < MAX_ENTRIES; next = open.pop()) {
    const { item, level } = next
    const page = await pageOf(document, item)
    if (page !== null) entries.push({ title: item.title, level, page })
    if (level < MAX_LEVEL) {
      for (const below of [...item.items].reverse()) open.push({ item: below, level: level + 1 })
    }
  }
  return entries
}

async function outlineOf(document: PdfDocument): Promise<OutlineItem[]> {
  try {
    // Null for a document without one, whatever its type says.
    return (await document.getOutline()) ?? []
  } catch {
    return []
  }
}

async function pageOf(document: PdfDocument, { dest }: OutlineItem): Promise<number | null> {
  try {
    const place = typeof dest === 'string' ? await document.getDestination(dest) : dest
    const target: unknown = place?.[0]
    if (typeof target === 'number') return target
    return isReference(target) ? await document.getPageIndex(target) : null
  } catch {
    return null
  }
}

function isReference(value: unknown): value is { num: number; gen: number } {
  return typeof value === 'object' && value !== null && 'num' in value && 'gen' in value
}
