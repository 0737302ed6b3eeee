import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { sha256d } from './sha256d.ts'

const folder = resolve('../shared/data/bitcoin')

/** Real blocks: undefined where the data are not here, and then the run says so. */
export function readData(name: string): Uint8Array | undefined {
  const path = resolve(folder, name)
  if (existsSync(path)) return Uint8Array.from(readFileSync(path))
  console.warn(`SKIPPED real blocks: no ${path}`)
  return undefined
}

export function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, 'hex'))
}

export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

export function concat(...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}

/** A number of so many bytes, the lowest first. */
export function le(value: number | bigint, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => Number((BigInt(value) >> BigInt(8 * i)) & 0xffn))
}

/** The number before a list. */
export function countOf(count: number): Uint8Array {
  if (count < 0xfd) return le(count, 1)
  return count < 0x1_0000 ? concat([0xfd], le(count, 2)) : concat([0xfe], le(count, 4))
}

/** A transaction with so many inputs that spend the same made-up one, and one output. */
export function txWithInputs(count: number): Uint8Array {
  const input = concat(new Uint8Array(32).fill(7), le(0, 4), [0], le(0xffffffff, 4))
  return join([
    le(1, 4),
    countOf(count),
    ...Array.from({ length: count }, () => input),
    concat([1], le(5n, 8), [1, 0x51], le(0, 4)),
  ])
}

export const COINBASE: Uint8Array = concat(
  concat(le(1, 4), [1], new Uint8Array(32), le(0xffffffff, 4), [2, 1, 1], le(0xffffffff, 4)),
  concat([1], le(5_000_000_000n, 8), [1, 0x51], le(0, 4)),
)

/** A block whose merkle root is right if it has no more than two transactions; nobody has mined it. */
export function blockOf(...txs: readonly Uint8Array[]): Uint8Array {
  const ids = txs.map(sha256d)
  const root = ids.length === 1 ? (ids[0] as Uint8Array) : sha256d(concat(...ids))
  const head = concat(le(1, 4), new Uint8Array(32), root, le(1_300_000_000, 4), le(0x207fffff, 4), le(0, 4))
  return join([head, countOf(txs.length), ...txs])
}

/** As `concat`, for parts of megabytes. */
function join(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts))
}

/** @source https://github.com/bitcoin/bitcoin/blob/master/src/kernel/chainparams.cpp */
export const GENESIS: Uint8Array = bytesOf(
  '0100000000000000000000000000000000000000000000000000000000000000000000003ba3edfd7a7b12b27ac72c3e67768f61' +
    '7fc81bc3888a51323a9fb8aa4b1e5e4a29ab5f49ffff001d1dac2b7c01010000000100000000000000000000000000000000000000' +
    '00000000000000000000000000ffffffff4d04ffff001d0104455468652054696d65732030332f4a616e2f32303039204368616e63' +
    '656c6c6f72206f6e206272696e6b206f66207365636f6e64206261696c6f757420666f722062616e6b73ffffffff0100f2052a0100' +
    '00004341' +
    '04678afdb0fe5548271967f1a67130b7105cd6a828e03909a67962e0ea1f61deb649f6bc3f4cef38c4f35504e51ec112de5c384df7' +
    'ba0b8d578a4c702b6bf11d5fac00000000',
)
