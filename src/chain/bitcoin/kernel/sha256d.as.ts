// AssemblyScript, not TypeScript: scripts/wasm.mjs compiles it into sha256dCode.ts. Sha256dKernel.ts says what it does.
//
// SHA-256 of SHA-256 of four messages at a time, one in each lane. Messages of one call should be of like length: a lane
// that is done waits for the others. Memory from the start: the constants that the compiler puts there, then what the
// caller puts from `DATA` on. Invariants, kept by the caller: all places and lengths lie inside the memory.

/** The first bits of the fractional parts of the cube roots of the first 64 primes. */
const K: usize = memory.data<u32>([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
  0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
  0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
  0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
  0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
  0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
  0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
  0xc67178f2,
])
const FIRST: usize = memory.data<u32>([
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
])

/** 64 words of four lanes, the state, the ends of four messages with their padding, and where each message lies. */
const W: usize = 2048
const S: usize = W + 64 * 16
const PAD: usize = S + 8 * 16
const PAD_BYTES: usize = 128
const START: usize = PAD + 4 * PAD_BYTES
const LENGTH: usize = START + 16
const OUT: usize = LENGTH + 16
export const DATA: usize = 8192

/** Hashes messages: `tasks` has three words for each, where it begins, how long it is, and where its hash goes. */
export function hashAll(tasks: usize, count: u32): void {
  for (let first: u32 = 0; first < count; first += 4) {
    for (let lane: u32 = 0; lane < 4; lane++) {
      // Lanes that are left over do the last message again.
      const task = tasks + 12 * <usize>min(first + lane, count - 1)
      setLane(lane, load<u32>(task), load<u32>(task, 4), load<u32>(task, 8))
    }
    hashLanes()
  }
}

/**
 * Puts the root of the tree over hashes in the place of the first; false where two neighbours are equal that should not be.
 * There must be room for one more hash behind them.
 */
export function merkle(at: usize, hashes: u32): bool {
  for (let count = hashes; count > 1; count = (count + 1) >> 1) {
    for (let i: u32 = 0; i + 1 < count; i += 2) if (isPair(at + 32 * <usize>i)) return false
    if (count & 1) memory.copy(at + 32 * <usize>count, at + 32 * <usize>(count - 1), 32)
    hashLevel(at, (count + 1) >> 1)
  }
  return true
}

/** Copies a transaction without its marker and its witness. */
export function strip(from: u32, witness: u32, end: u32, to: u32): void {
  const length = witness - from - 6
  memory.copy(to, from, 4)
  memory.copy(to + 4, from + 6, length)
  memory.copy(to + 4 + length, end - 4, 4)
}

function hashLevel(at: usize, pairs: u32): void {
  for (let first: u32 = 0; first < pairs; first += 4) {
    for (let lane: u32 = 0; lane < 4; lane++) {
      const pair = <usize>min(first + lane, pairs - 1)
      setLane(lane, <u32>(at + 64 * pair), 64, <u32>(at + 32 * pair))
    }
    hashLanes()
  }
}

function isPair(at: usize): bool {
  const low = v128.xor(v128.load(at), v128.load(at, 32))
  const high = v128.xor(v128.load(at, 16), v128.load(at, 48))
  return !v128.any_true(v128.or(low, high))
}

function setLane(lane: u32, start: u32, length: u32, out: u32): void {
  store<u32>(START + 4 * <usize>lane, start)
  store<u32>(LENGTH + 4 * <usize>lane, length)
  store<u32>(OUT + 4 * <usize>lane, out)
  const pad = PAD + PAD_BYTES * <usize>lane
  const rest = length & 63
  memory.fill(pad, 0, PAD_BYTES)
  memory.copy(pad, start + length - rest, rest)
  store<u8>(pad + rest, 0x80)
  // The length in bits, big-endian, at the end; messages are far below 2^32 bits.
  store<u32>(pad + (rest < 56 ? 60 : 124), bswap<u32>(length << 3))
}

function blocksOf(lane: usize): u32 {
  return (load<u32>(LENGTH + 4 * lane) + 72) >> 6
}

function placeOf(lane: usize, block: u32): usize {
  const full = load<u32>(LENGTH + 4 * lane) >> 6
  if (block < full) return load<u32>(START + 4 * lane) + 64 * <usize>block
  return PAD + PAD_BYTES * lane + 64 * <usize>((block - full) & 1)
}

