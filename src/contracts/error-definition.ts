/** What the registry of errors knows of a code. */
export const retryClasses = ['never', 'with_backoff', 'when_lane_opens', 'when_budget_raised'] as const
export type RetryClass = (typeof retryClasses)[number]

export interface ErrorDefinition {
  /** HTTP status of the problem. */
  status: number
  /** Whether and when the same call may be tried again by the engine. */
  retry: RetryClass
  en: string
  zh: string
}
