/**
 * What a person is told who tests a connection: the sentences of the registry where they hold, and others where they speak of a job, which is tried
 * again by itself or is to be retried. A test is neither.
 */
import { errorText, type StoredError } from './errors.ts'
import { fillIn } from './fill-in.ts'
import type { providerErrors } from './provider-errors.ts'

const words: Partial<Record<keyof typeof providerErrors, { en: string; zh: string }>> = {
  provider_key_wrong: {
    en: '{provider} does not accept the key. Enter a valid one, then test again.',
    zh: '{provider} 不接受该密钥。请填写有效密钥，再测试一次。',
  },
  provider_model_missing: {
    en: '{provider} has no model {model}. Choose another one, then test again.',
    zh: '{provider} 没有模型 {model}。请更换模型，再测试一次。',
  },
  provider_quota_exhausted: {
    en: 'The account at {provider} has no credit or quota left: {detail}. Top it up, then test again.',
    zh: '{provider} 账户余额或额度已用完：{detail}。请充值，再测试一次。',
  },
  provider_unreachable: {
    en: '{provider} cannot be reached: {detail}. Check the base URL and the network, then test again.',
    zh: '无法连接 {provider}：{detail}。请检查服务地址和网络，再测试一次。',
  },
  provider_timed_out: {
    en: '{provider} did not answer within {seconds} seconds. Test again; if it stays so, check the base URL, or choose a quicker model.',
    zh: '{provider} 在 {seconds} 秒内没有响应。请再测试一次；若仍如此，请检查服务地址，或换更快的模型。',
  },
  provider_too_slow: {
    en: '{provider} was still writing after {seconds} seconds. Choose a quicker model, then test again.',
    zh: '{provider} 写了 {seconds} 秒仍未完成。请换更快的模型，再测试一次。',
  },
  provider_failed: {
    en: '{provider} has a fault of its own (status {status}): {detail}. Test again later; if it stays so, ask the provider.',
    zh: '{provider} 发生故障（状态 {status}）：{detail}。请稍后再测试；若仍如此，请联系服务商。',
  },
  provider_not_understood: {
    en: 'What answers for {provider} is not the provider, but a page ({detail}). Check the base URL and the network, then test again.',
    zh: '应答的不是 {provider}，而是网页（{detail}）。请检查服务地址和网络，再测试一次。',
  },
  provider_cut_off: {
    en: 'The answer of {provider} broke off: {detail}. Test again; if it stays so, check the network, or ask the provider.',
    zh: '{provider} 的回答中断：{detail}。请再测试一次；若仍如此，请检查网络，或联系服务商。',
  },
  provider_busy: {
    en: '{provider} is busy and takes no call at the moment, so nothing is known of the model yet. Test again later.',
    zh: '{provider} 繁忙，暂不接受调用，尚不知模型能否使用。请稍后再测试。',
  },
  answer_unusable: {
    en: '{model} gave no usable answer: {detail}. Test again, or choose another model.',
    zh: '{model} 未给出可用的回答：{detail}。请再测试一次，或更换模型。',
  },
  picture_unusable: {
    en: 'The picture from {provider} is not usable: {detail}. Choose another model, then test again.',
    zh: '{provider} 返回的图片不可用：{detail}。请更换模型，再测试一次。',
  },
  picture_blank: {
    en: 'The picture from {provider} has one colour only ({colour}). Choose another model, then test again.',
    zh: '{provider} 返回的图片只有一种颜色（{colour}）。请更换模型，再测试一次。',
  },
  outcome_unknown: {
    en: 'A paid call to {provider} was interrupted and may have been billed. Testing again pays for it again.',
    zh: '对 {provider} 的付费调用被中断，可能已计费。再次测试将再次付费。',
  },
}

/** The sentence of an error for a person who tests a connection, in both languages. */
export function connectionWords(error: StoredError): { zh: string; en: string } {
  const own = Object.hasOwn(words, error.code) ? words[error.code as keyof typeof words] : undefined
  if (!own) return { zh: errorText(error, 'zh'), en: errorText(error, 'en') }
  return { zh: fillIn(own.zh, error.params), en: fillIn(own.en, error.params) }
}
