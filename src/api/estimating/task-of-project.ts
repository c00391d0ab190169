/** What an estimating process has to know of a job that somebody thinks of starting. */

import type { Character, Project } from '../../contracts/entities.ts'
import { CineqoError } from '../../contracts/errors.ts'
import { type JobInputs, jobInputSchemas } from '../../contracts/job-inputs.ts'
import { type JobType, jobCatalogue } from '../../contracts/job-types.ts'
import { getProject } from '../../db/queries/get-project.ts'
import { listChapters } from '../../db/queries/list-chapters.ts'
import { listCharacters } from '../../db/queries/list-characters.ts'
import { listPassedOver } from '../../db/queries/list-passed-over.ts'
import { novelKey } from '../../storage/storage.ts'
import type { ApiContext } from '../context.ts'
import { parseRequest } from '../requests.ts'
import type { EstimateTask } from './estimate-task.ts'

/** Throws `not_found`, `invalid_request`, `novel_missing` and `episodes_required` as starting the job would. */
export async function estimateTaskOf(
  context: ApiContext,
  ids: { projectId: string; userId: string },
  request: { type: JobType; input: Record<string, unknown> },
): Promise<EstimateTask> {
  const { db } = context.database
  const project = await getProject(db, ids)
  const input = parseRequest(jobInputSchemas[request.type], request.input, 'body', 'input')
  const { analyst, painter, priceOf } = await context.providersOf(ids)
  const { provider, model, editModel, billable, most } = painter
  const characters = await listCharacters(db, ids)
  const drawn = characters.filter(({ images }) => images.length > 0).map(({ name }) => name)
  const readsNovel = jobCatalogue[request.type].readsNovel
  return {
    ...workOf(input, characters),
    novel: readsNovel ? { ...(await storedNovel(context, project)), style: project.style, drawn } : null,
    analyst: analyst.counting ? { model: analyst.model, ...analyst.counting } : null,
    painter: { provider, model, editModel, billable, most },
    prices: Object.fromEntries([analyst.model, model, editModel].map((name) => [name, priceOf(name)])),
  }
}

function workOf(
  input: JobInputs[JobType],
  characters: readonly Character[],
): Pick<EstimateTask, 'split' | 'cast' | 'pictures'> {
  if ('characterId' in input || 'characterIds' in input) {
    return { split: null, cast: null, pictures: picturesAsked(input, characters) }
  }
  if ('mode' in input && input.mode === 'count' && input.maxEpisodes === undefined) {
    throw new CineqoError('episodes_required')
  }
  return {
    split: 'mode' in input ? input : null,
    cast: 'images' in input ? { images: input.images, looks: input.looks } : null,
    pictures: { images: 0, looks: 0 },
  }
}

/** The pictures of a job that names its characters: those that have one are left out unless another was asked for. */
function picturesAsked(
  input: JobInputs['character_image_generation'] | JobInputs['batch_image_generation'],
  characters: readonly Character[],
): EstimateTask['pictures'] {
  const wanted = new Set('characterId' in input ? [input.characterId] : input.characterIds)
  const found = characters.filter(({ id }) => wanted.has(id))
  const isLacking = ({ images }: { images: readonly unknown[] }) => input.regenerate || images.length === 0
  if ('characterIds' in input) return { images: found.filter(isLacking).length, looks: 0 }
  const looks = found.flatMap((character) => character.looks)
  const drawn = (asked: readonly { images: readonly unknown[] }[]) =>
    asked.filter((one) => input.prompt !== undefined || isLacking(one)).length * input.candidates
  if (input.looks) return { images: 0, looks: drawn(looks) }
  if (input.lookId !== undefined) return { images: 0, looks: drawn(looks.filter(({ id }) => id === input.lookId)) }
  return { images: drawn(found), looks: 0 }
}

async function storedNovel(context: ApiContext, { novel }: Project) {
  const { database, storage } = context
  if (!novel) throw new CineqoError('novel_missing')
  const { id, sha256 } = novel
  return {
    text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await storage.get(novelKey(sha256))),
    sha256,
    passedOver: await listPassedOver(database.db, id),
    chapters: await listChapters(database.db, id),
  }
}