function hashLanes(): void {
  const n0 = blocksOf(0)
  const n1 = blocksOf(1)
  const n2 = blocksOf(2)
  const n3 = blocksOf(3)
  const most = max(max(n0, n1), max(n2, n3))
  setFirst()
  for (let block: u32 = 0; block < most; block++) {
    loadWords(placeOf(0, block), placeOf(1, block), placeOf(2, block), placeOf(3, block))
    const now = i32x4.splat(block)
    const ends = i32x4.replace_lane(i32x4.replace_lane(i32x4.replace_lane(i32x4.splat(n0), 1, n1), 2, n2), 3, n3)
    compress(i32x4.lt_u(now, ends))
  }
  for (let i: usize = 0; i < 8; i++) v128.store(W + 16 * i, v128.load(S + 16 * i))
  v128.store(W + 16 * 8, i32x4.splat(0x80000000))
  for (let i: usize = 9; i < 15; i++) v128.store(W + 16 * i, i32x4.splat(0))
  v128.store(W + 16 * 15, i32x4.splat(256))
  setFirst()
  compress(i32x4.splat(-1))
  for (let i: usize = 0; i < 8; i++) {
    const word = swapped(v128.load(S + 16 * i))
    store<u32>(load<u32>(OUT) + 4 * i, i32x4.extract_lane(word, 0))
    store<u32>(load<u32>(OUT, 4) + 4 * i, i32x4.extract_lane(word, 1))
    store<u32>(load<u32>(OUT, 8) + 4 * i, i32x4.extract_lane(word, 2))
    store<u32>(load<u32>(OUT, 12) + 4 * i, i32x4.extract_lane(word, 3))
  }
}

function setFirst(): void {
  for (let i: usize = 0; i < 8; i++) v128.store(S + 16 * i, v128.load32_splat(FIRST + 4 * i))
}

/** Sixteen words of each lane, four at a time: rows of a lane become columns of a word. */
function loadWords(p0: usize, p1: usize, p2: usize, p3: usize): void {
  for (let i: usize = 0; i < 64; i += 16) {
    const a = v128.load(p0 + i)
    const b = v128.load(p1 + i)
    const c = v128.load(p2 + i)
    const d = v128.load(p3 + i)
    const ab0 = v128.shuffle<i32>(a, b, 0, 4, 1, 5)
    const ab2 = v128.shuffle<i32>(a, b, 2, 6, 3, 7)
    const cd0 = v128.shuffle<i32>(c, d, 0, 4, 1, 5)
    const cd2 = v128.shuffle<i32>(c, d, 2, 6, 3, 7)
    v128.store(W + 4 * i, swapped(v128.shuffle<i64>(ab0, cd0, 0, 2)))
    v128.store(W + 4 * i, swapped(v128.shuffle<i64>(ab0, cd0, 1, 3)), 16)
    v128.store(W + 4 * i, swapped(v128.shuffle<i64>(ab2, cd2, 0, 2)), 32)
    v128.store(W + 4 * i, swapped(v128.shuffle<i64>(ab2, cd2, 1, 3)), 48)
  }
}

function swapped(x: v128): v128 {
  return v128.shuffle<i8>(x, x, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12)
}

function rotr(x: v128, bits: i32): v128 {
  return v128.or(i32x4.shr_u(x, bits), i32x4.shl(x, 32 - bits))
}

/** One block of every lane that is not done. */
function compress(active: v128): void {
  for (let i: usize = W + 16 * 16; i < W + 64 * 16; i += 16) {
    const x = v128.load(i - 15 * 16)
    const y = v128.load(i - 2 * 16)
    const s0 = v128.xor(v128.xor(rotr(x, 7), rotr(x, 18)), i32x4.shr_u(x, 3))
    const s1 = v128.xor(v128.xor(rotr(y, 17), rotr(y, 19)), i32x4.shr_u(y, 10))
    v128.store(i, i32x4.add(i32x4.add(v128.load(i - 16 * 16), s0), i32x4.add(v128.load(i - 7 * 16), s1)))
  }
  let a = v128.load(S)
  let b = v128.load(S, 16)
  let c = v128.load(S, 32)
  let d = v128.load(S, 48)
  let e = v128.load(S, 64)
  let f = v128.load(S, 80)
  let g = v128.load(S, 96)
  let h = v128.load(S, 112)
  for (let i: usize = 0; i < 64; i++) {
    const s1 = v128.xor(v128.xor(rotr(e, 6), rotr(e, 11)), rotr(e, 25))
    const choice = v128.xor(g, v128.and(e, v128.xor(f, g)))
    const word = i32x4.add(v128.load(W + 16 * i), v128.load32_splat(K + 4 * i))
    const t1 = i32x4.add(i32x4.add(h, s1), i32x4.add(choice, word))
    const s0 = v128.xor(v128.xor(rotr(a, 2), rotr(a, 13)), rotr(a, 22))
    const majority = v128.or(v128.and(a, b), v128.and(c, v128.or(a, b)))
    h = g
    g = f
    f = e
    e = i32x4.add(d, t1)
    d = c
    c = b
    b = a
    a = i32x4.add(t1, i32x4.add(s0, majority))
  }
  addState(0, a, active)
  addState(16, b, active)
  addState(32, c, active)
  addState(48, d, active)
  addState(64, e, active)
  addState(80, f, active)
  addState(96, g, active)
  addState(112, h, active)
}

function addState(at: usize, word: v128, active: v128): void {
  const before = v128.load(S + at)
  v128.store(S + at, i32x4.add(before, v128.and(word, active)))
}
