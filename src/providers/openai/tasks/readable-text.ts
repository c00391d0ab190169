/** What a person can read of JSON that is still being written: its texts without keys, quotes and marks, one a line. */
export function readableText(json: string): string {
  const lines: string[] = []
  for (const { 1: inside = '', 2: colon } of json.matchAll(/"((?:[^"\\]|\\.)*)(?:"(\s*:)?|$)/gs)) {
    if (colon === undefined && inside !== '') lines.push(unescaped(inside))
  }
  return lines.join('\n')
}

const escapes: Record<string, string> = { n: '\n', t: ' ', r: '', b: '', f: '' }

function unescaped(inside: string): string {
  return inside.replace(/\\(?:u([0-9a-fA-F]{4})|(.))?/gs, (_whole, code?: string, letter?: string) => {
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16))
    return letter === undefined ? '' : (escapes[letter] ?? letter)
  })
}
