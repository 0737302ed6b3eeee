import type { LedgerAsset, LedgerView } from '../ledger/index.ts'
import { createHubFinder } from './findHubs.ts'
import { type ExposureOptions, type ExposureSource, floorOf, type LedgerExposure } from './LedgerExposure.ts'
import { type SpreadShare, spreadCategory } from './spreadCategory.ts'
import { createTraceIndex, type Holding, type TraceIndex } from './TraceIndex.ts'
import type { ChainView } from './traceTheft.ts'
import { exposeUtxos } from './utxo/exposeUtxos.ts'

/**
 * How far everybody in a ledger is exposed to some sources, asset by asset: what a screening looks up later.
 *
 * Labelled services that are no source themselves end it; so do hubs.
 */
export async function* exposeLedger<Category extends string>(
  view: ChainView,
  sources: readonly ExposureSource<Category>[],
  options: ExposureOptions,
): AsyncGenerator<LedgerExposure<Category>> {
  yield* 'readColumns' in view ? exposeUtxos(view, sources, options) : exposeAccounts(view, sources, options)
}

async function* exposeAccounts<Category extends string>(
  view: LedgerView,
  sources: readonly ExposureSource<Category>[],
  options: ExposureOptions,
): AsyncGenerator<LedgerExposure<Category>> {
  const accounts = await Promise.all(
    sources.map(async ({ addresses }) => [...(await view.findAccounts([...addresses])).values()]),
  )
  for (const asset of await view.listAssets()) {
    const moved = await view.listAssetsOf(accounts.flat())
    if (!moved.includes(asset.id)) continue
    const index = createTraceIndex(await view.readTransfers([asset.id]))
    const bounds = { isStop: createStop(index, asset, options), floor: floorOf(asset, options) }
    for (const [i, source] of sources.entries()) {
      const holdings = new Set((accounts[i] ?? []).flatMap((account) => index.findHolding(account, asset.id) ?? []))
      if (holdings.size > 0) yield* describe(view, { index, asset, source }, spreadCategory(index, holdings, bounds))
    }
  }
}

function createStop(index: TraceIndex, asset: LedgerAsset, options: ExposureOptions): (holding: Holding) => boolean {
  const services = new Set<Holding>()
  for (const [account, { stops }] of options.labels) {
    const holding = stops ? index.findHolding(account, asset.id) : undefined
    if (holding !== undefined) services.add(holding)
  }
  const isHub = createHubFinder(index, options.counterpartiesMax)
  return (holding) => services.has(holding) || isHub(holding)
}

interface Spread<Category extends string> {
  readonly index: TraceIndex
  readonly asset: LedgerAsset
  readonly source: ExposureSource<Category>
}

const BATCH = 10_000

/** Puts names in the place of numbers, some thousand at a time. */
async function* describe<Category extends string>(
  view: LedgerView,
  { index, asset, source: { category, origin } }: Spread<Category>,
  shares: readonly SpreadShare[],
): AsyncGenerator<LedgerExposure<Category>> {
  for (let start = 0; start < shares.length; start += BATCH) {
    const batch = shares.slice(start, start + BATCH)
    const addresses = await view.describeAccounts(batch.map(({ holding }) => index.account[holding] as number))
    const rowIds = batch.flatMap(({ rows }) => rows.map((row) => index.rowId[row] as number))
    const places = await view.describeTransfers([...new Set(rowIds)])
    for (const { holding, amount, received, hops, rows, cut } of batch) {
      const path = rows.flatMap((row) => places.get(index.rowId[row] as number)?.tx ?? [])
      const address = addresses.get(index.account[holding] as number) ?? ''
      yield { address, category, origin, asset: asset.caip19, amount, received, hops, path, cut }
    }
  }
}
