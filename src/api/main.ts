/** The API process: `npm run dev` from source, `npm start` from the build. */
import { loadConfig } from '../config.ts'
import { createSettings } from '../settings/settings.ts'
import { onStop, openServices, runProcess } from '../start.ts'
import { assertLoopback } from './guard.ts'
import { openApi } from './open-api.ts'

/** How long a stop may take altogether. */
const stopDeadlineMs = 10_000

async function main(): Promise<void> {
  const config = loadConfig()
  assertLoopback(config.host)
  const services = await openServices(config, 'api')
  const { logger, temporalUi } = services
  const api = await openApi({
    database: services.database,
    temporal: { ...config.temporal, address: services.temporalAddress, uiUrl: temporalUi },
    storageDirectory: config.storageDirectory,
    maxNovelBytes: config.maxNovelBytes,
    logger,
    settings: createSettings({ database: services.database, config }),
  })
  const url = await api.server.listen({
    host: config.host,
    port: config.port,
    orNext: config.environment !== 'production',
  })
  services.announce({ url })
  logger.info({ url, temporalUi }, `Cineqo is at ${url}`)
  process.send?.('ready')
  onStop(async (reason) => {
    logger.info({ reason }, 'stopping')
    await api.close()
    await services.close()
  }, stopDeadlineMs)
}

await runProcess(main)
