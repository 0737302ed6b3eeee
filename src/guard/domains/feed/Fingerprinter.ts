/** Bytes of a key. */
export const KEY_BYTES = 16

const ROUNDS_PER_WORD = 2
const ROUNDS_AT_END = 4

/**
 * Makes 64-bit fingerprints of ASCII texts: SipHash-2-4 under a key.
 *
 * A key that nobody knew when the lists were made keeps people from registering a name whose fingerprint is that of an honest
 * one. The result stands in `high` and `low` until the next call: nothing is made per text.
 *
 * @source https://www.aumasson.jp/siphash/siphash.pdf
 */
export class Fingerprinter {
  /** Upper 32 bits of the last fingerprint. */
  high = 0
  /** Lower 32 bits of the last fingerprint. */
  low = 0
  readonly #start = new Int32Array(8)
  readonly #state = new Int32Array(8)

  /** @param key - 16 bytes. */
  constructor(key: Uint8Array) {
    const words = new DataView(key.buffer, key.byteOffset, KEY_BYTES)
    // The paper's constants, "somepseudorandomlygeneratedbytes", low word first.
    const constants = [0x70736575, 0x736f6d65, 0x6e646f6d, 0x646f7261, 0x6e657261, 0x6c796765, 0x79746573, 0x74656462]
    for (const [i, constant] of constants.entries()) this.#start[i] = constant ^ words.getInt32((i % 4) * 4, true)
  }

  /** Makes the fingerprint of a text from one of its characters on; `false` for what is not ASCII, which no entry is. */
  read(text: string, from = 0): boolean {
    const state = this.#state
    state.set(this.#start)
    const whole = text.length - ((text.length - from) % 8)
    let seen = 0
    for (let at = from; at < whole; at += 8) {
      const low = wordAt(text, at)
      const high = wordAt(text, at + 4)
      seen |= low | high
      absorb(state, high, low)
    }
    const low = wordAt(text, whole)
    const high = wordAt(text, whole + 4)
    absorb(state, high | ((text.length - from) << 24), low)
    state[4] = (state[4] as number) ^ 0xff
    for (let i = 0; i < ROUNDS_AT_END; i++) mixAll(state)
    this.low = fold(state, 0)
    this.high = fold(state, 1)
    return ((seen | low | high) & 0x80808080) === 0
  }
}

/** Four characters as a little-endian word, zero behind the end. A character above 255 sets a high bit. */
function wordAt(text: string, at: number): number {
  let word = 0
  const end = Math.min(4, text.length - at)
  for (let i = 0; i < end; i++) {
    const code = text.charCodeAt(at + i)
    word |= (code > 127 ? 0x80 : code) << (8 * i)
  }
  return word
}

function absorb(state: Int32Array, high: number, low: number): void {
  state[6] = (state[6] as number) ^ low
  state[7] = (state[7] as number) ^ high
  for (let i = 0; i < ROUNDS_PER_WORD; i++) mixAll(state)
  state[0] = (state[0] as number) ^ low
  state[1] = (state[1] as number) ^ high
}

function fold(state: Int32Array, half: number): number {
  return (
    ((state[half] as number) ^
      (state[2 + half] as number) ^
      (state[4 + half] as number) ^
      (state[6 + half] as number)) >>>
    0
  )
}

function mixAll(state: Int32Array): void {
  mix(state, 0, 2, 13)
  swap(state, 0)
  mix(state, 4, 6, 16)
  mix(state, 0, 6, 21)
  mix(state, 4, 2, 17)
  swap(state, 4)
}

/** `a += b; b = rotate(b, bits) ^ a` on the 64-bit words that begin at these places. */
function mix(state: Int32Array, a: number, b: number, bits: number): void {
  const low = state[b] as number
  const high = state[b + 1] as number
  const sum = ((state[a] as number) + low) | 0
  const carry = sum >>> 0 < low >>> 0 ? 1 : 0
  const sumHigh = ((state[a + 1] as number) + high + carry) | 0
  state[a] = sum
  state[a + 1] = sumHigh
  state[b] = ((low << bits) | (high >>> (32 - bits))) ^ sum
  state[b + 1] = ((high << bits) | (low >>> (32 - bits))) ^ sumHigh
}

/** Rotates a 64-bit word by 32. */
function swap(state: Int32Array, a: number): void {
  const low = state[a] as number
  state[a] = state[a + 1] as number
  state[a + 1] = low
}
