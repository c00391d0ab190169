/** What a person can read of JSON that is still being written: its texts without keys, quotes and marks, one a line. */
export function readableText(json: string): string {
  const lines: string[] = []
  // Whether each object or list that is open is an object; a text in an object is a key until a colon has come.
  const isObject: boolean[] = []
  let isKey = false
  for (const { 0: mark, 1: inside } of json.matchAll(/"((?:[^"\\]|\\.)*)(?:"|\\?$)|[{}[\]:,]/gs)) {
    if (inside !== undefined) {
      // What stands around the JSON is no part of the answer.
      const words = isObject.length > 0 && !isKey ? unescaped(inside) : ''
      if (words !== '') lines.push(words)
    } else if (mark === '{' || mark === '[') {
      isObject.push(mark === '{')
      isKey = mark === '{'
    } else if (mark === ':') isKey = false
    else {
      if (mark !== ',') isObject.pop()
      isKey = isObject.at(-1) ?? false
    }
  }
  return lines.join('\n')
}

const escapes: Record<string, string> = { n: '\n', t: ' ', r: '', b: '', f: '' }

/** At the end, half an escape or half a character is left out until its rest has come. */
function unescaped(inside: string): string {
  return inside
    .replace(/\\(?:u([0-9a-fA-F]{4})|u[0-9a-fA-F]{0,3}$|(.)|$)/gs, (_whole, code?: string, letter?: string) => {
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16))
      return letter === undefined ? '' : (escapes[letter] ?? letter)
    })
    .replace(/[\ud800-\udbff]$/, '')
}
