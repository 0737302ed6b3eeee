import { LazarettoError } from '../../LazarettoError.ts'
import type { UtxoFlow, UtxoOrigin } from './UtxoFlow.ts'
import { creatorOf, type Output, type Tx, type UtxoIndex } from './UtxoIndex.ts'

/** Where stolen money begins, and what was stolen so far. */
export interface UtxoSeeds {
  /** Transactions that make outputs of seeds. */
  readonly txs: ReadonlySet<Tx>
  /** Makes an output a seed's, and says which transaction makes it; undefined where it is a seed's or made behind the end. */
  add(seed: UtxoSeed, output: Output, txEnd: Tx): Tx | undefined
  find(output: Output): UtxoSeed | undefined
  /** Whether an owner is the address of a seed. */
  isOwner(owner: number): boolean
  /** What of so many clean satoshi at an output is stolen: up to the seed's cap. */
  steal(seed: UtxoSeed, output: Output, cleanSat: number): number
  result(): Pick<UtxoFlow, 'stolenSat' | 'thefts'>
}

export interface UtxoSeed {
  readonly kind: UtxoOrigin['kind']
  /** What may still be stolen. */
  leftSat: number
}

/** The seed of an origin, before it has stolen anything. */
export function createSeed({ kind, amountMaxSat = Number.POSITIVE_INFINITY }: Omit<UtxoOrigin, 'outputs'>): UtxoSeed {
  return { kind, leftSat: amountMaxSat }
}

/** Seeds by output, none so far. */
export function createUtxoSeeds(index: UtxoIndex): UtxoSeeds {
  const byOutput = new Map<Output, UtxoSeed>()
  const txs = new Set<Tx>()
  const owners = new Set<number>()
  const thefts: { output: Output; amountSat: number }[] = []
  let stolenSat = 0
  return {
    txs,
    add(seed, output, txEnd) {
      const tx = creatorOf(index, output)
      if (tx >= txEnd || byOutput.has(output)) return undefined
      byOutput.set(output, seed)
      txs.add(tx)
      if (seed.kind === 'address') owners.add(index.owner[output] as number)
      return tx
    },
    find: (output) => byOutput.get(output),
    isOwner: (owner) => owners.has(owner),
    steal(seed, output, cleanSat) {
      const amountSat = Math.min(cleanSat, seed.leftSat)
      if (amountSat === 0) return 0
      seed.leftSat -= amountSat
      stolenSat += amountSat
      if (stolenSat > Number.MAX_SAFE_INTEGER) throw new StolenTooMuchError()
      thefts.push({ output, amountSat })
      return amountSat
    },
    result: () => ({ stolenSat, thefts }),
  }
}

/** Seeds that had more satoshi in all than a double counts exactly. */
export class StolenTooMuchError extends LazarettoError {
  constructor() {
    const message =
      'The seeds had more than 2^53 - 1 satoshi in all, four times what Bitcoin has. Trace fewer seeds at once.'
    super('LZ_TRACE_UTXO_STOLEN', 'limit', message)
  }
}
