/**
 * Loaded before the API or the worker when `cineqo` starts them: ends the process when `cineqo` is gone (also by `kill -9`) before the
 * program itself listens for that. Afterwards the program ends itself, in order.
 */
process.on('disconnect', () => {
  if (process.listenerCount('disconnect') === 1) process.exit(1)
})
// A listener keeps the process alive; a process that is done may end.
process.channel?.unref()
