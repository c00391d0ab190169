import { describe, expect, it } from 'vitest'
import { pack } from './writers/markup.ts'
import { fileOf, readAll } from './writers/novel-files.ts'

const NAMESPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ' +
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'

async function readBody(body: string, parts: Record<string, string> = {}) {
  const document = `<?xml version="1.0"?><w:document ${NAMESPACES}><w:body>${body}</w:body></w:document>`
  const file = pack({ '[Content_Types].xml': '<Types/>', 'word/document.xml': document, ...parts })
  const { lines, changes } = await readAll(fileOf(file, 'novel.docx'))
  return { lines, changes: Object.fromEntries(changes) }
}

function run(text: string): string {
  return `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`
}

describe('a Word document', () => {
  it('has headings by the name, the outline level and the base of their styles', async () => {
    const styles =
      '<w:styles><w:style w:type="paragraph" w:styleId="a1"><w:name w:val="heading 2"/></w:style>' +
      '<w:style w:type="paragraph" w:styleId="own"><w:name w:val="Mine"/><w:basedOn w:val="a1"/></w:style>' +
      '<w:style w:type="paragraph" w:styleId="level"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>'
    const styled = (style: string) => `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${run(style)}</w:p>`
    const { lines } = await readBody(['a1', 'own', 'level', 'none'].map(styled).join(''), { 'word/styles.xml': styles })

    expect(lines).toEqual([
      { text: 'a1', headingLevel: 2 },
      { text: 'own', headingLevel: 2 },
      { text: 'level', headingLevel: 1 },
      { text: 'none' },
    ])
  })

  it('is read as it stands after tracked changes, and what is deleted is counted', async () => {
    const { lines, changes } = await readBody(
      `<w:p>${run('He ')}<w:del><w:r><w:delText>ran</w:delText></w:r></w:del><w:ins>${run('walked')}</w:ins>${run('.')}</w:p>`,
    )

    expect(lines).toEqual([{ text: 'He walked.' }])
    expect(changes).toEqual({ deleted_text: 1 })
  })

  it('leaves out notes, codes of fields, readings and hidden runs, and counts what was text', async () => {
    const ruby = `<w:r><w:ruby><w:rt>${run('líng')}</w:rt><w:rubyBase>${run('灵')}</w:rubyBase></w:ruby></w:r>`
    const { lines, changes } = await readBody(
      `<w:p>${ruby}${run('气')}<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>` +
        '<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>',
    )

    expect(lines).toEqual([{ text: '灵气' }])
    expect(changes).toEqual({ ruby: 1, footnotes: 1, hidden_text: 1 })
  })

  it('has line breaks, tabs and text boxes, each text once', async () => {
    const box = `<w:txbxContent><w:p>${run('boxed')}</w:p></w:txbxContent>`
    const { lines } = await readBody(
      `<w:p>${run('one')}<w:r><w:br/></w:r>${run('two')}<w:r><w:tab/></w:r>${run('three')}<w:r><mc:AlternateContent>` +
        `<mc:Choice>${box}</mc:Choice><mc:Fallback>${box}</mc:Fallback></mc:AlternateContent></w:r></w:p>`,
    )

    expect(lines).toEqual([{ text: 'one' }, { text: 'two\tthree' }, { text: 'boxed' }])
  })

  it('may keep its document under another name', async () => {
    const target = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument'
    const { lines } = await readBody('', {
      '_rels/.rels': `<Relationships><Relationship Type="${target}" Target="/word/document2.xml"/></Relationships>`,
      'word/document2.xml': `<w:document ${NAMESPACES}><w:p>${run('here')}</w:p></w:document>`,
    })

    expect(lines).toEqual([{ text: 'here' }])
  })
})
