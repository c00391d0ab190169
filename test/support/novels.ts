/** Novels for tests, written from a few sentences: as long as a test needs, the same each time. */

export const zhCast = ['沈惊鸿', '顾长渊', '苏晚棠', '陆行舟']

const zhScenes = [
  (chapter: number) => `天刚亮，沈惊鸿就站在第${chapter}座桥上等人。她二十出头，穿一件月白色的长裙，头发用木簪挽着。`,
  () => '顾长渊道：“你不该来。”',
  () => '沈惊鸿冷笑道：“我若不来，你们打算瞒我到什么时候？”',
  (chapter: number) => `苏晚棠从人群里挤过来，手里攥着第${chapter}封信。苏晚棠道：“别吵了，官兵已经过了河！”`,
  () => '顾长渊身材高大，左眉有一道旧疤，黑色的披风上全是泥。他沉默了很久，才把剑收回鞘里。',
  () => '陆行舟问：“信上写了什么？”',
  () => '没有人回答。风从河面上吹过来，把灯一盏一盏吹灭。',
  () => '* * *',
  () => '到了夜里，城门忽然关了。陆行舟说：“现在谁也走不了了。”',
  (chapter: number) => `他们谁也没有想到，第${chapter}天的早晨，等在桥头的会是那个早该死去的人。`,
]

/** A Chinese novel with `chapters` chapters of about 300 characters for each of `scenes`. */
export function zhNovel(chapters: number, scenes = 1): string {
  return Array.from({ length: chapters }, (_, index) =>
    [
      `第${index + 1}章 桥上的人`,
      ...Array.from({ length: scenes }, (_, scene) =>
        zhScenes.map((sentence) => sentence(index * scenes + scene + 1)),
      ).flat(),
    ].join('\n'),
  ).join('\n')
}

/** An English novel with `chapters` chapters of about 110 words. */
export function enNovel(chapters: number): string {
  return Array.from({ length: chapters }, (_, index) =>
    [
      `Chapter ${index + 1}: The Ferry`,
      `Margaret Hale waited at pier ${index + 1}. She was a tall woman of thirty with short grey hair and a green coat.`,
      '“You are late,” said Thomas Reed.',
      '“The letter was late,” Margaret replied. “I came the moment I had read it.”',
      'Mr. Reed, a heavy man with a red beard, folded his newspaper and said nothing for a while.',
      '“Did anybody follow you?” he asked at last.',
      'Behind them, in the door of the customs house, Captain Ellis had put out his lamp. He had heard every word.',
    ].join('\n\n'),
  ).join('\n\n')
}
