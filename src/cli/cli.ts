/** What every command is given. */
import { type Config, loadConfig } from '../config.ts'
import type { Language } from '../contracts/text.ts'
import { processTerminal, type Terminal } from './terminal.ts'
import { personLanguage, type Say, sayIn } from './text.ts'

export interface Cli {
  config: Config
  terminal: Terminal
  language: Language
  say: Say
}

/** Reads the settings. Throws a `ConfigError`. */
export function createCli(): Cli {
  const language = personLanguage()
  return { config: loadConfig(), terminal: processTerminal(), language, say: sayIn(language) }
}
