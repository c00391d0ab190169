/** Takes out of a recorded history what tells of the machine it was recorded on. */
import proto from '@temporalio/proto'

const { History } = proto.temporal.api.history.v1
type RecordedHistory = proto.temporal.api.history.v1.IHistory

/** Fields that name a process or a host. */
const identityFields = new Set(['identity', 'workerInstanceKey', 'workerControlTaskQueue', 'binaryChecksum'])
/** Fields that hold paths of files. */
const pathFields = new Set(['stackTrace'])

/**
 * The history as JSON that `History.fromObject` reads, with identities, sticky queues and stacks replaced, and without the name of the
 * directory that it was recorded in, wherever a message has it.
 */
export function scrubHistory(history: RecordedHistory, directory: string): string {
  const plain = History.toObject(History.fromObject(history), { longs: String, enums: String, bytes: String })
  return `${JSON.stringify(scrub(plain, directory))}\n`
}

function scrub(value: unknown, directory: string): unknown {
  if (Array.isArray(value)) return value.map((element) => scrub(element, directory))
  if (typeof value === 'string') return value.replaceAll(directory, 'DIRECTORY')
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([name]) => !pathFields.has(name))
  return Object.fromEntries(entries.map(([name, field]) => [name, scrubField(name, field, directory)]))
}

function scrubField(name: string, field: unknown, directory: string): unknown {
  if (identityFields.has(name)) return 'worker'
  if (name === 'taskQueue' && isSticky(field)) return { name: 'sticky', kind: 'TASK_QUEUE_KIND_STICKY' }
  if (name === 'data' && typeof field === 'string') {
    const text = Buffer.from(field, 'base64').toString()
    return Buffer.from(text.replaceAll(directory, 'DIRECTORY')).toString('base64')
  }
  return scrub(field, directory)
}

/** The name of a worker's own queue is its process and host. */
function isSticky(field: unknown): boolean {
  return typeof field === 'object' && field !== null && (field as { kind?: unknown }).kind === 'TASK_QUEUE_KIND_STICKY'
}
