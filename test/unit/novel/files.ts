/** A file in memory, read in chunks of that size. */
export function fileOf(bytes: Uint8Array, chunkSize = 65_536): { open(): AsyncIterable<Uint8Array> } {
  return {
    async *open() {
      for (let at = 0; at < bytes.length; at += chunkSize) yield bytes.subarray(at, at + chunkSize)
    },
  }
}
