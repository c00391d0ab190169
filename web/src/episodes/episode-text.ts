/** An episode as a Markdown file. Pure. */
import type { Episode } from '../../../src/contracts/entities.ts'

interface Words {
  number: string
  summary: string
  hook: string
}

/** Title, summary, hook and script of a written episode; empty for one that is not written. */
export function episodeMarkdown(episode: Episode, words: Words): string {
  if (!episode.content) return ''
  const { title, summary, hook, script } = episode.content
  return [
    `# ${words.number} · ${title}`,
    `**${words.summary}** ${summary}`,
    `**${words.hook}** ${hook}`,
    script.trim(),
    '',
  ]
    .join('\n\n')
    .replace(/\n{3,}/g, '\n\n')
}
