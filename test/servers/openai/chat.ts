/** `POST /v1/chat/completions`: questions are read by the reader, billed, and answered in one piece or as a stream. */
import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { decode, encode } from 'gpt-tokenizer/encoding/o200k_base'
import { noUsage } from '../../../src/contracts/money.ts'
import { countTokens } from '../../../src/providers/tokens.ts'
import { endWith, isDeclined, isUndelivered, sendAnswer } from '../deliver.ts'
import type { Fault, Undelivered } from '../faults.ts'
import { hashOf, type NewEntry } from '../ledger.ts'
import type { Call } from '../listen.ts'
import type { Reading } from '../readers/reader.ts'
import { sendDeclined, sendError, sendTooLong } from './declined.ts'
import { type ChatBody, inputTokensOf, objectionTo, questionOf } from './question.ts'
import type { OpenAiWorld } from './server.ts'
import type { ChatAnswer } from './wire.ts'

const refusal = 'I’m sorry, but I can’t assist with that request.'

export async function chat(call: Call, account: string, world: OpenAiWorld): Promise<void> {
  const { response } = call
  const { kind, ledger, faults, latency } = world
  const body = JSON.parse(call.body.toString()) as ChatBody
  const question = questionOf(body)
  const prompt = `${question.system}\n\n${question.user}`
  const fault = faults.pick({ route: 'chat', task: question.task, model: body.model, prompt })
  const entry: NewEntry = {
    kind: 'text',
    model: body.model,
    task: question.task,
    promptHash: hashOf(body.model, body.messages),
    account,
    fault: fault?.kind ?? null,
  }
  if (isDeclined(fault)) {
    ledger.decline(entry, sendDeclined(response, fault, body.model))
    return
  }
  const objection = objectionTo(body, kind)
  if (objection) {
    ledger.decline(entry)
    sendError(response, 400, objection)
    return
  }
  const inputTokens = inputTokensOf(body)
  const maxOutputTokens = body.max_completion_tokens ?? body.max_tokens ?? 0
  if (inputTokens + maxOutputTokens > kind.contextTokens) {
    ledger.decline(entry)
    sendTooLong(response, kind, inputTokens, maxOutputTokens)
    return
  }

  const { id } = ledger.accept(entry)
  endWith(response, ledger, id, fault)
  const answer = answerOf(await world.reader(question), inputTokens, maxOutputTokens || kind.contextTokens, fault)
  ledger.bill(id, { ...noUsage, inputTokens, outputTokens: answer.outputTokens })
  const written = await world.wire.write(body, answer, kind.usageInStream)
  await sleep(latency.firstWordMs)
  const onTheWay = isUndelivered(fault) ? fault : null
  if (body.stream) await stream(response, written, onTheWay, latency.pieceMs)
  else sendAnswer(response, written, onTheWay)
}

/** The reader's answer as the limits and the fault leave it. */
function answerOf(reading: Reading, inputTokens: number, maxOutputTokens: number, fault: Fault | null): ChatAnswer {
  const { text, reasoning = '' } = reading
  const thought = reasoning === '' ? 0 : countTokens(reasoning)
  const answer = (kept: string, finish: ChatAnswer['finish'], refused: string | null = null): ChatAnswer => ({
    text: kept,
    ...(reasoning !== '' && { reasoning }),
    finish,
    refusal: refused,
    inputTokens,
    outputTokens: countTokens(refused ?? kept) + thought,
  })
  if (fault?.kind === 'refusal') return answer('', 'stop', refusal)
  if (fault?.kind === 'content_filter') return answer(text.slice(0, 20), 'content_filter')
  if (fault?.kind === 'cut_answer') return answer(text.slice(0, Math.floor(text.length / 2)), 'length')
  const whole = answer(text, 'stop')
  if (whole.outputTokens <= maxOutputTokens) return whole
  const kept = decode(encode(text, { disallowedSpecial: new Set() }).slice(0, Math.max(0, maxOutputTokens - thought)))
  // A character of several tokens may be cut in its middle.
  return answer(kept.replace(/\uFFFD+$/, ''), 'length')
}

/** Sends the events of a stream one by one, in the way of the fault. */
async function stream(
  response: ServerResponse,
  written: string,
  fault: Undelivered | null,
  pieceMs: number,
): Promise<void> {
  switch (fault?.kind) {
    case 'lost_answer':
    case 'bad_gateway_after':
    case 'hang_before_headers':
      sendAnswer(response, written, fault)
      return
  }
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
  if (fault?.kind === 'empty_body') {
    response.end()
    return
  }
  const events = written.split('\n\n').filter((event) => event !== '')
  const sent = fault ? Math.floor(events.length / 2) : events.length
  for (const event of events.slice(0, sent)) {
    if (response.destroyed) return
    response.write(`${event}\n\n`)
    if (pieceMs > 0) await sleep(pieceMs)
  }
  switch (fault?.kind) {
    case undefined:
    case 'cut_stream':
      response.end()
      return
    case 'hang_in_body':
      return
    case 'broken_body':
      // What was written has to be on its way before the socket breaks.
      await sleep(20)
      response.destroy()
      return
    case 'cut_json':
      response.end(events[sent]?.slice(0, 30))
      return
    case 'error_in_stream':
      response.end(
        `data: ${JSON.stringify({ error: { message: 'The server had an error', type: 'server_error' } })}\n\n`,
      )
  }
}
