/** Whether an epub is locked by copy protection. */
import { CineqoError } from '../../contracts/errors.ts'
import type { ZipArchive } from './zip-archive.ts'

/** Fonts are garbled so that they can't be taken out of the book; the text stays open. */
const FONT_OBFUSCATIONS = ['http://www.idpf.org/2008/embedding', 'http://ns.adobe.com/pdf/enc#RC']

/** The protections in use, by what their files hold. */
const SCHEMES: ReadonlyArray<[scheme: string, sign: RegExp]> = [
  ['Readium LCP', /readium\.org\/\d+\/\d+\/lcp|license\.lcpl/i],
  ['Adobe ADEPT', /ns\.adobe\.com\/adept/i],
  ['Apple FairPlay', /itunes\.apple\.com|fairplay|<fairplay:|sinf/i],
  ['Barnes & Noble', /barnesandnoble|\bB&N\b/i],
  ['Kobo', /kobo/i],
]

/** @throws CineqoError `novel_drm`; `novel_encrypted` when the archive itself has a password */
export async function rejectProtection(archive: ZipArchive): Promise<void> {
  if (archive.entries.some((entry) => entry.encrypted)) throw new CineqoError('novel_encrypted', { format: 'epub' })
  const rights = await readText(archive, 'META-INF/rights.xml')
  const encryption = await readText(archive, 'META-INF/encryption.xml')
  const hasLicence = archive.find('META-INF/license.lcpl') !== undefined
  const hasSinf = archive.find('META-INF/sinf.xml') !== undefined
  // A book of fonts alone has `encryption.xml` and no rights.
  if (!hasLicence && !hasSinf && rights === '' && !locksText(encryption)) return
  const signs = `${hasLicence ? 'license.lcpl' : ''} ${hasSinf ? 'sinf' : ''} ${rights} ${encryption}`
  const scheme = SCHEMES.find(([, sign]) => sign.test(signs))?.[0] ?? 'DRM'
  throw new CineqoError('novel_drm', { scheme })
}

function locksText(encryption: string): boolean {
  const methods = [
    ...encryption.matchAll(/EncryptedData\b[\s\S]*?EncryptionMethod[^>]*?Algorithm\s*=\s*["']([^"']*)["']/gi),
  ]
  return methods.some(([, method = '']) => !FONT_OBFUSCATIONS.includes(method))
}

async function readText(archive: ZipArchive, name: string): Promise<string> {
  const entry = archive.find(name)
  return entry ? (await archive.readWhole(entry)).toString('utf8') : ''
}
