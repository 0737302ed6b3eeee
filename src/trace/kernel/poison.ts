import { growMemory, instantiate, type WasmConstant, type WasmMemory } from '../../wasmModule.ts'
import { POISON_CODE } from './poisonCode.ts'

/** Movements in the order in which they are applied: row `i` moves something from holding `from[i]` to `to[i]`. */
export interface Movements {
  readonly from: Uint32Array
  readonly to: Uint32Array
}

/** Where poison begins, and the holdings that take it and do not pass it on. */
export interface PoisonBounds {
  readonly seeds: Iterable<number>
  /** 1 at a holding where it ends, else 0; one byte for every holding. */
  readonly stops: Uint8Array
}

/** What is known of a holding after a pass. A seed is poisoned even where it is a stop. */
export const POISON = { clean: 0, poisoned: 1, stop: 2, reachedStop: 3 } as const

/**
 * Poison in one pass: a holding that got anything from a poisoned one is poisoned, and passes it on from then on.
 *
 * Amounts do not count, not even zero. In WebAssembly, twice as fast as the same loop in JavaScript; one byte for each
 * holding, so that the state stays in the cache.
 *
 * @returns one of `POISON` for each holding
 * @source Möser, Böhme, Breuker: Towards Risk Scoring of Bitcoin Transactions, 2014
 */
export function spreadPoison({ from, to }: Movements, { seeds, stops }: PoisonBounds): Uint8Array {
  const code = instantiate(POISON_CODE) as Code
  growMemory(code.memory, code.STATE.value + stops.length)
  const rows = code.WINDOW_ROWS.value
  const payers = new Uint32Array(code.memory.buffer, code.WINDOW_FROM.value, rows)
  const payees = new Uint32Array(code.memory.buffer, code.WINDOW_TO.value, rows)
  const state = new Uint8Array(code.memory.buffer, code.STATE.value, stops.length)
  for (let holding = 0; holding < stops.length; holding++) state[holding] = POISON.stop * (stops[holding] as number)
  for (const seed of seeds) state[seed] = POISON.poisoned
  for (let start = 0; start < from.length; start += rows) {
    const end = Math.min(start + rows, from.length)
    payers.set(from.subarray(start, end))
    payees.set(to.subarray(start, end))
    code.poisonAll(end - start)
  }
  return state
}

interface Code {
  readonly memory: WasmMemory
  readonly WINDOW_ROWS: WasmConstant
  readonly WINDOW_FROM: WasmConstant
  readonly WINDOW_TO: WasmConstant
  readonly STATE: WasmConstant
  poisonAll(count: number): void
}
