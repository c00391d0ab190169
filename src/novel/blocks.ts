/** Bytes in each block: enough for statistics, little enough for memory. */
const BLOCK_BYTES = 256 * 1024

/** The same bytes in blocks of one size, so that nothing depends on how they arrived. The last block may be shorter. */
export async function* blocksOf(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let parts: Uint8Array[] = []
  let length = 0
  for await (const chunk of chunks) {
    let rest = chunk
    while (length + rest.length >= BLOCK_BYTES) {
      const end = BLOCK_BYTES - length
      yield Buffer.concat([...parts, rest.subarray(0, end)])
      rest = rest.subarray(end)
      parts = []
      length = 0
    }
    if (rest.length > 0) parts.push(rest)
    length += rest.length
  }
  if (length > 0) yield Buffer.concat(parts)
}
