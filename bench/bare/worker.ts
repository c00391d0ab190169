/** A worker for the bare workflow, in a process of its own like the worker that it is compared with. */
import { fileURLToPath } from 'node:url'
import { NativeConnection, Worker } from '@temporalio/worker'

export const bareQueue = 'bench-bare'

const activities = { tellTime: async () => Date.now() }
export type BareActivities = typeof activities

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const connection = await NativeConnection.connect({ address: process.argv[2] })
  const worker = await Worker.create({
    connection,
    taskQueue: bareQueue,
    workflowsPath: fileURLToPath(new URL('./workflows.ts', import.meta.url)),
    activities,
  })
  process.on('disconnect', () => process.exit())
  process.send?.('ready')
  await worker.run()
  await connection.close()
  // The channel to the process that started this one would keep it alive.
  process.disconnect()
}
