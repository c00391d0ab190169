/** Arguments of commands, checked. */
import { Option } from 'commander'
import { episodeMinutes, jobInputSchemas, maximumEpisodes } from '../contracts/job-inputs.ts'
import { usdAmountSchema } from '../contracts/money.ts'
import { novelEncodings } from '../contracts/novel-file.ts'
import type { Cli } from './cli.ts'
import { CliError } from './cli-error.ts'
import { exitCodes } from './exit-codes.ts'

/** An option whose value is one of `choices`. */
export function choiceOption<Choice extends string>(
  { say }: Cli,
  flags: string,
  description: string,
  choices: readonly Choice[],
): Option {
  return new Option(flags, description).argParser((value) => {
    if ((choices as readonly string[]).includes(value)) return value
    throw usageError(say('bad_choice', { name: flags.split(' ')[0] ?? flags, choices: choices.join(', '), value }))
  })
}

/** An option whose value is a whole number from 1 to `max`. */
export function numberOption({ say }: Cli, flags: string, description: string, max = maximumEpisodes): Option {
  return new Option(flags, description).argParser((value) => {
    const number = /^\d+$/.test(value) ? Number(value) : 0
    if (number >= 1 && number <= max) return number
    throw usageError(say('bad_number', { name: flags.split(' ')[0] ?? flags, max, value }))
  })
}

/** The option that says in which encoding text is read. */
export function encodingOption(cli: Cli): Option {
  const description = cli.say('option_encoding', { choices: novelEncodings.join(', ') })
  return choiceOption(cli, '--encoding <encoding>', description, novelEncodings)
}

/** The option that says how long an episode plays, in minutes. */
export function minutesOption({ say }: Cli, flags: string): Option {
  const { minutesPerEpisode } = jobInputSchemas.novel_split.shape
  const { minimum, maximum, usual } = episodeMinutes
  return new Option(flags, say('option_minutes_per_episode', { usual })).argParser((value) => {
    const parsed = minutesPerEpisode.safeParse(value.trim() === '' ? Number.NaN : Number(value))
    if (parsed.success) return parsed.data
    throw usageError(say('bad_minutes', { name: flags.split(' ')[0] ?? flags, minimum, maximum, value }))
  })
}

/** The option that says how much a job may spend. */
export function budgetOption(cli: Cli): Option {
  return new Option('--budget <usd>', cli.say('option_budget')).argParser((value) => usdOf(cli, '--budget', value))
}

/** An amount in US dollars, as somebody wrote it. */
export function usdOf({ say }: Cli, name: string, value: string): number {
  const parsed = usdAmountSchema.safeParse(value.trim() === '' ? Number.NaN : Number(value))
  if (parsed.success) return parsed.data
  throw usageError(say('bad_usd', { name, value }))
}

export function usageError(message: string): CliError {
  return new CliError('usage', exitCodes.error, message)
}
