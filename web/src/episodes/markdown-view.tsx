import { useMemo } from 'react'
import { type Block, type Inline, parseMarkdown } from './markdown.ts'

/** A script in Markdown, as elements. Text stays text: no HTML of the script is ever run. */
export function MarkdownView({ source, lang }: { source: string; lang?: string }) {
  const blocks = useMemo(() => parseMarkdown(source), [source])
  return (
    <div lang={lang} className="script">
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a block has no other name than its place.
        <BlockView key={index} block={block} />
      ))}
    </div>
  )
}

function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case 'heading': {
      const Heading = `h${block.level}` as const
      return (
        <Heading>
          <Words content={block.content} />
        </Heading>
      )
    }
    case 'paragraph':
      return (
        <p>
          <Words content={block.content} />
        </p>
      )
    case 'quote':
      return (
        <blockquote>
          <Words content={block.content} />
        </blockquote>
      )
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul'
      return (
        <List>
          {block.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an entry has no other name than its place.
            <li key={index}>
              <Words content={item} />
            </li>
          ))}
        </List>
      )
    }
    case 'rule':
      return <hr />
  }
}

function Words({ content }: { content: Inline[] }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: a part of a line has no other name than its place.
  return content.map((part, index) => <Part key={index} part={part} />)
}

function Part({ part }: { part: Inline }) {
  switch (part.kind) {
    case 'strong':
      return <strong>{part.text}</strong>
    case 'emphasis':
      return <em>{part.text}</em>
    case 'code':
      return <code>{part.text}</code>
    case 'break':
      return <br />
    case 'text':
      return part.text
  }
}
