/** The parts of an epub that say what the book is made of: its container, package document and navigation. */
import { posix } from 'node:path'
import { Parser } from 'htmlparser2'
import { CineqoError } from '../../contracts/errors.ts'
import { byteOrderMark } from '../encoding.ts'
import type { ZipArchive } from './zip-archive.ts'

/** A title of the table of contents, and the place that it points to. */
export interface NavigationEntry {
  title: string
  /** From 1, by how deep it is nested. */
  level: number
}

export interface EpubPackage {
  /** Paths in the archive of the documents in reading order. Not all need to be there. */
  spine: string[]
  /** Titles by `<path>#<id>`; the id is empty for the beginning of a document. Several can point to one place. */
  navigation: Map<string, NavigationEntry[]>
}

/** Navigation nested deeper is no table of contents. */
const MAX_LEVEL = 100

/** @throws CineqoError `novel_damaged` when the book has no package document or spine */
export async function readPackage(archive: ZipArchive): Promise<EpubPackage> {
  const opfPath = await findPackageDocument(archive)
  const opf = await readText(archive, opfPath)
  if (opf === null) throw damaged(`${opfPath} is missing`)
  const items = new Map<string, { path: string; isNavigation: boolean; isNcx: boolean }>()
  const spine: string[] = []
  parse(opf, (name, attributes) => {
    if (name === 'item' && attributes.id !== undefined && attributes.href !== undefined) {
      items.set(attributes.id, {
        path: resolvePath(opfPath, attributes.href).path,
        isNavigation: /\bnav\b/.test(attributes.properties ?? ''),
        isNcx: attributes['media-type'] === 'application/x-dtbncx+xml',
      })
    } else if (name === 'itemref' && attributes.idref !== undefined) {
      spine.push(attributes.idref)
    }
  })
  if (spine.length === 0) throw damaged('it lists no documents (empty spine)')
  const navigationPath = [...items.values()].find((item) => item.isNavigation)?.path
  const ncxPath = [...items.values()].find((item) => item.isNcx)?.path
  const navigation =
    (await readNavigation(archive, navigationPath, collectNav)) ??
    (await readNavigation(archive, ncxPath, collectNcx)) ??
    new Map()
  return { spine: [...new Set(spine)].map((id) => items.get(id)?.path ?? id), navigation }
}

/** Where a link in a document of the book points to. */
export function resolvePath(from: string, href: string): { path: string; id: string } {
  const [file = '', id = ''] = href.split('#', 2)
  const path = file === '' ? from : posix.join(posix.dirname(from), decode(file))
  return { path, id: decode(id) }
}

async function findPackageDocument(archive: ZipArchive): Promise<string> {
  const container = await readText(archive, 'META-INF/container.xml')
  let path: string | undefined
  if (container !== null) {
    parse(container, (name, attributes) => {
      if (name === 'rootfile') path ??= attributes['full-path']
    })
  }
  // Books packed by hand often lack the container, which says nothing that the ending doesn't.
  path ??= archive.entries.find((entry) => entry.name.toLowerCase().endsWith('.opf'))?.name
  if (path === undefined) throw damaged('it has no package document (OPF)')
  return path
}

type Collector = (add: (href: string, entry: NavigationEntry) => void) => Parser

async function readNavigation(
  archive: ZipArchive,
  path: string | undefined,
  collect: Collector,
): Promise<EpubPackage['navigation'] | null> {
  const text = path === undefined ? null : await readText(archive, path)
  if (path === undefined || text === null) return null
  const navigation: EpubPackage['navigation'] = new Map()
  const parser = collect((href, entry) => {
    const target = resolvePath(path, href)
    const key = `${target.path}#${target.id}`
    const title = entry.title.replace(/\s+/g, ' ').trim()
    if (title === '') return
    const entries = navigation.get(key)
    if (entries) entries.push({ ...entry, title })
    else navigation.set(key, [{ ...entry, title }])
  })
  parser.write(text)
  parser.end()
  return navigation.size === 0 ? null : navigation
}

/** EPUB 3: nested lists of links in `<nav epub:type="toc">`. */
const collectNav: Collector = (add) => {
  let navDepth = 0
  let level = 0
  let href: string | undefined
  let title = ''
  return new Parser(
    {
      onopentag(name, attributes) {
        if (navDepth > 0) navDepth++
        else if (name === 'nav' && /\btoc\b/.test(attributes['epub:type'] ?? attributes.role ?? 'toc')) navDepth = 1
        if (navDepth === 0) return
        if (name === 'ol') level++
        if (name === 'a') {
          href = attributes.href
          title = ''
        }
      },
      ontext(text) {
        if (href !== undefined) title += text
      },
      onclosetag(name) {
        if (navDepth === 0) return
        navDepth--
        if (name === 'ol') level--
        if (name !== 'a' || href === undefined) return
        add(href, { title, level: Math.min(Math.max(level, 1), MAX_LEVEL) })
        href = undefined
      },
    },
    { recognizeSelfClosing: true },
  )
}

/** EPUB 2: nested `navPoint`, each with a `text` and a `content`. */
const collectNcx: Collector = (add) => {
  let level = 0
  let isText = false
  let title = ''
  return new Parser(
    {
      onopentag(name, attributes) {
        if (name === 'navPoint') {
          level++
          title = ''
        } else if (name === 'text') isText = true
        else if (name === 'content' && level > 0 && attributes.src !== undefined) {
          add(attributes.src, { title, level: Math.min(level, MAX_LEVEL) })
        }
      },
      ontext(text) {
        if (isText && level > 0) title += text
      },
      onclosetag(name) {
        if (name === 'navPoint') level--
        else if (name === 'text') isText = false
      },
    },
    { xmlMode: true },
  )
}

/** Names of elements come without their prefix: `opf:item` is `item`. */
function parse(xml: string, onOpen: (name: string, attributes: Record<string, string>) => void): void {
  const parser = new Parser(
    { onopentag: (name, attributes) => onOpen(name.slice(name.indexOf(':') + 1), attributes) },
    { xmlMode: true },
  )
  parser.write(xml)
  parser.end()
}

async function readText(archive: ZipArchive, path: string): Promise<string | null> {
  const entry = archive.find(path)
  if (!entry) return null
  const bytes = await archive.readWhole(entry)
  return bytes.toString(byteOrderMark(bytes) === 'utf-16le' ? 'utf16le' : 'utf8')
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

function damaged(detail: string): CineqoError {
  return new CineqoError('novel_damaged', { format: 'epub', detail })
}
