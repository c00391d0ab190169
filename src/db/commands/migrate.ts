/** `npm run db:migrate`: brings the database of the settings to this version. */
import { loadConfig } from '../../config.ts'
import { openServices } from '../../start.ts'

const services = await openServices(loadConfig(), 'cli')
services.logger.info('The database is up to date.')
await services.close()
