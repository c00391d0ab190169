/** The activities of each task queue. Workflows import only these types. */
import { createCastActivities } from './cast-activities.ts'
import type { ActivityDependencies } from './dependencies.ts'
import { createImageActivities } from './image-activities.ts'
import { createImagePlanActivities } from './image-plan.ts'
import { createJobActivities } from './job-activities.ts'
import { createOpenRequestActivities, createSettlingActivities } from './open-requests.ts'
import { createScriptActivities, createSplitActivities } from './split-activities.ts'

/** Database work on the queue `cineqo`. */
export function createWorkActivities(dependencies: ActivityDependencies) {
  return {
    ...createJobActivities(dependencies),
    ...createSplitActivities(dependencies),
    ...createImagePlanActivities(dependencies),
    ...createOpenRequestActivities(dependencies),
  }
}

/** Calls of the analyst on the queue `cineqo-text`. */
export function createTextActivities(dependencies: ActivityDependencies) {
  return { ...createScriptActivities(dependencies), ...createCastActivities(dependencies) }
}

/** Calls of the painter on the queue `cineqo-image`. */
export function createPaintActivities(dependencies: ActivityDependencies) {
  return { ...createImageActivities(dependencies), ...createSettlingActivities(dependencies) }
}

export type WorkActivities = ReturnType<typeof createWorkActivities>
export type TextActivities = ReturnType<typeof createTextActivities>
export type PaintActivities = ReturnType<typeof createPaintActivities>
export type { ItemRef } from './dependencies.ts'
export type { ChildJob, JobOutcome } from './job-activities.ts'
