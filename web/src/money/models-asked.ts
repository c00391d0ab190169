import type { EstimateRequest } from '../../../src/contracts/job-inputs.ts'
import type { KeyName } from '../../../src/contracts/settings.ts'
import { assertNever } from '../../../src/contracts/statuses.ts'

/** Which models a job asks. */
export function modelsAsked({ type, input }: EstimateRequest): readonly KeyName[] {
  switch (type) {
    case 'novel_split':
      return ['text']
    case 'adaptation':
    case 'character_extraction':
      return input?.images === false ? ['text'] : ['text', 'image']
    case 'character_image_generation':
    case 'batch_image_generation':
      return ['image']
    default:
      return assertNever(type, 'job type')
  }
}
