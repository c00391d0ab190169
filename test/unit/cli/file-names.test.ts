import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numberedName } from '../../../src/cli/file-names.ts'

test('names of any script are kept', () => {
  expect(numberedName(1, '林黛玉')).toBe('001-林黛玉')
  expect(numberedName(12, 'Élodie O’Brien')).toBe('012-Élodie-O-Brien')
  expect(numberedName(1234, '나')).toBe('1234-나')
})

test.each([
  ['../../etc/passwd', '001-etc-passwd'],
  ['..', '001'],
  ['.bashrc', '001-bashrc'],
  ['con', '001-con'],
  ['a\u0000b/c\\d:e*f?g"h<i>j|k', '001-a-b-c-d-e-f-g-h-i-j-k'],
  ['\u202egnp.exe', '001-gnp-exe'],
  ['   ', '001'],
  ['', '001'],
])('%j becomes a harmless name', (name, expected) => {
  expect(numberedName(1, name)).toBe(expected)
})

test('whatever the name, the file name is short and has nothing but letters, digits and hyphens', () => {
  fc.assert(
    fc.property(fc.nat(5000), fc.string({ unit: 'binary', maxLength: 300 }), (number, name) => {
      const made = numberedName(number, name)
      expect(made).toMatch(/^\d{3,}(-[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}-]*)?$/u)
      expect(Buffer.byteLength(made)).toBeLessThanOrEqual(130)
    }),
  )
})
