import { Amount, TxHash } from '../../../chain/index.ts'
import type { LiveUtxoView } from '../../../ledger/index.ts'
import type { Seed } from '../../Seed.ts'
import { countTxsUntil, type Output } from '../UtxoIndex.ts'
import type { LiveUtxoIndex } from './LiveUtxoIndex.ts'
import type { LiveUtxoOrigin } from './LiveUtxoTrace.ts'

/** Where a ledger that grows is asked for seeds. Amounts of seeds are in display units of its coin. */
export interface SeedPlace {
  readonly view: LiveUtxoView
  readonly index: LiveUtxoIndex
  readonly decimals: number
}

/**
 * Finds seeds in a ledger block after block, each in its place: one that the ledger does not have is of no output yet.
 *
 * What was found is not looked for again: where blocks are undone, make another one.
 */
export function createSeedFinder(place: SeedPlace, seeds: readonly Seed[]): () => Promise<LiveUtxoOrigin[]> {
  const findOwners = createOwnerFinder(place.view, seeds)
  const findTxs = createTxFinder(place.view, seeds)
  return async () => {
    const owners = await findOwners()
    const txs = await findTxs()
    const origins: LiveUtxoOrigin[] = []
    for (const seed of seeds) {
      const cap = seed.amount === undefined ? {} : { amountMaxSat: parseSat(seed.amount, place) }
      const fromOutput = await firstOutput(place, seed)
      if (seed.kind === 'account') {
        origins.push({ kind: 'address', owners: owners.get(seed.address) ?? [], fromOutput, ...cap })
      } else {
        const outputs = outputsOfTx(place.index, txs.get(idOf(seed.tx)), seed.ordinal)
        origins.push({ kind: 'outputs', outputs: outputs.filter((output) => output >= fromOutput), ...cap })
      }
    }
    return origins
  }
}

function createOwnerFinder(view: LiveUtxoView, seeds: readonly Seed[]): () => Promise<ReadonlyMap<string, number[]>> {
  const addresses = seeds.flatMap((seed) => (seed.kind === 'account' ? [seed.address] : []))
  const known = new Map<string, number[]>()
  let above = -1
  return async () => {
    const newest = addresses.length === 0 ? above : await view.findNewestOwner()
    if (newest <= above) return known
    for (const [address, owners] of await view.findOwners(addresses, above)) {
      known.set(address, [...(known.get(address) ?? []), ...owners])
    }
    above = newest
    return known
  }
}

function createTxFinder(view: LiveUtxoView, seeds: readonly Seed[]): () => Promise<ReadonlyMap<string, number>> {
  const ids = seeds.flatMap((seed) => (seed.kind === 'transaction' ? [idOf(seed.tx)] : []))
  const known = new Map<string, number>()
  return async () => {
    const missing = ids.filter((id) => !known.has(id))
    if (missing.length > 0) for (const [id, tx] of await view.findTxs(missing)) known.set(id, tx)
    return known
  }
}

function idOf(tx: string): string {
  return TxHash.parse(tx).slice(2)
}

/** The index may be behind the ledger: what it does not have yet is of no output. */
function outputsOfTx({ txCount, outputStart }: LiveUtxoIndex, tx = txCount, ordinal?: number): Output[] {
  if (tx >= txCount) return []
  const first = outputStart[tx] as Output
  const outputs = Array.from({ length: (outputStart[tx + 1] as Output) - first }, (_, i) => first + i)
  return ordinal === undefined ? outputs : outputs.slice(ordinal, ordinal + 1)
}

/** The first output behind the last block before the moment from which on a seed counts: blocks' times go back now and then. */
async function firstOutput({ view, index }: SeedPlace, { sinceSec }: Seed): Promise<Output> {
  const before = sinceSec === undefined ? undefined : await view.findBlockAt(sinceSec - 1)
  return before === undefined ? 0 : (index.outputStart[countTxsUntil(index, before)] as Output)
}

/** Display units to satoshi; more than there can be is as good as no cap. */
function parseSat(text: string, { decimals }: SeedPlace): number {
  return Math.min(Number(Amount.parse(text, decimals)), Number.MAX_SAFE_INTEGER)
}
