/** The name of the look that the character sheet shows: the usual appearance. No further look may have it. */
export const sheetLookName = 'default'

/** Whether a look is the one of the character sheet, which others are made from. */
export function isSheet({ name }: { name: string }): boolean {
  return name === sheetLookName
}
