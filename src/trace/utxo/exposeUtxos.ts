import type { UtxoOwner, UtxoView } from '../../ledger/index.ts'
import { type ExposureOptions, type ExposureSource, floorOf, type LedgerExposure } from '../LedgerExposure.ts'
import { createUtxoHubFinder } from './findUtxoHubs.ts'
import { createMixBook } from './MixBook.ts'
import { openUtxoIndex } from './openUtxoIndex.ts'
import { spreadUtxos, type UtxoShare, type UtxoSpreadBounds } from './spreadUtxos.ts'
import type { Tx, UtxoIndex } from './UtxoIndex.ts'
import { utxoAsset } from './utxoAsset.ts'

/**
 * `exposeLedger` on a UTXO chain. An address has what all scripts have that it stands for; scripts without an address are
 * passed through and not told. A CoinJoin ends it, for nothing tells whose money comes out of it.
 */
export async function* exposeUtxos<Category extends string>(
  view: UtxoView,
  sources: readonly ExposureSource<Category>[],
  options: ExposureOptions,
): AsyncGenerator<LedgerExposure<Category>> {
  const asset = utxoAsset(view.chain)
  const owners = await Promise.all(sources.map(async ({ addresses }) => await view.findOwners([...addresses])))
  if (owners.every(({ size }) => size === 0)) return
  const index = await openUtxoIndex(view)
  const mixes = createMixBook(view, index, options.labels)
  const bounds: UtxoSpreadBounds = {
    isStop: createStop(index, options),
    isMix: (tx) => mixes.isStop(tx),
    floorSat: Math.min(Number(floorOf(asset, options)), Number.MAX_SAFE_INTEGER),
  }
  for (const [i, { category, origin }] of sources.entries()) {
    const own = new Set([...(owners[i] ?? new Map<string, number[]>()).values()].flat())
    if (own.size === 0) continue
    const shares = await mixes.settle(() => spreadUtxos(index, own, bounds))
    for await (const share of describe(view, shares)) yield { ...share, category, origin, asset: asset.caip19 }
  }
}

function createStop(index: UtxoIndex, { labels, counterpartiesMax }: ExposureOptions): (owner: number) => boolean {
  const isHub = createUtxoHubFinder(index, counterpartiesMax)
  return (owner) => labels.get(owner)?.stops === true || isHub(owner)
}

type AddressShare = Pick<LedgerExposure<string>, 'address' | 'amount' | 'received' | 'hops' | 'path' | 'cut'>

const BATCH = 10_000

/** Puts names in the place of numbers, some thousand addresses at a time. */
async function* describe(view: UtxoView, shares: readonly UtxoShare[]): AsyncGenerator<AddressShare> {
  const names = await view.describeOwners(shares.map(({ owner }) => owner))
  const byAddress = groupByAddress(shares, names)
  for (let start = 0; start < byAddress.length; start += BATCH) {
    const batch = byAddress.slice(start, start + BATCH).map(([address, all]) => [address, addUp(all)] as const)
    const txs = await view.describeTxs([...new Set(batch.flatMap(([, share]) => share.txs))])
    const nameOf = (tx: Tx): string[] => [txs.get(tx)?.txid ?? []].flat()
    for (const [address, { amountSat, receivedSat, hops, txs: way, cutSat }] of batch) {
      yield { address, amount: amountSat, received: receivedSat, hops, path: way.flatMap(nameOf), cut: cutSat }
    }
  }
}

function groupByAddress(
  shares: readonly UtxoShare[],
  names: ReadonlyMap<number, UtxoOwner>,
): [string, readonly UtxoShare[]][] {
  const groups = new Map<string, UtxoShare[]>()
  for (const share of shares) {
    const address = names.get(share.owner)?.address
    if (address !== undefined) groups.set(address, [...(groups.get(address) ?? []), share])
  }
  return [...groups]
}

/** The shares of an address's scripts together; the way is that of the largest. */
function addUp(all: readonly UtxoShare[]): UtxoShare {
  const sum = (of: (share: UtxoShare) => bigint): bigint => all.reduce((total, share) => total + of(share), 0n)
  const largest = all.reduce((best, share) => (share.amountSat > best.amountSat ? share : best))
  const reached = all.filter(({ hops }) => hops > 0)
  return {
    ...largest,
    amountSat: sum(({ amountSat }) => amountSat),
    receivedSat: sum(({ receivedSat }) => receivedSat),
    cutSat: sum(({ cutSat }) => cutSat),
    hops: reached.reduce((least, { hops }) => Math.min(least, hops), largest.hops),
  }
}
