import type { CoinJoinOutput, CoinJoinTx } from './CoinJoinTx.ts'
import { hasAddress } from './scriptKind.ts'

/** What the rules ask of a transaction, counted once. Outputs without an address are left out of all counts. */
export interface Shape {
  readonly tx: CoinJoinTx
  readonly inputCount: number
  readonly outputs: readonly CoinJoinOutput[]
  /** How many outputs have a value. */
  readonly counts: ReadonlyMap<number, number>
  /** The value that most outputs have; of equally frequent ones the largest. 0 without outputs. */
  readonly denominationSat: number
  /** How many outputs have it. */
  readonly equalOutputs: number
  readonly outputScripts: number
  readonly inputScripts: number
  /** Inputs whose script is not known: each may be one more script. */
  readonly unknownScripts: number
  /** Inputs of the known script that has most of them. */
  readonly inputsOfOneScript: number
}

/** Counts a transaction, in time and memory that grow with its size. */
export function describeShape(tx: CoinJoinTx): Shape {
  const outputs = tx.outputs.filter(({ script }) => hasAddress(script))
  const counts = countOf(outputs.map(({ valueSat }) => valueSat))
  const [denominationSat, equalOutputs] = mostFrequent(counts)
  const known = tx.inputs.flatMap(({ script }) => script ?? [])
  const inputScripts = countOf(known)
  return {
    tx,
    inputCount: tx.inputs.length,
    outputs,
    counts,
    denominationSat,
    equalOutputs,
    outputScripts: new Set(outputs.map(({ script }) => script)).size,
    inputScripts: inputScripts.size,
    unknownScripts: tx.inputs.length - known.length,
    inputsOfOneScript: largest(inputScripts.values()),
  }
}

/** The values of the outputs that have another one than this. */
export function otherValues({ outputs }: Shape, valueSat: number): number[] {
  return outputs.flatMap((output) => (output.valueSat === valueSat ? [] : output.valueSat))
}

/** The sum, an exact integer: all coins there are stay below 2^53 satoshi. */
export function sumOf(valuesSat: readonly number[]): number {
  return valuesSat.reduce((sum, value) => sum + value, 0)
}

/** The largest of the numbers, or 0. */
export function largest(numbers: Iterable<number>): number {
  let best = 0
  for (const number of numbers) if (number > best) best = number
  return best
}

function countOf<T>(items: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>()
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1)
  return counts
}

function mostFrequent(counts: ReadonlyMap<number, number>): [valueSat: number, count: number] {
  let best: [number, number] = [0, 0]
  for (const [value, count] of counts) {
    if (count > best[1] || (count === best[1] && value > best[0])) best = [value, count]
  }
  return best
}
