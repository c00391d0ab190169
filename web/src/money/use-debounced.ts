import { useEffect, useState } from 'react'

/** A value once it has stayed the same for `delayMs`; compared by what it says, so that a new object of the same content is no change. */
export function useDebounced<Value>(value: Value, delayMs: number): Value {
  const [settled, setSettled] = useState(value)
  const text = JSON.stringify(value)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for the value.
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delayMs)
    return () => clearTimeout(timer)
  }, [text, delayMs])
  return settled
}
