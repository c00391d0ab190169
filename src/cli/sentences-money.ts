/** What `cineqo` says of money, in both languages. */
export const moneySentences = {
  about_estimate: { en: 'what adapting a novel would cost, before anything is paid', zh: '在付费之前估算改编费用' },
  about_budget: {
    en: 'limit what a job or project may spend; a job that waits for it goes on',
    zh: '限制任务或项目的花费；等待预算的任务会继续',
  },
  argument_estimate_file: {
    en: 'the novel; without it, the one of --project',
    zh: '小说文件；省略时使用 --project 的小说',
  },
  usage_budget: {
    en: '[options] JOB USD | --project PROJECT USD',
    zh: '[options] 任务 美元金额 | --project 项目 美元金额',
  },
  option_budget_project: {
    en: 'limit all jobs of this project (id or name) together',
    zh: '限制该项目（id 或名称）所有任务的总花费',
  },
  budget_needs_amount: {
    en: 'Give a job and an amount, or a project and an amount: cineqo budget JOB 5, or cineqo budget --project PROJECT 5.',
    zh: '请给出任务和金额，或项目和金额：cineqo budget 任务 5，或 cineqo budget --project 项目 5。',
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
  estimate_all_unpriced: {
    en: 'What it costs is not known: the price of {models} is missing. Set it with `cineqo settings set price.MODEL=…`.',
    zh: '费用未知：缺少 {models} 的价格。可用 `cineqo settings set price.模型=…` 设置。',
  },
  estimate_unpriced: {
    en: 'without {models}, whose price is not known',
    zh: '不含价格未知的 {models}',
  },
  estimate_unconfirmed: {
    en: 'The price of {models} was taken from others and not checked at the provider; `cineqo settings` says where to check it.',
    zh: '{models} 的价格据他处所记，未经服务商页面核对；核对地址见 `cineqo settings`。',
  },
  estimate_novel: { en: 'The novel has {tokens} tokens.', zh: '小说共 {tokens} 个 token。' },
  estimate_price_unknown: { en: 'price not known', zh: '价格未知' },
  estimate_calls: { en: '{count} {count:call|calls}', zh: '{count} 次调用' },
  fell_back: {
    en: '{parts} {parts:part|parts} ({kinds}) {parts:was|were} done by the offline rules, because the model gave no usable answer:',
    zh: '{parts} 个部分（{kinds}）改用了离线规则，因为模型没有给出可用的回答：',
  },
  window_parts: { en: '{count} {count:passage|passages}', zh: '{count} 段阅读' },
  episode_parts: { en: '{count} {count:script|scripts}', zh: '{count} 集剧本' },
  pair_parts: { en: '{count} doubtful {count:name|names}', zh: '{count} 对存疑姓名' },
  character_parts: { en: '{count} {count:description|descriptions}', zh: '{count} 个角色描述' },
  image_parts: { en: '{count} {count:picture|pictures}', zh: '{count} 张图片' },
  spent: { en: 'Spent: {usd}', zh: '花费：{usd}' },
  spent_tokens: { en: '{input} tokens in, {output} out', zh: '输入 {input}、输出 {output} token' },
  spent_pictures: { en: '{count} {count:picture|pictures}', zh: '{count} 张图片' },
  spent_uncertain: {
    en: 'and up to {usd} of calls whose outcome nobody knows',
    zh: '另有结果不明的调用，最多 {usd}',
  },
  spent_unpriced: {
    en: 'without {count} {count:call|calls} to models whose price is not known',
    zh: '不含 {count} 次价格未知的模型调用',
  },
  unpriced_calls: {
    en: '{count} {count:call|calls} without a known price',
    zh: '{count} 次价格未知的调用',
  },
  raise_job_budget: {
    en: '{reason} In another terminal: `cineqo budget {job} USD`; the job then goes on.',
    zh: '{reason} 在另一个终端运行 `cineqo budget {job} 美元金额`，任务随后继续。',
  },
  raise_project_budget: {
    en: '{reason} It is the budget of the project. In another terminal: `cineqo budget --project {project} USD`; the job then goes on.',
    zh: '{reason} 这是项目的预算。在另一个终端运行 `cineqo budget --project {project} 美元金额`，任务随后继续。',
  },
  start_question: { en: 'Start? [y/N] ', zh: '开始？[y/N] ' },
  not_started: { en: 'Not started.', zh: '未开始。' },
  budget_set: { en: 'Budget of {of}: {budget}; {spent} spent.', zh: '{of} 的预算：{budget}；已花费 {spent}。' },
  budget_none: { en: 'none', zh: '不限' },
  kind_boundaries: { en: 'boundaries', zh: '划分' },
  kind_scripts: { en: 'scripts', zh: '剧本' },
  kind_people: { en: 'people', zh: '人物' },
  kind_pairs: { en: 'doubtful names', zh: '存疑姓名' },
  kind_descriptions: { en: 'descriptions', zh: '角色描述' },
  kind_images: { en: 'pictures', zh: '图片' },
  kind_looks: { en: 'pictures of looks', zh: '造型图片' },
} as const
