/** What `cineqo` says of money, in both languages. */
export const moneySentences = {
  about_estimate: { en: 'what adapting a novel would cost, before anything is paid', zh: '在付费之前估算改编费用' },
  about_budget: {
    en: 'limit what a job may spend; a job that waits for it goes on',
    zh: '限制任务的花费；等待预算的任务会继续',
  },
  argument_estimate_file: {
    en: 'the novel; without it, the one of --project',
    zh: '小说文件；省略时使用 --project 的小说',
  },
  argument_usd: { en: 'US dollars, or "none" for no limit', zh: '美元金额，或 none（不限）' },
  option_budget: { en: 'US dollars that the job may spend at most', zh: '任务最多可花费的美元' },
  option_yes: { en: 'start without asking', zh: '不询问，直接开始' },
  bad_usd: {
    en: '{name} must be an amount in US dollars; it is "{value}".',
    zh: '{name} 必须是美元金额，而不是“{value}”。',
  },
  estimate_needs_novel: {
    en: 'Give the file of a novel, or a project with --project.',
    zh: '请给出小说文件，或用 --project 指定项目。',
  },
  estimate_free: { en: 'Nothing of this costs money.', zh: '此操作不产生费用。' },
  estimate_total: { en: 'about {expected} ({low} to {high})', zh: '约 {expected}（{low} 至 {high}）' },
  estimate_unpriced: {
    en: 'without {models}, whose price is not known',
    zh: '不含价格未知的 {models}',
  },
  estimate_novel: { en: 'The novel has {tokens} tokens.', zh: '小说共 {tokens} 个 token。' },
  estimate_price_unknown: { en: 'price not known', zh: '价格未知' },
  estimate_calls: { en: '{count} calls', zh: '{count} 次调用' },
  fell_back: {
    en: '{parts} {parts:part was|parts were} done by the offline rules, because the model gave no usable answer:',
    zh: '{parts} 个部分改用了离线规则，因为模型没有给出可用的回答：',
  },
  start_question: { en: 'Start? [y/N] ', zh: '开始？[y/N] ' },
  not_started: { en: 'Not started.', zh: '未开始。' },
  budget_set: { en: 'Budget of {job}: {budget}; {spent} spent.', zh: '{job} 的预算：{budget}；已花费 {spent}。' },
  budget_none: { en: 'none', zh: '不限' },
  kind_boundaries: { en: 'boundaries', zh: '划分' },
  kind_scripts: { en: 'scripts', zh: '剧本' },
  kind_people: { en: 'people', zh: '人物' },
  kind_pairs: { en: 'doubtful names', zh: '存疑姓名' },
  kind_descriptions: { en: 'descriptions', zh: '角色描述' },
  kind_images: { en: 'pictures', zh: '图片' },
} as const
