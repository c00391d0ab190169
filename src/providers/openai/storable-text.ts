/** A text as the database keeps it: without null characters and halves of surrogate pairs, which models write now and then. */
export function storableText(text: string): string {
  return text.replace(/\0|\p{Surrogate}/gu, '')
}
