/** Whether a model made any of these: what the rules made among them is then something to point out. Pure. */
export function hasModelWork(entries: readonly { provider: string | null }[]): boolean {
  return entries.some(({ provider }) => provider !== null && provider !== 'offline')
}
