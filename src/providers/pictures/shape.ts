/** Sizes in pixels for shapes. */

/** Below a million, since models that charge by the megapixel round up: that of 768 x 1024. */
const area = 768 * 1024
/** Sides are multiples of this. */
const grid = 32

/** Pixels for a ratio such as `3:4`; anything that is no ratio is taken for that. */
export function sizeOf(aspectRatio: string): { width: number; height: number } {
  const [across, down] = partsOf(aspectRatio)
  const toGrid = (pixels: number) => Math.round(pixels / grid) * grid
  return { width: toGrid(Math.sqrt((area * across) / down)), height: toGrid(Math.sqrt((area * down) / across)) }
}

/** Of several sizes, such as `1024x1536`, the one whose shape is nearest. */
export function nearestSize<Size extends `${number}x${number}`>(aspectRatio: string, sizes: readonly Size[]): Size {
  const [across, down] = partsOf(aspectRatio)
  const distance = (size: Size) => {
    const [width = 1, height = 1] = size.split('x').map(Number)
    return Math.abs(Math.log((width / height) * (down / across)))
  }
  return sizes.reduce((best, size) => (distance(size) < distance(best) ? size : best))
}

function partsOf(aspectRatio: string): [across: number, down: number] {
  const match = /^([1-9]\d?):([1-9]\d?)$/.exec(aspectRatio)
  return match ? [Number(match[1]), Number(match[2])] : [3, 4]
}
