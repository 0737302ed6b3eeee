// AssemblyScript, not TypeScript: scripts/wasm.mjs compiles it into keccakCode.ts. keccak.ts says what it does.
//
// FIPS 202, section 3.2: 25 lanes of 64 bits, lane (x, y) at 8 * (x + 5 * y). Rho and pi walk along one cycle of 24 lanes.

export const STATE: usize = memory.data(200, 8)

const PARITY: usize = memory.data(40, 8)

const TURNS: usize = memory.data<u8>([
  1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44,
])
const PLACES: usize = memory.data<u8>([
  10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1,
])
const ROUNDS: usize = memory.data<u64>([
  0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000, 0x000000000000808b,
  0x0000000080000001, 0x8000000080008081, 0x8000000000008009, 0x000000000000008a, 0x0000000000000088,
  0x0000000080008009, 0x000000008000000a, 0x000000008000808b, 0x800000000000008b, 0x8000000000008089,
  0x8000000000008003, 0x8000000000008002, 0x8000000000000080, 0x000000000000800a, 0x800000008000000a,
  0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
])

/** Keccak-f[1600] on the state. */
export function permute(): void {
  for (let round: usize = 0; round < 24; round++) {
    theta()
    rhoAndPi()
    for (let row: usize = 0; row < 200; row += 40) chi(STATE + row)
    store<u64>(STATE, load<u64>(STATE) ^ load<u64>(ROUNDS + (round << 3)))
  }
}

function theta(): void {
  for (let x: usize = 0; x < 40; x += 8) {
    const lane = STATE + x
    const upper = load<u64>(lane) ^ load<u64>(lane, 40) ^ load<u64>(lane, 80)
    store<u64>(PARITY + x, upper ^ load<u64>(lane, 120) ^ load<u64>(lane, 160))
  }
  for (let x: usize = 0; x < 40; x += 8) {
    const left = load<u64>(PARITY + ((x + 32) % 40))
    const change = left ^ rotl<u64>(load<u64>(PARITY + ((x + 8) % 40)), 1)
    for (let lane = STATE + x; lane < STATE + 200; lane += 40) store<u64>(lane, load<u64>(lane) ^ change)
  }
}

function rhoAndPi(): void {
  let carried = load<u64>(STATE, 8)
  for (let i: usize = 0; i < 24; i++) {
    const lane = STATE + ((load<u8>(PLACES + i) as usize) << 3)
    const next = load<u64>(lane)
    store<u64>(lane, rotl<u64>(carried, load<u8>(TURNS + i)))
    carried = next
  }
}

function chi(row: usize): void {
  const a = load<u64>(row)
  const b = load<u64>(row, 8)
  const c = load<u64>(row, 16)
  const d = load<u64>(row, 24)
  const e = load<u64>(row, 32)
  store<u64>(row, a ^ (~b & c))
  store<u64>(row, b ^ (~c & d), 8)
  store<u64>(row, c ^ (~d & e), 16)
  store<u64>(row, d ^ (~e & a), 24)
  store<u64>(row, e ^ (~a & b), 32)
}
