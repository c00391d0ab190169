/** What `cineqo` says of settings, in both languages. */
export const settingsSentences = {
  about_settings: { en: 'who reads, writes and draws', zh: '文本与图片模型设置' },
  about_settings_show: { en: 'what is in effect, and where it comes from', zh: '当前生效的设置及其来源' },
  about_settings_set: {
    en: 'change them: text.model=gpt-5-mini image.provider=fal; an empty value goes back',
    zh: '修改设置：text.model=gpt-5-mini image.provider=fal；留空则恢复',
  },
  about_settings_set_key: {
    en: 'store a key, read from standard input: cineqo settings set-key text < file',
    zh: '从标准输入读取并保存密钥：cineqo settings set-key text < 文件',
  },
  about_settings_remove_key: { en: 'forget a stored key', zh: '删除已保存的密钥' },
  about_settings_test: { en: 'try a model and say what is wrong', zh: '测试模型并说明问题' },
  argument_settings: {
    en: 'NAME=VALUE; prices in US dollars: price.MODEL=input:0.25,cached:0.025,output:2 (a million tokens) or image:0.03',
    zh: '名称=值；价格（美元）：price.模型=input:0.25,cached:0.025,output:2（每百万 token）或 image:0.03',
  },
  argument_key: { en: 'text or image', zh: 'text 或 image' },
  option_settings_project: {
    en: 'of this project (id or name) instead of the installation',
    zh: '针对该项目（id 或名称），而非全局',
  },
  option_draw: { en: 'draw one picture, which is paid for', zh: '实际生成一张图片（会产生费用）' },
  settings_saved: { en: 'Saved.', zh: '已保存。' },
  settings_key_saved: { en: 'The key is stored, encrypted.', zh: '密钥已加密保存。' },
  settings_key_removed: { en: 'The key is forgotten.', zh: '密钥已删除。' },
  settings_bad_pair: {
    en: '"{pair}" is no setting. There are: {names}, price.MODEL.',
    zh: '“{pair}”不是设置项。可用：{names}、price.模型。',
  },
  settings_bad_price: {
    en: '"{value}" is no price. Write such as input:0.25,output:2 or image:0.03.',
    zh: '“{value}”不是价格。请写成 input:0.25,output:2 或 image:0.03。',
  },
  settings_no_key: {
    en: 'Give the key on standard input, so that it is kept out of the history of the shell: cineqo settings set-key {name} < file',
    zh: '请从标准输入提供密钥，以免留在 shell 历史中：cineqo settings set-key {name} < 文件',
  },
  settings_text: { en: 'text', zh: '文本' },
  settings_image: { en: 'pictures', zh: '图片' },
  settings_key_set: { en: 'key: set ({from})', zh: '密钥：已设置（{from}）' },
  settings_key_unset: { en: 'key: none', zh: '密钥：无' },
  settings_price: { en: 'price: {price} ({source}, {date})', zh: '价格：{price}（{source}，{date}）' },
  settings_price_unconfirmed: {
    en: 'price: {price} (taken from others on {date} and not checked at the provider: {source})',
    zh: '价格：{price}（{date} 据他处所记，未经服务商页面核对：{source}）',
  },
  settings_price_unknown: { en: 'price: not known', zh: '价格：未知' },
  settings_works: { en: 'Works.', zh: '可用。' },
  settings_does_not_work: { en: 'Does not work.', zh: '不可用。' },
  settings_advice: {
    en: '`cineqo settings` shows the settings, `cineqo settings set` and `set-key text < FILE` change them, `cineqo settings test text` tries them.',
    zh: '`cineqo settings` 查看设置，`cineqo settings set` 和 `set-key text < 文件` 修改，`cineqo settings test text` 测试。',
  },
  scope_project: { en: 'project', zh: '项目' },
  scope_installation: { en: 'installation', zh: '全局设置' },
  scope_environment: { en: 'environment', zh: '环境变量' },
  scope_default: { en: 'default', zh: '默认' },
} as const
