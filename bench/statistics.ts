/** Figures of a series of measurements. */

/** The value below which the share `fraction` of the values lies, by the nearest rank. */
export function quantile(values: readonly number[], fraction: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(fraction * sorted.length) - 1)] ?? Number.NaN
}

export interface Summary {
  n: number
  min: number
  p50: number
  p99: number
  max: number
}

export function summarise(values: readonly number[]): Summary {
  return {
    n: values.length,
    min: quantile(values, 0),
    p50: quantile(values, 0.5),
    p99: quantile(values, 0.99),
    max: quantile(values, 1),
  }
}
