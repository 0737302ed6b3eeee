/** The secret of a table: two words of 32 bits. Who does not know it cannot choose keys that fall on one slot. */
export type HashSeed = readonly [number, number]

const FINAL_ROUNDS = 3

/**
 * HalfSipHash-1-3 of `bytes[from, to)`, 32 bits as an unsigned number.
 *
 * @source https://www.aumasson.jp/siphash/siphash.pdf, and hsiphash in the Linux kernel's lib/siphash.c
 */
export function halfSipHash(seed: HashSeed, bytes: Uint8Array, [from, to]: readonly [number, number]): number {
  let v0 = seed[0] | 0
  let v1 = seed[1] | 0
  let v2 = 0x6c796765 ^ v0
  let v3 = 0x74656462 ^ v1
  const words = (to - from) >> 2
  const steps = words + 1 + FINAL_ROUNDS
  for (let step = 0, at = from; step < steps; step++, at += 4) {
    let word = 0
    if (step < words) word = wordAt(bytes, at)
    else if (step === words) word = lastWord(bytes, at, to) | ((to - from) << 24)
    else if (step === words + 1) v2 ^= 0xff
    v3 ^= word
    v0 = (v0 + v1) | 0
    v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0
    v0 = (v0 << 16) | (v0 >>> 16)
    v2 = (v2 + v3) | 0
    v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2
    v0 = (v0 + v3) | 0
    v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0
    v2 = (v2 + v1) | 0
    v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2
    v2 = (v2 << 16) | (v2 >>> 16)
    v0 ^= word
  }
  return (v1 ^ v3) >>> 0
}

function wordAt(bytes: Uint8Array, at: number): number {
  return (
    byteAt(bytes, at) | (byteAt(bytes, at + 1) << 8) | (byteAt(bytes, at + 2) << 16) | (byteAt(bytes, at + 3) << 24)
  )
}

function lastWord(bytes: Uint8Array, at: number, to: number): number {
  let word = 0
  for (let i = at; i < to; i++) word |= byteAt(bytes, i) << (8 * (i - at))
  return word
}

function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0
}
