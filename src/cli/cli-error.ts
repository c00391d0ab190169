/** Errors that end the command: a sentence for the person, a code for programs, and the exit code. */
import { CineqoApiError } from '../client/index.ts'
import { ConfigError } from '../config.ts'
import { CineqoError, errorText } from '../contracts/errors.ts'
import type { Language } from '../contracts/text.ts'
import { LocalServicesError } from '../local/index.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'

/** Thrown by commands. The message is in the person's language and says what to do. */
export class CliError extends Error {
  readonly code: string
  readonly exitCode: ExitCode

  constructor(code: string, exitCode: ExitCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'CliError'
    this.code = code
    this.exitCode = exitCode
  }
}

/** What is printed of an error with `--json`: a problem document on stderr. */
export interface CliProblem {
  title: string
  code: string
  detail: string
  exitCode: ExitCode
  status?: number
  requestId?: string
}

/** Turns whatever was thrown into what is said about it. An error that nobody foresaw keeps its stack, as that is what a report needs. */
export function problemOf(error: unknown, language: Language): CliProblem {
  if (error instanceof CliError) return problem(error.code, error.message, error.exitCode)
  if (error instanceof CineqoApiError) {
    return {
      ...problem(error.code, error.messages[language], exitCodeOf(error.code)),
      ...(error.status > 0 && { status: error.status }),
      ...(error.requestId && { requestId: error.requestId }),
    }
  }
  if (error instanceof CineqoError) {
    return problem(error.code, errorText(error.toStored(), language), exitCodeOf(error.code))
  }
  if (error instanceof LocalServicesError) {
    return problem('services_unavailable', error.message, exitCodes.servicesUnavailable)
  }
  if (error instanceof ConfigError) return problem('bad_settings', error.message, exitCodes.error)
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return problem('unexpected', detail, exitCodes.error)
}

function problem(code: string, detail: string, exitCode: ExitCode): CliProblem {
  return { title: detail.split('\n', 1)[0] ?? code, code, detail, exitCode }
}

function exitCodeOf(code: CineqoApiError['code']): ExitCode {
  if (code === 'network' || code === 'database_unavailable' || code === 'temporal_unavailable') {
    return exitCodes.servicesUnavailable
  }
  if (code.startsWith('novel_') || code === 'payload_too_large' || code === 'unsupported_media_type') {
    return exitCodes.badInput
  }
  return exitCodes.error
}
