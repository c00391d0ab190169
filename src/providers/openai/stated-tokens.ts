/** The largest number of tokens that is believed: ten times what fits into the largest model. */
const mostTokens = 100_000_000

/** A number of tokens as a server states it. Undefined where it says nothing, or nothing that can be: it is billed, so it is not taken on trust. */
export function statedTokens(value: unknown): number | undefined {
  const isBelieved = typeof value === 'number' && value >= 0 && value <= mostTokens
  return isBelieved ? Math.round(value) : undefined
}
