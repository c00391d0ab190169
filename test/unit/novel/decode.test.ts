import { describe, expect, it } from 'vitest'
import { CineqoError } from '../../../src/contracts/errors.ts'
import { decodeNovel } from '../../../src/novel/decode.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
/** 雨下了一夜。他没有回来。 in GB18030. */
const GB18030 = Buffer.from('d3eacfc2c1cbd2bbd2b9a1a3cbfbc3bbd3d0bbd8c0b4a1a3', 'hex')

function codeOf(bytes: Uint8Array): string {
  try {
    decodeNovel(bytes)
  } catch (error) {
    if (error instanceof CineqoError) return error.code
    throw error
  }
  return 'decoded'
}

describe('decodeNovel', () => {
  it('reads UTF-8, with and without a byte order mark', () => {
    expect(decodeNovel(utf8('雨夜'))).toEqual({ text: '雨夜', encoding: 'utf-8' })
    expect(decodeNovel(utf8('\uFEFF雨夜'))).toEqual({ text: '雨夜', encoding: 'utf-8' })
  })

  it('reads UTF-16 of both orders by their marks', () => {
    const little = Buffer.from('\uFEFF雨夜', 'utf16le')
    expect(decodeNovel(little)).toEqual({ text: '雨夜', encoding: 'utf-16le' })
    expect(decodeNovel(Buffer.from(little).swap16())).toEqual({ text: '雨夜', encoding: 'utf-16be' })
  })

  it('reads GB18030', () => {
    expect(decodeNovel(GB18030)).toEqual({ text: '雨下了一夜。他没有回来。', encoding: 'gb18030' })
  })

  it.each([
    ['nothing', new Uint8Array(), 'novel_empty'],
    ['white space', utf8(' \n\t\u3000\n'), 'novel_empty'],
    ['a byte order mark alone', utf8('\uFEFF'), 'novel_empty'],
    ['a PDF', utf8('%PDF-1.7 and so on'), 'novel_binary'],
    ['a zip, such as EPUB', Buffer.from('PK\x03\x04rest', 'latin1'), 'novel_binary'],
    ['a PNG', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'novel_binary'],
    ['a Windows program', Buffer.from('MZ\x90\x00\x03', 'latin1'), 'novel_binary'],
    ['NUL bytes', utf8('once\0upon'), 'novel_binary'],
    ['control characters', utf8('a\x01\x02\x03'.repeat(20)), 'novel_binary'],
    ['UTF-8 that was cut', utf8('雨下了一夜').subarray(0, 14), 'novel_undecodable'],
    ['Windows-1252 with its quotes', Buffer.from('\x93Stop!\x94 he cried, caf\xe9.', 'latin1'), 'novel_undecodable'],
    ['half a UTF-16 character', Buffer.from([0xff, 0xfe, 0x00, 0xd8]), 'novel_undecodable'],
  ])('refuses %s', (_, bytes, code) => {
    expect(codeOf(bytes)).toBe(code)
  })

  it('says where damaged UTF-8 breaks', () => {
    const bytes = utf8('雨下了一夜。他没有回来。天亮了。')
    bytes[12] = 0x41
    expect(() => decodeNovel(bytes)).toThrow(expect.objectContaining({ params: { encoding: 'utf-8', offset: 13 } }))
  })
})
