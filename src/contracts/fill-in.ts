/** Sentences with gaps: `{name}` is a parameter, and `{name:one|several}` the word that fits the number in it. */
export type FillParams = Readonly<Record<string, string | number | undefined>>

/** Fills the gaps of a sentence; `show` writes the numbers. A gap without a parameter stays as it is written. */
export function fillIn(text: string, params: FillParams, show: (value: number) => string = String): string {
  return text.replace(/\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g, (gap, name: string, one?: string, several?: string) => {
    const value = params[name]
    if (value === undefined) return gap
    if (one !== undefined && several !== undefined) return Number(value) === 1 ? one : several
    return typeof value === 'number' ? show(value) : value
  })
}
