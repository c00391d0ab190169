/** What the connection test says besides what a text server shows, in both languages. */
import { connectionWords } from '../contracts/connection-words.ts'
import { CineqoError } from '../contracts/errors.ts'
import type { TestFinding } from '../contracts/settings.ts'

function finding(check: string, outcome: TestFinding['outcome'], zh: string, en: string): TestFinding {
  return { check, outcome, message: { zh, en } }
}

export const testFindings = {
  offline: () =>
    finding(
      'reached',
      'ok',
      '离线模式：按规则工作，无需网络和密钥。',
      'Offline: rules do the work, without network or key.',
    ),
  reached: (provider: string) => finding('reached', 'ok', `已连接 ${provider}。`, `${provider} answers.`),
  keyAccepted: () => finding('key', 'ok', '密钥有效。', 'The key is accepted.'),
  modelListed: (model: string) => finding('model', 'ok', `模型 ${model} 可用。`, `There is a model ${model}.`),
  modelUnlisted: (model: string) =>
    finding(
      'model',
      'warning',
      `服务器的模型列表中没有 ${model}，能否绘图需实际生成一张图片才知道。`,
      `The server does not list ${model}; whether it draws is only seen by drawing a picture.`,
    ),
  notDrawn: () =>
    finding(
      'picture',
      'skipped',
      '未实际绘图（会产生费用）。',
      'No picture was drawn, since that is paid for. Ask for it to be sure of the rights to draw.',
    ),
  drawn: (width: number, height: number) =>
    finding('picture', 'ok', `已生成一张 ${width}×${height} 的图片。`, `A picture of ${width} × ${height} was drawn.`),
  contextOverstated: (set: number, stated: number) =>
    finding(
      'context',
      'warning',
      `设置的上下文为 ${set} 个 token，但服务器只支持 ${stated} 个。`,
      `The settings say that ${set} tokens fit into a call, the server says ${stated}.`,
    ),
}

/** The finding for what went wrong. An error that nobody registered goes on to the caller. */
export function failedFinding(check: string, error: unknown): TestFinding {
  if (!(error instanceof CineqoError)) throw error
  const at = checkOf(error) ?? check
  return { check: at, outcome: 'failed', message: connectionWords(error) }
}

function checkOf({ code }: CineqoError): string | undefined {
  switch (code) {
    case 'provider_key_missing':
    case 'provider_key_wrong':
    case 'key_unreadable':
    case 'provider_quota_exhausted':
      return 'key'
    case 'provider_model_missing':
      return 'model'
    case 'provider_unreachable':
    case 'provider_not_understood':
    case 'provider_timed_out':
    case 'base_url_forbidden':
      return 'reached'
    default:
      return undefined
  }
}
