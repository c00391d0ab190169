import { fillSchema } from './fill-schema.ts'
import type { Reader } from './reader.ts'
import type { TextWork } from './text-work.ts'

export function taskReader(_work: TextWork): Reader {
  return async ({ schema }) => ({ text: schema ? JSON.stringify(fillSchema(schema)) : 'Hello.' })
}
