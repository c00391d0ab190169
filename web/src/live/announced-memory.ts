/**
 * What this browser has announced, for all of its tabs. In IndexedDB, whose transactions run one after the other whatever tab they come
 * from; a tab can still read the old value from `localStorage` after another tab has written a new one, even under a lock.
 */
import { parseAnnounced } from './announcements.ts'

const databaseName = 'cineqo'
const storeName = 'memory'
const key = 'announced'

let opening: Promise<IDBDatabase> | undefined
/** Used alone where the browser allows no database: this tab then remembers for itself. */
let fallback: string[] | null = null

/**
 * Reads what was announced and writes what `change` makes of it, as one step among all tabs. Null: this browser has never been here.
 * `change` is called exactly once.
 */
export async function changeAnnounced(change: (announced: string[] | null) => string[]): Promise<void> {
  let changed = false
  const once = (announced: string[] | null) => {
    changed = true
    return change(announced)
  }
  try {
    opening ??= open()
    await changeStored(await opening, once)
  } catch (error) {
    if (changed) console.warn('What was announced could not be remembered', error)
    else fallback = once(fallback)
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(storeName)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
    request.onblocked = () => reject(new Error('The database of this browser is blocked'))
  })
}

function changeStored(database: IDBDatabase, change: (announced: string[] | null) => string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(storeName, 'readwrite')
    const store = transaction.objectStore(storeName)
    const read = store.get(key)
    read.onsuccess = () => store.put(change(parseAnnounced(read.result)), key)
    transaction.oncomplete = () => resolve()
    transaction.onerror = () => reject(transaction.error)
    transaction.onabort = () => reject(transaction.error)
  })
}
