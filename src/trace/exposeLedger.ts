import { Amount } from '../chain/index.ts'
import type { LabelBook } from '../intel/index.ts'
import type { LedgerAsset, LedgerView } from '../ledger/index.ts'
import { createHubFinder } from './findHubs.ts'
import { type SpreadShare, spreadCategory } from './spreadCategory.ts'
import { createTraceIndex, type Holding, type TraceIndex } from './TraceIndex.ts'

/** Addresses whose money carries a category wherever it goes. */
export interface ExposureSource<Category extends string> {
  readonly category: Category
  /** The case or list whose addresses they are. */
  readonly origin: string
  /** Canonical text on the view's chain. */
  readonly addresses: Iterable<string>
}

/** How far exposure is followed. */
export interface ExposureOptions {
  /** What is known of the ledger's accounts. A label that `stops` ends it there. */
  readonly labels: ReadonlyMap<number, LabelBook.ResolvedLabel>
  /** An unlabelled account with more counterparties is a hub and passes nothing on. */
  readonly counterpartiesMax: number
  /** Transfers of less carry nothing. Decimal text in display units of each asset. */
  readonly floor: string
}

/** What one account has of one asset from one source. */
export interface LedgerExposure<Category extends string> {
  readonly address: string
  readonly category: Category
  /** The case or list whose addresses the source is. */
  readonly origin: string
  /** CAIP-19. */
  readonly asset: string
  /** Base units that came from the source, directly or through others; as `SpreadShare`. */
  readonly amount: bigint
  /** Base units received in all. */
  readonly received: bigint
  /** Transfers between the nearest source and the account: 1 is a payment from it. */
  readonly hops: number
  /** Transactions of the strongest way. */
  readonly path: readonly string[]
  /** Base units that came below the floor and are not in `amount`. */
  readonly cut: bigint
}

/**
 * How far everybody in a ledger is exposed to some sources, asset by asset: what a screening looks up later.
 *
 * Labelled services that are no source themselves end it; so do hubs.
 */
export async function* exposeLedger<Category extends string>(
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

const DECIMALS_MAX = 77

/** The floor in base units, rounded up; none for an asset whose decimals nobody knows. */
function floorOf({ decimals }: LedgerAsset, { floor }: ExposureOptions): bigint {
  if (decimals === undefined) return 0n
  const unit = 10n ** BigInt(DECIMALS_MAX - decimals)
  return (Amount.parse(floor, DECIMALS_MAX) + unit - 1n) / unit
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
