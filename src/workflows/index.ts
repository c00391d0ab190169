/** Every workflow under the name of its job type, and the one that is no job: the entry of the workflow bundle. */
export { adaptNovel as adaptation } from './adapt-novel.ts'
export {
  drawCharacters as batch_image_generation,
  drawCharacters as character_image_generation,
} from './draw-characters.ts'
export { extractCharacters as character_extraction } from './extract-characters.ts'
export { settleRequests as settle_requests } from './settle-requests.ts'
export { splitNovel as novel_split } from './split-novel.ts'
