/** The command `cineqo`: its subcommands, and how whatever they throw is told. */
import { Command, CommanderError } from 'commander'
import type { Language } from '../contracts/text.ts'
import { type Cli, createCli } from './cli.ts'
import { CliError, type CliProblem, problemOf } from './cli-error.ts'
import { budgetCommand } from './commands/budget.ts'
import { cancelCommand } from './commands/cancel.ts'
import { demoCommand } from './commands/demo.ts'
import { estimateCommand } from './commands/estimate.ts'
import { evaluateCommand } from './commands/evaluate.ts'
import { exportCommand } from './commands/export.ts'
import { inspectCommand } from './commands/inspect.ts'
import { jobsCommand } from './commands/jobs.ts'
import { projectsCommand } from './commands/projects.ts'
import { retryCommand } from './commands/retry.ts'
import { runCommand } from './commands/run.ts'
import { servicesCommand } from './commands/services.ts'
import { settingsCommand } from './commands/settings.ts'
import { watchCommand } from './commands/watch.ts'
import { type ExitCode, exitCodeMeanings, exitCodes } from './exit-codes.ts'
import { settingsAdvice } from './settings-text.ts'
import { personLanguage, sayIn } from './text.ts'

const commands = [
  runCommand,
  demoCommand,
  servicesCommand,
  jobsCommand,
  watchCommand,
  retryCommand,
  cancelCommand,
  estimateCommand,
  budgetCommand,
  settingsCommand,
  projectsCommand,
  exportCommand,
  inspectCommand,
  evaluateCommand,
]

/** Runs one command line (without the program's name) and returns the exit code. Never throws. */
export async function runProgram(args: readonly string[]): Promise<ExitCode> {
  const language = personLanguage()
  const json = args.includes('--json')
  let exitCode: ExitCode = exitCodes.completed
  try {
    const program = createProgram(createCli(), (code) => {
      exitCode = code
    })
    await program.parseAsync([...args], { from: 'user' })
    return exitCode
  } catch (error) {
    // Help that was asked for is no error, and has been printed.
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.completed
    // No command was given: commander has printed the help instead of an error.
    if (error instanceof CommanderError && error.code === 'commander.help') return exitCodes.error
    const problem = problemOf(error instanceof CommanderError ? usageProblem(error) : error, language)
    process.stderr.write(json ? `${JSON.stringify(problem)}\n` : `${told(problem, language)}\n`)
    return problem.exitCode
  }
}

function createProgram(cli: Cli, end: (code: ExitCode) => void): Command {
  const program = new Command('cineqo')
    .description(cli.say('about'))
    .addHelpText('after', `\n${exitCodeHelp(cli.language)}`)
    .exitOverride()
    .configureOutput({ outputError: () => {} })
    .helpCommand(false)
  for (const add of commands) add(program, cli, end)
  // Subcommands are made with their parent's settings only when they are added to it by `command()`, except these two.
  for (const command of [program, ...program.commands, ...program.commands.flatMap(({ commands: inner }) => inner)]) {
    command.exitOverride().configureOutput({ outputError: () => {} })
  }
  return program
}

export function exitCodeHelp(language: Language): string {
  const names = Object.keys(exitCodes) as (keyof typeof exitCodes)[]
  const lines = names.map((name) => `  ${String(exitCodes[name]).padStart(3)}  ${exitCodeMeanings[name][language]}`)
  return [sayIn(language)('exit_codes'), ...lines].join('\n')
}

function usageProblem(error: CommanderError): CliError {
  return new CliError('usage', exitCodes.error, error.message.replace(/^error: /, ''))
}

function told({ code, detail, requestId }: CliProblem, language: Language): string {
  if (code === 'usage') return `cineqo: ${detail}\ncineqo --help`
  const said = `cineqo: ${detail}${requestId ? ` (${requestId})` : ''}`
  const advice = settingsAdvice(code, language)
  return advice === '' ? said : `${said}\n${advice}`
}
