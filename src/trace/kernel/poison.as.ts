// AssemblyScript, not TypeScript: scripts/wasm.mjs compiles it into poisonCode.ts. poison.ts says what it does.
//
// Memory from the start: the two columns of a window, and one byte for every holding: its lowest bit for a poisoned one,
// the next one for a stop.

export const WINDOW_ROWS: u32 = 16384
export const WINDOW_FROM: usize = 0
export const WINDOW_TO: usize = WINDOW_FROM + 4 * (WINDOW_ROWS as usize)
export const STATE: usize = WINDOW_TO + 4 * (WINDOW_ROWS as usize)

/** The lowest bit of a payer that is no stop goes to the payee, without a branch that would be guessed wrong. */
export function poisonAll(count: u32): void {
  for (let row: u32 = 0; row < count; row++) {
    const payer = load<u8>(STATE + load<u32>(WINDOW_FROM + (row << 2)))
    const payee = STATE + load<u32>(WINDOW_TO + (row << 2))
    store<u8>(payee, load<u8>(payee) | (payer & ~(payer >> 1) & 1))
  }
}
