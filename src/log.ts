/** Logs of our processes: one JSON line an event on standard output; times in ISO 8601. */
import { type Logger as PinoLogger, pino } from 'pino'

export type Logger = PinoLogger

/** What must never be written down, wherever a logged object carries it. */
const secretNames = [
  'authorization',
  'cookie',
  '["set-cookie"]',
  'apiKey',
  'key',
  'keys',
  'textKey',
  'imageKey',
  'openAiKey',
  'falKey',
  'encryptionKey',
]
/** Within the object, in a part of it such as an error, and in the headers of that. */
const places = ['', '*.', '*.*.']
const secrets = places.flatMap((place) =>
  secretNames.map((name) => (name.startsWith('[') ? `${place.replace(/\.$/, '')}${name}` : `${place}${name}`)),
)

/** Keys within sentences, as errors of others quote them: after `Bearer`, of fal (`id:secret`), and of OpenAI and those after its manner. */
const keysInText =
  /\bBearer [^\s"'\\,;]+|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}:[\w-]+|\b(?:sk|pk|rk|gsk|xai)-[\w-]{8,}/gi
const censor = '[redacted]'

/** Makes the logger of a process. `role` is what the process is: api, worker, cli. */
export function createLogger(options: { level: string; role: string }): Logger {
  return pino({
    level: options.level,
    base: { role: options.role },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secrets, censor },
    hooks: { streamWrite: (line) => line.replace(keysInText, censor) },
  })
}
