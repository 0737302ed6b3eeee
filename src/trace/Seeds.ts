import type { Origin, TaintFlow } from './TaintFlow.ts'
import type { Holding, TraceIndex } from './TraceIndex.ts'

/** Where stolen money begins, and what was stolen so far. */
export interface Seeds {
  readonly holdings: ReadonlyMap<Holding, Seed>
  readonly rows: ReadonlyMap<number, Seed>
  /** Of origins of the same place the last one counts. */
  add(origin: Origin): void
  /** The seed for which a transfer is a theft, if its payer is no account of the theft. */
  find(row: number): Seed | undefined
  /** What of the balance with which a seed opens is stolen. */
  stealOpening(holding: Holding, amount: bigint): bigint
  /** What of a receipt is stolen: up to the seed's cap. */
  steal(seed: Seed, row: number, amount: bigint): bigint
  /** What was stolen so far; more may be added to the thefts. */
  result(): Pick<TaintFlow, 'stolen' | 'thefts'>
}

export interface Seed {
  readonly fromBlock: number
  /** What may still be stolen; undefined has no cap. */
  left: bigint | undefined
}

/** Seeds by holding and by row, as they were given. */
export function createSeeds(index: Pick<TraceIndex, 'to' | 'block'>, origins: readonly Origin[]): Seeds {
  const holdings = new Map<Holding, Seed>()
  const rows = new Map<number, Seed>()
  const thefts: { row: number; origin: bigint }[] = []
  let stolen = 0n
  const add = (origin: Origin): void => {
    if (origin.kind === 'row') rows.set(origin.row, { fromBlock: 0, left: origin.amountMax })
    else holdings.set(origin.holding, { fromBlock: origin.fromBlock, left: origin.amountMax })
  }
  origins.forEach(add)
  const take = (seed: Seed, amount: bigint): bigint => {
    const part = seed.left === undefined || amount < seed.left ? amount : seed.left
    if (seed.left !== undefined) seed.left -= part
    stolen += part
    return part
  }
  return {
    holdings,
    rows,
    add,
    find(row) {
      const seed = holdings.get(index.to[row] as number)
      if (seed !== undefined && (index.block[row] as number) >= seed.fromBlock) return seed
      return rows.get(row)
    },
    stealOpening(holding, amount) {
      const seed = holdings.get(holding)
      return seed?.fromBlock === 0 ? take(seed, amount) : 0n
    },
    steal(seed, row, amount) {
      const origin = take(seed, amount)
      if (origin > 0n) thefts.push({ row, origin })
      return origin
    },
    result: () => ({ stolen, thefts }),
  }
}
