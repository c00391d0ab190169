/**
 * The reader of PDF files leaves rejected promises of broken objects to nobody, and Node ends the process for one. They mean nothing: what
 * was asked of the file is answered, or fails, on its own.
 */

/** A rejection comes out after the turn of the event loop that it was made in. */
const nextTurn = () => new Promise((resolve) => setImmediate(resolve))

let open = 0

/** Runs what uses the reader, and drops its stray rejections meanwhile; those of others still end the process. */
export async function withoutStrays<Result>(work: () => Promise<Result>): Promise<Result> {
  if (open++ === 0) process.on('unhandledRejection', dropStray)
  try {
    return await work()
  } finally {
    await nextTurn()
    if (--open === 0) process.off('unhandledRejection', dropStray)
  }
}

function dropStray(reason: unknown): void {
  const isStray = reason instanceof Error && /[/\\]unpdf[/\\]/.test(reason.stack ?? '')
  const isJudgedElsewhere = process.listenerCount('unhandledRejection') > 1
  if (isStray || isJudgedElsewhere) return
  throw reason
}
