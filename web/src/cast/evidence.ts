/** The quotes that show a person's names, by name. Pure. */
import type { Character } from '../../../src/contracts/entities.ts'
import type { Evidence } from '../../../src/contracts/text.ts'

export interface NamedEvidence {
  name: string
  quotes: Evidence[]
}

/** The name first, then each alias as it is listed; quotes in the order of the novel. A name without quotes is left out. */
export function evidenceByName({ name, aliases, evidence }: Character): NamedEvidence[] {
  const byName = new Map<string, Evidence[]>([name, ...aliases].map((one) => [one, []]))
  for (const quote of evidence) {
    const quotes = byName.get(quote.name)
    if (quotes) quotes.push(quote)
    else byName.set(quote.name, [quote])
  }
  return [...byName]
    .map(([one, quotes]) => ({ name: one, quotes: quotes.sort((a, b) => a.paragraph - b.paragraph) }))
    .filter(({ quotes }) => quotes.length > 0)
}
