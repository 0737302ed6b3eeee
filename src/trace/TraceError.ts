import { LazarettoError } from '../LazarettoError.ts'
import type { LedgerAsset } from '../ledger/index.ts'
import { type Seed, textOfSeed } from './Seed.ts'

export function seedsNotFound(seeds: readonly Seed[]): TraceError {
  const first = seeds.slice(0, 3).map(textOfSeed)
  const message = `None of the ${seeds.length} seeds occurs in the ledger (${first.join(', ')}). Import the transfers around them first.`
  return new TraceError('LZ_TRACE_SEED_NOT_FOUND', message)
}

export function nothingStolen(theft: string): TraceError {
  const message = `The seeds of ${theft} neither hold nor receive anything in this ledger. Check the seeds, --asset and the time.`
  return new TraceError('LZ_TRACE_NOTHING_STOLEN', message)
}

export function unknownAsset(id: string, all: readonly LedgerAsset[]): TraceError {
  const known = all.slice(0, 10).map(({ caip19 }) => caip19)
  return new TraceError('LZ_TRACE_ASSET_UNKNOWN', `The ledger has no asset ${id}. It has ${known.join(', ')}.`)
}

export function amountWithoutAsset(assets: readonly LedgerAsset[]): TraceError {
  const names = assets.slice(0, 5).map(({ caip19 }) => caip19)
  const message = `A seed has an amount, but the seeds moved several assets. Say of which it is: --asset ${names.join(' or ')}.`
  return new TraceError('LZ_TRACE_AMOUNT_ASSET', message)
}

/** A rule that is defined on outputs only. */
export function ruleNeedsOutputs(rule: string): LazarettoError {
  const message = `The rule ${rule} is defined on the outputs of a UTXO chain, and this chain has accounts. Take haircut, fifo, lifo or poison.`
  return new LazarettoError('LZ_TRACE_RULE', 'input', message)
}

/** A trace that cannot begin. */
export class TraceError extends LazarettoError {
  constructor(code: string, message: string) {
    super(code, 'not-found', message)
  }
}
