/** What goes wrong with providers of text and images: the part of the registry of errors that is about them. */
import type { ErrorDefinition } from './error-definition.ts'

export const providerErrors = {
  // What a person has to change
  provider_key_missing: {
    status: 422,
    retry: 'never',
    en: 'There is no key for {provider}. Enter one in the settings, or choose the offline provider.',
    zh: '没有 {provider} 的密钥。请在设置中填写，或改用离线模式。',
  },
  provider_key_wrong: {
    status: 422,
    retry: 'never',
    en: '{provider} does not accept the key. Enter a valid one in the settings, then retry the job.',
    zh: '{provider} 不接受该密钥。请在设置中填写有效密钥，然后重试任务。',
  },
  provider_forbidden: {
    status: 422,
    retry: 'never',
    en: 'The key of {provider} may not use {model}: {detail}. Ask the provider for access, or choose another model.',
    zh: '{provider} 的密钥无权使用 {model}：{detail}。请向服务商申请权限，或更换模型。',
  },
  provider_model_missing: {
    status: 422,
    retry: 'never',
    en: '{provider} has no model {model}. Choose another one in the settings, then retry the job.',
    zh: '{provider} 没有模型 {model}。请在设置中更换模型，然后重试任务。',
  },
  provider_quota_exhausted: {
    status: 402,
    retry: 'never',
    en: 'The account at {provider} has no credit or quota left: {detail}. Top it up, then retry the job.',
    zh: '{provider} 账户余额或额度已用完：{detail}。请充值后重试任务。',
  },
  provider_bad_request: {
    status: 422,
    retry: 'never',
    en: '{provider} refuses the request as invalid: {detail}. Check the model and its settings.',
    zh: '{provider} 认为请求无效：{detail}。请检查模型及其设置。',
  },
  base_url_forbidden: {
    status: 422,
    retry: 'never',
    en: 'The base URL leads to {address}, which is not a public address. An operator can allow it with ALLOW_PRIVATE_BASE_URLS=true.',
    zh: '该地址指向 {address}，不是公网地址。管理员可设置 ALLOW_PRIVATE_BASE_URLS=true 允许访问。',
  },
  key_unreadable: {
    status: 422,
    retry: 'never',
    en: 'The stored key of {provider} cannot be read with this ENCRYPTION_KEY. Enter the key anew in the settings.',
    zh: '当前 ENCRYPTION_KEY 无法读取已保存的 {provider} 密钥。请在设置中重新填写。',
  },
  price_unknown: {
    status: 422,
    retry: 'never',
    en: 'No price is known for {model}, so a budget cannot be kept. Enter its price in the settings, or take the budget away.',
    zh: '未知 {model} 的价格，无法控制预算。请在设置中填写价格，或取消预算。',
  },
  budget_reached: {
    status: 402,
    retry: 'when_budget_raised',
    en: 'The next call may cost up to {neededUsd} USD, and {leftUsd} of the budget of {budgetUsd} USD are left. Raise the budget to go on.',
    zh: '下一次调用最多需 {neededUsd} 美元，预算 {budgetUsd} 美元仅剩 {leftUsd}。提高预算后继续。',
  },

  budget_held: {
    status: 503,
    retry: 'at_its_time',
    en: 'The rest of the budget is held back for calls that are under way; trying again at {time}.',
    zh: '剩余预算已预留给进行中的调用，将于 {time} 重试。',
  },
  turn_awaited: {
    status: 503,
    retry: 'at_its_time',
    en: '{provider} is asked at most {callsPerMinute} times a minute; this call has its turn at {time}.',
    zh: '{provider} 每分钟最多调用 {callsPerMinute} 次，此调用将于 {time} 进行。',
  },

  place_awaited: {
    status: 503,
    retry: 'at_its_time',
    en: '{provider} is asked at most {concurrency} {concurrency:time|times} at once; this call asks again at {time}.',
    zh: '{provider} 同时最多进行 {concurrency} 个调用，此调用将于 {time} 再试。',
  },

  // What the provider says about a request
  provider_refused: {
    status: 422,
    retry: 'never',
    en: '{provider} declines this by its content rules: {detail}. Change the text or the prompt, or choose another model.',
    zh: '{provider} 因内容规则拒绝：{detail}。请修改文本或提示词，或更换模型。',
  },
  context_too_small: {
    status: 422,
    retry: 'never',
    en: 'The text does not fit into {model}: {detail}. Choose a model with a larger context, or set its true size.',
    zh: '文本超出 {model} 的上下文：{detail}。请选择上下文更大的模型，或设置其真实大小。',
  },
  answer_unusable: {
    status: 502,
    retry: 'never',
    en: '{model} gave no usable answer: {detail}. Retry the job, or choose another model.',
    zh: '{model} 未给出可用的回答：{detail}。请重试任务或更换模型。',
  },
  picture_unusable: {
    status: 502,
    retry: 'never',
    mayBeBilled: true,
    en: 'The picture from {provider} is not usable: {detail}. Retry the job, or change the prompt.',
    zh: '{provider} 返回的图片不可用：{detail}。请重试任务或修改提示词。',
  },
  picture_blank: {
    status: 502,
    retry: 'never',
    mayBeBilled: true,
    en: 'The picture from {provider} has one colour only ({colour}): content filters give such. Change the prompt, or choose another model.',
    zh: '{provider} 返回的图片只有一种颜色（{colour}），通常是内容过滤所致。请修改提示词或更换模型。',
  },

  // What passes by itself
  provider_unreachable: {
    status: 502,
    retry: 'with_backoff',
    en: '{provider} cannot be reached: {detail}. It is tried again by itself.',
    zh: '无法连接 {provider}：{detail}。系统会自动重试。',
  },
  provider_timed_out: {
    status: 504,
    retry: 'with_backoff',
    mayBeBilled: true,
    en: '{provider} did not answer within {seconds} seconds. It is tried again by itself.',
    zh: '{provider} 在 {seconds} 秒内没有响应。系统会自动重试。',
  },
  provider_too_slow: {
    status: 504,
    retry: 'with_backoff',
    mayBeBilled: true,
    en: '{provider} was still writing after {seconds} seconds. It is tried again by itself; a quicker model, or a shorter passage, may be needed.',
    zh: '{provider} 写了 {seconds} 秒仍未完成。系统会自动重试；可能需要更快的模型或更短的段落。',
  },
  provider_failed: {
    status: 502,
    retry: 'with_backoff',
    mayBeBilled: true,
    en: '{provider} has a fault of its own (status {status}): {detail}. It is tried again by itself.',
    zh: '{provider} 发生故障（状态 {status}）：{detail}。系统会自动重试。',
  },
  provider_not_understood: {
    status: 502,
    retry: 'with_backoff',
    mayBeBilled: true,
    en: 'What answers for {provider} is not the provider, but a page ({detail}). Check the base URL and the network; it is tried again by itself.',
    zh: '应答的不是 {provider}，而是网页（{detail}）。请检查接口地址和网络；系统会自动重试。',
  },
  provider_cut_off: {
    status: 502,
    retry: 'with_backoff',
    mayBeBilled: true,
    en: 'The answer of {provider} broke off: {detail}. It is tried again by itself.',
    zh: '{provider} 的回答中断：{detail}。系统会自动重试。',
  },
  provider_busy: {
    status: 503,
    retry: 'when_lane_opens',
    en: '{provider} is busy; trying again at {time}.',
    zh: '{provider} 繁忙，将于 {time} 重试。',
  },
  outcome_unknown: {
    status: 502,
    retry: 'never',
    mayBeBilled: true,
    en: 'A paid call to {provider} was interrupted and may have been billed. Retry the job to pay for it again.',
    zh: '对 {provider} 的付费调用被中断，可能已计费。重试任务将再次付费。',
  },

  // Pictures
  sheet_required: {
    status: 409,
    retry: 'never',
    en: 'Draw {name} first: other looks are made from the first picture.',
    zh: '请先生成 {name} 的主图：其他造型以主图为基础。',
  },
} as const satisfies Record<string, ErrorDefinition>
