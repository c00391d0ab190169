/** Entry of the command `cineqo`. */
import { runProgram } from './program.ts'

process.exitCode = await runProgram(process.argv.slice(2))
// Idle connections to the API stay open for a few seconds; nobody waits for them.
process.exit()
