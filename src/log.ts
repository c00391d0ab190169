/** Logs of our processes: one JSON line an event on standard output; times in ISO 8601. */
import { type Logger as PinoLogger, pino } from 'pino'

export type Logger = PinoLogger

/** What must never be written down, wherever a logged object carries it. */
const secrets = [
  'authorization',
  'cookie',
  'apiKey',
  'headers.authorization',
  'headers.cookie',
  'headers["set-cookie"]',
  'req.headers.authorization',
  'req.headers.cookie',
  'res.headers["set-cookie"]',
  '*.authorization',
  '*.cookie',
  '*.apiKey',
]

/** Makes the logger of a process. `role` is what the process is: api, worker, cli. */
export function createLogger(options: { level: string; role: string }): Logger {
  return pino({
    level: options.level,
    base: { role: options.role },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secrets, censor: '[redacted]' },
  })
}
