/** The JSON in an answer is found whatever is around it, and nothing that is missing is made up. */
import { describe, expect, it } from 'vitest'
import { readJsonAnswer } from '../../../src/providers/openai/json-answer.ts'

describe('an answer is read', () => {
  it.each<[string, string, unknown]>([
    ['alone', '{"a":1}', { a: 1 }],
    ['a list', '[1,2]', [1, 2]],
    ['after thoughts', '<think>maybe {x} or "{"</think>\n{"a":1}', { a: 1 }],
    ['after thoughts whose beginning was in the prompt', 'hmm, {"x":2}? no</think>{"a":1}', { a: 1 }],
    ['with words for thoughts in a string', '{"a":"<think>x</think>"}', { a: '<think>x</think>' }],
    ['in a fence', '```json\n{"a":1}\n```', { a: 1 }],
    ['in a fence that nobody closed', '```json\n{"a":1}\n', { a: 1 }],
    ['within prose', 'Here {you} are: {"a":1} I hope it helps :}', { a: 1 }],
    ['before a note with JSON that is cut', '{"a":1}\nNote: {"b":[2', { a: 1 }],
    ['with single quotes', "{'a': 'it', 'b': [1]}", { a: 'it', b: [1] }],
    ['with trailing commas', '{"a":[1,2,],}', { a: [1, 2] }],
    ['with a line break in a string', '{"a":"one\ntwo"}', { a: 'one\ntwo' }],
    ['with bare quotes in a string', '{"a":"he said "hi" to her","b":1}', { a: 'he said "hi" to her', b: 1 }],
    ['with bare keys and words of Python', '{a:1,b:True,c:None}', { a: 1, b: true, c: null }],
    ['with brackets in strings', '{"a":"} ] {"}', { a: '} ] {' }],
    ['with an ellipsis that is a part of the text', "{'a':'wait...'}", { a: 'wait...' }],
    ['with escapes of what no database keeps', '{"a":["x\\u0000y \\ud83d\\ude00 \\ud83d"]}', { a: ['xy 😀 '] }],
    ['with Chinese quotation marks', '{“a”:“好”}', { a: '好' }],
  ])('%s', (_, text, value) => expect(readJsonAnswer(text)).toEqual({ isJson: true, value }))
})

describe('an answer is not completed', () => {
  it.each([
    ['that is cut within a list', '{"people":[{"name":"A"},{"name":'],
    ['that is cut after a whole part', '{"people":[{"name":"A"}'],
    ['that is cut within a string', '{"people":[{"name":"Al'],
    ['that is cut and has single quotes', "{'people': [{'name': 'A'}"],
    ['that is cut in a fence', '```json\n{"people":[{"name":"A"},\n```'],
    ['that leaves things out', '{"people":[{"name":"A"}, ...]}'],
  ])('%s', (_, text) => expect(readJsonAnswer(text).isJson).toBe(false))

  it.each([
    ['', 'there is no JSON in it'],
    ['I would rather not.', 'there is no JSON in it'],
    ['"a string"', 'there is no JSON in it'],
    ['<think>it goes on and on {"a":1}', 'there is no JSON in it'],
    ['{"a":[1', 'it ends before the JSON does'],
    ['{"a":[1,...]}', 'something is left out with "..."'],
  ])('%j: %s', (text, reason) => expect(readJsonAnswer(text)).toEqual({ isJson: false, reason }))
})

it.each([
  ['brackets without end', '['.repeat(200_000)],
  ['objects without end', '{"a":"'.repeat(50_000)],
  ['fences without end', '```'.repeat(50_000)],
  ['quotes that do not match', '{"a":\'x"\'},'.repeat(20_000)],
])('%s do not bring it down', (_, text) => expect(readJsonAnswer(text).isJson).toBe(false))
