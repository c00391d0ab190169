/** Which pictures a job is to draw: one item for each. */
import { CineqoError } from '../contracts/errors.ts'
import type { JobInputs } from '../contracts/job-inputs.ts'
import { inTransaction, type Queryable } from '../db/client.ts'
import { findJobForWork } from '../db/queries/find-job-for-work.ts'
import { insertItems, type NewItem } from '../db/queries/insert-items.ts'
import { listCharacterNames } from '../db/queries/list-character-names.ts'
import { listLooks } from '../db/queries/list-looks.ts'
import type { JobRow } from '../db/views.ts'
import type { ActivityDependencies, JobRef } from './dependencies.ts'
import { countingLosses } from './failures.ts'

/** What an item of a picture is about. Items of older jobs have none: they draw the character sheet, and nothing to choose from. */
export interface PictureSubject {
  /** Null for the character sheet. */
  lookId: string | null
  /** From 0: which of the candidates it is. */
  candidate: number
}

/** The input of a job that draws. Older jobs, and batches, leave most of it out. */
export type DrawInput = Partial<JobInputs['character_image_generation'] & JobInputs['batch_image_generation']>

/** On the work queue. */
export function createImagePlanActivities({ database }: ActivityDependencies) {
  const { db } = database
  return {
    /** Plans one picture for each character, look and candidate that the job names. */
    planImages: ({ jobId }: JobRef) =>
      countingLosses(async () => {
        const job = await findJobForWork(db, jobId)
        if (!job) throw new CineqoError('not_found', { what: 'job' })
        const items = await picturesOf(db, job)
        await inTransaction(db, (tx) => insertItems(tx, { jobId, phase: 'draw', items }))
      }),
  }
}

async function picturesOf(db: Queryable, { input, userId, projectId }: JobRow): Promise<NewItem[]> {
  const { characterId, characterIds, lookId, looks, candidates = 1 } = input as DrawInput
  const wanted = [...new Set(characterIds ?? (characterId ? [characterId] : []))]
  const named = await listCharacterNames(db, { userId, projectId, characterIds: wanted })
  const names = new Map(named.map(({ id, name }) => [id, name]))
  const pictures: Omit<NewItem, 'number'>[] = []
  for (const id of wanted) {
    const name = names.get(id) ?? ''
    const { further } = looks || lookId ? await listLooks(db, id) : { further: [] }
    const chosen = looks ? further : further.filter((look) => look.id === lookId)
    // A look that is gone is planned all the same, so that its item says so.
    const subjects = looks || chosen.length > 0 ? chosen : [{ id: lookId ?? null, name: '' }]
    for (const look of subjects) {
      for (let candidate = 0; candidate < candidates; candidate++) {
        const about = look.id === null ? id : `${id}/${look.id}`
        pictures.push({
          kind: 'image',
          key: candidate === 0 ? about : `${about}#${candidate + 1}`,
          label: [name, look.name].filter(Boolean).join(' · ') + (candidates > 1 ? ` ${candidate + 1}` : ''),
          subjectId: id,
          subject: { lookId: look.id, candidate } satisfies PictureSubject,
        })
      }
    }
  }
  return pictures.map((picture, number) => ({ ...picture, number }))
}
