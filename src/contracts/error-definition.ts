/** What the registry of errors knows of a code. */
export const retryClasses = ['never', 'with_backoff', 'when_lane_opens', 'at_its_time', 'when_budget_raised'] as const
export type RetryClass = (typeof retryClasses)[number]

export interface ErrorDefinition {
  /** HTTP status of the problem. */
  status: number
  /**
   * Whether and when the same call may be tried again by the engine. `at_its_time`: at `params.time`, with nothing closed for others and no
   * attempt counted.
   */
  retry: RetryClass
  /** Whether a paid call that ended so may have been billed all the same. */
  mayBeBilled?: true
  en: string
  zh: string
}
