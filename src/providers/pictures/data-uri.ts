/** A picture as a `data:` URI, which models take instead of an address that they would have to reach. */
export function dataUri({ bytes, mediaType }: { bytes: Uint8Array; mediaType: string }): string {
  return `data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`
}
