/** Why an answer can't be used: told to the model in the language of its prompt, and to the person in the note on the item. */
import { type FillParams, fillIn } from '../../../contracts/fill-in.ts'
import type { Language } from '../../../contracts/text.ts'

const reasons = {
  no_json: { en: '{detail}', zh: '不是完整有效的 JSON（{detail}）' },
  cut_off: { en: 'the answer was cut off', zh: '回答被截断' },
  too_slow: { en: 'writing the answer took too long', zh: '回答耗时过长' },
  does_not_fit: { en: 'the passage does not fit into the model', zh: '段落超出模型上下文' },
  too_many: { en: 'there are more than {most} {what}', zh: '{what} 多于 {most} 项' },
  too_long: { en: '{what} is longer than {most} characters', zh: '{what} 超过 {most} 字' },
  empty: { en: '{what} is empty', zh: '{what} 为空' },
  other_language: { en: '{what} is not written in English', zh: '{what} 不是中文' },
  prompt_language: { en: 'prompt is not in English', zh: 'prompt 不是英文' },
  unknown_number: { en: '{number} is no number in the passage', zh: '{number} 不是文中出现的段号' },
  strength_outside: { en: 'strength {strength} is not between 0 and 1', zh: 'strength {strength} 不在 0 与 1 之间' },
  too_many_places: {
    en: 'nearly every line is named; choose the best places',
    zh: '几乎每一行都列出了，只选最好的位置',
  },
  no_place: {
    en: 'no place is named; name the best ones, or none again if there is truly none',
    zh: '一处也没有列出，请列出最好的位置；若确实没有，再次回答空列表',
  },
  nobody: { en: 'nobody is named', zh: '一个人物也没有列出' },
  names_not_in_text: {
    en: 'names such as {name} do not occur in the passage as they are written there',
    zh: '{name} 等名字在文中并无原样出现',
  },
  repeated: { en: '"{words}" is there again and again', zh: '“{words}”一再重复' },
  stranger: { en: '{name} speaks, and is nobody in the passage', zh: '说话的 {name} 在文中没有出现' },
} as const satisfies Record<string, Record<Language, string>>

/** The words of a reason. `{gaps}` are filled from the parameters. */
export function reasonIn(language: Language, reason: keyof typeof reasons, params: FillParams = {}): string {
  return fillIn(reasons[reason][language], params)
}
