/**
 * Fonts draw a character and the radical of the same form with one glyph, and programs that write PDF then note the radical. In a novel
 * the character is meant: \u2F08 is \u4EBA (人).
 */

/** Kangxi radicals, whose characters Unicode knows as compatible (NFKC), and the radicals that are characters of their own. */
const RADICAL = /[\u2E80-\u2FD5]/g

/** From `EquivalentUnifiedIdeograph.txt` of the Unicode Character Database: what NFKC doesn't know and is a whole character. */
const CHARACTERS = new Map(
  [
    '⺒巳 ⺜日 ⺝月 ⺟母 ⺠民 ⺧牛 ⺩王 ⺫目 ⺬示 ⺶羊 ⺼肉 ⻄西 ⻅见 ⻆角 ⻉贝 ⻋车 ⻑長 ⻓长 ⻔门 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食',
    '⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿 ⻯竜 ⻰龙 ⻱龜 ⻲亀 ⻳龟',
  ].flatMap((row) => row.split(' ').map((pair): [string, string] => [pair.charAt(0), pair.charAt(1)])),
)

export function replaceRadicals(text: string): { replaced: string; count: number } {
  let count = 0
  const replaced = text.replace(RADICAL, (radical) => {
    const character = CHARACTERS.get(radical) ?? radical.normalize('NFKC')
    if (character !== radical) count++
    return character
  })
  return { replaced, count }
}
