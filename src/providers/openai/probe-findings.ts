/** What the connection test of a text server says, in both languages. */
import type { StructuredOutput, TestFinding } from '../../contracts/settings.ts'
import { structuredOutputs } from '../../contracts/settings.ts'
import type { ListedModel } from './probe-models.ts'

type Words = TestFinding['message']

/** Names of models that are shown where the one that was asked for is missing. */
const shownModels = 10

function finding(check: string, outcome: TestFinding['outcome'], zh: string, en: string): TestFinding {
  return { check, outcome, message: { zh, en } }
}

const checkOf: Record<StructuredOutput, string> = {
  json_schema: 'json_schema',
  json_object: 'json_object',
  text: 'plain',
}

export const findings = {
  reached: (provider: string) => finding('reached', 'ok', `已连接 ${provider}。`, `${provider} answers.`),
  keyAccepted: () => finding('key', 'ok', '密钥有效，或服务器不需要密钥。', 'The key is accepted, or none is needed.'),
  modelAnswers: (model: string) => finding('model', 'ok', `模型 ${model} 可以回答。`, `${model} answers.`),
  modelUnlisted: (model: string) =>
    finding(
      'model',
      'warning',
      `模型 ${model} 可以回答，但不在服务器的模型列表中。`,
      `${model} answers, although the server does not list it.`,
    ),
  streams: () => finding('streaming', 'ok', '支持流式输出。', 'It streams: a script can be read while it is written.'),
  doesNotStream: () =>
    finding(
      'streaming',
      'warning',
      '不支持流式输出：剧本写完后才会显示。',
      'It does not stream: a script is seen when it is finished.',
    ),
  contextKnown: (tokens: number) =>
    finding('context', 'ok', `上下文为 ${tokens} 个 token。`, `${tokens} tokens fit into a call.`),
  contextSmall: (tokens: number) =>
    finding(
      'context',
      'warning',
      `上下文只有 ${tokens} 个 token：小说会被切成许多小段，效果较差。请在服务器上调大，或更换模型。`,
      `Only ${tokens} tokens fit into a call: a novel is read in many small parts, and less well. Give the model more at the server, or choose another one.`,
    ),
  contextUnknown: () =>
    finding(
      'context',
      'warning',
      '服务器没有说明上下文大小。请在设置中填写，否则按较小的值处理。',
      'The server does not say how much fits into a call. Enter it in the settings; until then a small size is assumed.',
    ),
  answersIn: (kind: StructuredOutput) => {
    switch (kind) {
      case 'json_schema':
        return finding('json_schema', 'ok', '按给定结构返回 JSON。', 'It answers in JSON by a schema.')
      case 'json_object':
        return finding('json_object', 'ok', '返回 JSON。', 'It answers in JSON.')
      case 'text':
        return finding('plain', 'ok', '能在普通文本中返回 JSON。', 'It answers in JSON when it is asked to in words.')
    }
  },
  /** For each kind of output that was given up on the way from one to another. */
  declined: (from: StructuredOutput, to: StructuredOutput) =>
    structuredOutputs
      .slice(structuredOutputs.indexOf(from), structuredOutputs.indexOf(to))
      .map((kind) =>
        finding(
          checkOf[kind],
          'warning',
          `服务器不支持 ${kind}，改用下一种方式。`,
          `The server does not take ${kind}; the next way is used.`,
        ),
      ),
  ignores: (kind: StructuredOutput) =>
    kind === 'text'
      ? finding(
          'plain',
          'warning',
          '回答不是所要求的 JSON：许多内容会改用离线规则。请更换模型。',
          'Its answers are not the JSON that was asked for: much will be left to the offline rules. Choose another model.',
        )
      : finding(
          checkOf[kind],
          'warning',
          `服务器接受 ${kind}，但没有照做，改用下一种方式。`,
          `The server takes ${kind} but does not hold to it; the next way is used.`,
        ),
  failed: (check: string, words: Words): TestFinding => ({ check, outcome: 'failed', message: words }),
  /** The words, with the models that there are. */
  withModels: (words: Words, models: readonly ListedModel[]): Words => {
    if (models.length === 0) return words
    const names = models.slice(0, shownModels).map(({ id }) => id.slice(0, 100))
    const isAll = models.length <= shownModels
    return {
      zh: `${words.zh}可用模型：${names.join('、')}${isAll ? '。' : ` 等 ${models.length} 个。`}`,
      en: `${words.en} There are: ${names.join(', ')}${isAll ? '.' : `, and ${models.length - shownModels} more.`}`,
    }
  },
}
