/**
 * `npm run evaluate:models -- DIR [--language zh|en] [--kind full]`: has the model's analyst read the books of a folder with known answers, on a
 * server whose reader knows these answers. What is not 1.0 then was lost on the way: by windows, prompts, checks, or the merging of names.
 */
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { languageSchema } from '../src/contracts/text.ts'
import { findBooks, type GoldBookFile } from '../src/evaluation/book-folder.ts'
import { evaluateBook } from '../src/evaluation/evaluate-book.ts'
import { countDuplicates } from '../src/evaluation/score-cast.ts'
import type { Analyst, CallContext } from '../src/providers/analyst.ts'
import { createOfflineAnalyst } from '../src/providers/offline/analyst.ts'
import { createModelAnalyst } from '../src/providers/openai/analyst.ts'
import { assumedCapabilities } from '../src/providers/openai/capabilities.ts'
import { createOpenAiClient } from '../src/providers/openai/client.ts'
import { figuresOf } from '../test/servers/figures.ts'
import { type ServerKindName, serverKinds } from '../test/servers/openai/kinds.ts'
import { startOpenAiServer } from '../test/servers/openai/server.ts'
import { goldAnswersOf } from '../test/servers/readers/gold-answers.ts'
import { goldWork } from '../test/servers/readers/gold-work.ts'
import { taskReader } from '../test/servers/readers/task-reader.ts'

const model = 'gpt-4.1-mini'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { language: { type: 'string' }, kind: { type: 'string', default: 'full' } },
})
const [folder] = positionals
if (folder === undefined) throw new Error('Say which folder holds the books: npm run evaluate:models -- DIR')
if (!(values.kind in serverKinds)) throw new Error(`--kind must be one of ${Object.keys(serverKinds).join(', ')}.`)
const kind = serverKinds[values.kind as ServerKindName]
const language = values.language === undefined ? undefined : languageSchema.parse(values.language)

console.log(`Perfect reader on a server of the kind ${values.kind}, model ${model}.`)
for (const book of await findBooks(folder, language)) await evaluate(book)

async function evaluate({ name, textPath, gold }: GoldBookFile): Promise<void> {
  const bytes = await readFile(textPath)
  const answers = await goldAnswersOf(bytes, gold)
  const server = await startOpenAiServer({ reader: taskReader(goldWork(answers)), kind })
  const notes: string[] = []
  const proposed = new Set<number>()
  const analyst = paying(createAnalyst(server.baseUrl), notes, proposed)
  const { cast, tilingProblems, seconds } = await evaluateBook({ name, bytes, gold }, { analyst })
  const { usage, accepted, byTask } = figuresOf(server.ledger.entries)
  await server.close()

  const found = answers.boundaries.filter((paragraph) => proposed.has(paragraph)).length
  console.log(
    `\n${name}: ${accepted} calls ${JSON.stringify(byTask)}, ${usage.inputTokens} tokens in, ${seconds.cast.toFixed(1)} s for the cast`,
  )
  console.log(
    `  boundaries  recall ${ratio(found, answers.boundaries.length)}, precision ${ratio(found, proposed.size)}; ${tilingProblems.length} problems of tiling`,
  )
  console.log(
    `  cast        recall of major ${cast.major.recallOneToOne}, with intermediate ${cast.majorAndIntermediate.recallOneToOne}; top 20 ${cast.precisionOfTop20OneToOne}`,
  )
  console.log(
    `  aliases     F1 of those found ${cast.aliases.found.f1?.toFixed(3)}, of all ${cast.aliases.all.f1?.toFixed(3)}`,
  )
  console.log(`  persons     ${countDuplicates(cast)} too many, ${cast.merged.length} of several people`)
  for (const { person, members } of cast.duplicates) console.log(`    one person: ${person} = ${members.join(' / ')}`)
  for (const { member, people } of cast.merged) console.log(`    several: ${member} = ${people.join(' / ')}`)
  for (const note of new Set(notes)) console.log(`  note        ${note.slice(0, 200)}`)
}

function ratio(part: number, whole: number): string {
  return whole === 0 ? '-' : (part / whole).toFixed(3)
}

function createAnalyst(baseUrl: string): Analyst {
  let capabilities = assumedCapabilities(model)
  return createModelAnalyst({
    client: createOpenAiClient({ baseUrl, apiKey: 'evaluation', fetch }),
    model,
    contextTokens: kind.contextTokens,
    capabilities: () => capabilities,
    onLearned: (learned) => {
      capabilities = learned
    },
    lane: 'text:evaluation',
    rules: createOfflineAnalyst(),
  })
}

/** An analyst whose calls are paid for here, since an evaluation has no ledger. What is noted and proposed is kept. */
function paying(analyst: Analyst, notes: string[], proposed: Set<number>): Analyst {
  const paid = (call: CallContext): CallContext => ({
    ...call,
    note: (note) => notes.push(JSON.stringify(note)),
    pay: async (_, send) => (await send()).answer,
  })
  return {
    ...analyst,
    findPeople: (passage, call) => analyst.findPeople(passage, paid(call)),
    decideMerge: (pair, call) => analyst.decideMerge(pair, paid(call)),
    async proposeBoundaries(passage, call) {
      const made = await analyst.proposeBoundaries(passage, paid(call))
      for (const { paragraph } of made.value) proposed.add(paragraph)
      return made
    },
  }
}
