/** So many at once; others wait their turn in order. */
export interface Slots {
  /** Waits for a slot and returns how it is given back. Rejects with the signal's reason, without a slot, when that aborts first. */
  take(signal: AbortSignal): Promise<() => void>
}

export function createSlots(count: number): Slots {
  let taken = 0
  const waiting: (() => void)[] = []

  function giveBack(): void {
    const next = waiting.shift()
    if (next) next()
    else taken--
  }

  return {
    async take(signal) {
      signal.throwIfAborted()
      if (taken < count) taken++
      else {
        await new Promise<void>((resolve, reject) => {
          const leave = () => {
            waiting.splice(waiting.indexOf(begin), 1)
            reject(signal.reason)
          }
          const begin = () => {
            signal.removeEventListener('abort', leave)
            resolve()
          }
          waiting.push(begin)
          signal.addEventListener('abort', leave, { once: true })
        })
      }
      return giveBack
    },
  }
}
