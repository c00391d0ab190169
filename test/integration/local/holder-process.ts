/** A process of its own that holds the local servers until it is ended. Prints one line of JSON when they are ready. */
import { type HoldOptions, holdLocalServices } from '../../../src/local/index.ts'

const options = JSON.parse(process.argv[2] ?? '{}') as HoldOptions
const held = await holdLocalServices(options)
console.log(JSON.stringify({ databaseUrl: held.databaseUrl, temporalAddress: held.temporalAddress }))
process.stdin.resume()
