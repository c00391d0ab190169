/** The lines that one regular expression takes for headings, printed beside the figures of a real finder. */
const HEADING =
  /^\s*(?:(?:chapter|part|book)\b.{0,60}|[ivxlc]+\.?|第\s*[0-9零〇一二三四五六七八九十百千两]+\s*[章回卷节部集话].{0,40}|(?:楔子|序[言章]?|引子|尾声|后记|番外.{0,20})|prologue|epilogue|preface)\s*$/iu

export function headingsByPattern(text: string): number[] {
  return text.split('\n').flatMap((line, number) => (HEADING.test(line) ? [number] : []))
}
