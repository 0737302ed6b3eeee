import { instantiate, type WasmConstant, type WasmMemory } from '../../wasmModule.ts'
import { KECCAK_CODE } from './keccakCode.ts'

/** Bytes that go into the state at a time. */
const RATE = 136
/** Bytes of a message that fit into one block beside the padding; also the block's length less one. */
const LENGTH_MAX = 135

const { memory, STATE, permute } = instantiate(KECCAK_CODE) as Code
const state = new Uint8Array(memory.buffer, STATE.value, 200)

/**
 * Keccak-256 of a short text's ASCII, for checksums by the million: several times as fast as in JavaScript, which has no
 * integers of 64 bits.
 *
 * @param text - At most 135 characters of ASCII from `from` on, made lower-case.
 * @returns the digest's 32 bytes, which the next call overwrites
 * @source https://keccak.team/keccak_specs_summary.html, with the padding of Ethereum, which is older than SHA-3's
 */
export function hashLowerAscii(text: string, from: number): Uint8Array {
  const length = text.length - from
  if (length > LENGTH_MAX) throw new RangeError(`At most ${LENGTH_MAX} characters, not ${length}.`)
  state.fill(0)
  for (let i = 0; i < length; i++) state[i] = toLower(text.charCodeAt(from + i))
  state[length] = (state[length] as number) | 0x01
  state[LENGTH_MAX] = (state[LENGTH_MAX] as number) | 0x80
  permute()
  return state.subarray(0, 32)
}

/**
 * Keccak-256 of bytes, of any length.
 *
 * @returns the digest's 32 bytes, which the next call overwrites
 * @source https://keccak.team/keccak_specs_summary.html, with the padding of Ethereum, which is older than SHA-3's
 */
export function hashBytes(bytes: Uint8Array): Uint8Array {
  state.fill(0)
  let at = 0
  for (; at + RATE <= bytes.length; at += RATE) {
    for (let i = 0; i < RATE; i++) state[i] = (state[i] as number) ^ (bytes[at + i] as number)
    permute()
  }
  const rest = bytes.length - at
  for (let i = 0; i < rest; i++) state[i] = (state[i] as number) ^ (bytes[at + i] as number)
  state[rest] = (state[rest] as number) ^ 0x01
  state[LENGTH_MAX] = (state[LENGTH_MAX] as number) ^ 0x80
  permute()
  return state.subarray(0, 32)
}

function toLower(code: number): number {
  return code >= 0x41 && code <= 0x5a ? code | 0x20 : code
}

interface Code {
  readonly memory: WasmMemory
  readonly STATE: WasmConstant
  permute(): void
}
