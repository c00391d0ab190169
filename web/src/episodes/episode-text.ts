/** An episode as a Markdown file. Pure. */
import type { Episode } from '../../../src/contracts/entities.ts'

interface Words {
  number: string
  summary: string
  hook: string
}

/** The script without the heading that repeats the title of the episode. */
export function scriptBody({ title, script }: { title: string; script: string }): string {
  const [first = '', ...rest] = script.trim().split('\n')
  return /^#\s/.test(first) && first.includes(title) ? rest.join('\n').trim() : script.trim()
}

/** Title, summary, hook and script of a written episode; empty for one that is not written. */
export function episodeMarkdown(episode: Episode, words: Words): string {
  if (!episode.content) return ''
  const { title, summary, hook } = episode.content
  return [
    `# ${words.number} · ${title}`,
    `**${words.summary}** ${summary}`,
    `**${words.hook}** ${hook}`,
    scriptBody(episode.content),
    '',
  ]
    .join('\n\n')
    .replace(/\n{3,}/g, '\n\n')
}
