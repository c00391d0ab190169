/** Damages files, as transfers and programs do it and as somebody would on purpose. */
import { unzipSync, zipSync } from 'fflate'
import type { Random } from './random.ts'
import type { Sample } from './samples.ts'

type Mutation = (bytes: Buffer, random: Random, others: readonly Sample[]) => Buffer

const flipBits: Mutation = (bytes, random) => {
  const changed = Buffer.from(bytes)
  for (let n = 1 + random.below(20); n > 0; n--) {
    const at = random.below(changed.length)
    changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8))
  }
  return changed
}

const cutOff: Mutation = (bytes, random) => bytes.subarray(0, random.below(bytes.length))

const takeOut: Mutation = (bytes, random) => {
  const at = random.below(bytes.length)
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random.below(200))])
}

const repeat: Mutation = (bytes, random) => {
  const at = random.below(bytes.length)
  const piece = bytes.subarray(at, at + 1 + random.below(300))
  const times = 1 + random.below(random.below(10) === 0 ? 3000 : 5)
  return Buffer.concat([bytes.subarray(0, at), ...Array.from({ length: times }, () => piece), bytes.subarray(at)])
}

const splice: Mutation = (bytes, random, others) => {
  const other = random.pick(others).bytes
  const from = random.below(other.length)
  const piece = other.subarray(from, from + random.below(2000))
  const at = random.below(bytes.length)
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at + random.below(piece.length + 1))])
}

const overwrite: Mutation = (bytes, random) => {
  const changed = Buffer.from(bytes)
  const at = random.below(changed.length)
  const filler = random.pick([0, 0xff, 0x20, 0x3c, 0x26, 0x5b])
  return changed.fill(filler, at, Math.min(changed.length, at + 1 + random.below(64)))
}

/** Sizes, offsets and counts, in binary. */
const changeField: Mutation = (bytes, random) => {
  const changed = Buffer.from(bytes)
  if (changed.length < 4) return changed
  const at = random.below(changed.length - 3)
  changed.writeUInt32LE(random.pick([0, 1, 0x7fffffff, 0xffffffff, changed.length, random.below(0xffffffff)]), at)
  return changed
}

/** Sizes, offsets and counts, in digits. */
const changeNumber: Mutation = (bytes, random) => {
  const text = bytes.toString('latin1')
  const numbers = [...text.matchAll(/\d+/g)]
  if (numbers.length === 0) return bytes
  const number = random.pick(numbers)
  const other = random.pick(['0', '-1', '99999999', '4294967296', '1e9', String(random.below(bytes.length))])
  return Buffer.from(text.slice(0, number.index) + other + text.slice(number.index + number[0].length), 'latin1')
}

const mutations = [flipBits, flipBits, cutOff, takeOut, repeat, splice, overwrite, changeField, changeNumber]

/** A sample with one to three changes. What is packed is also damaged before it is packed, behind its checksums. */
export function mutate(sample: Sample, random: Random, others: readonly Sample[]): Sample {
  let { bytes } = sample
  for (let n = 1 + random.below(3); n > 0 && bytes.length > 0; n--) {
    const mutation = random.pick(mutations)
    const isPacked = /\.(docx|epub|zip)$/.test(sample.fileName) && n === 1 && random.below(3) > 0
    bytes = isPacked ? mutateInside(bytes, mutation, random, others) : mutation(bytes, random, others)
  }
  const fileName = random.below(10) === 0 ? random.pick(others).fileName : sample.fileName
  return { fileName, bytes }
}

function mutateInside(bytes: Buffer, mutation: Mutation, random: Random, others: readonly Sample[]): Buffer {
  try {
    const files = unzipSync(bytes)
    const name = random.pick(Object.keys(files))
    files[name] = new Uint8Array(mutation(Buffer.from(files[name] ?? []), random, others))
    return Buffer.from(zipSync(files))
  } catch {
    // An earlier change may have broken the archive.
    return mutation(bytes, random, others)
  }
}
