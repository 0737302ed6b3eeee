import { Amount } from '../chain/index.ts'
import type { LabelBook } from '../intel/index.ts'
import type { LedgerAsset, LedgerView, UtxoView } from '../ledger/index.ts'
import { createReport } from './createReport.ts'
import { createHubFinder } from './findHubs.ts'
import { followTaint } from './followTaint.ts'
import type { TaintRuleName } from './rules/TaintRule.ts'
import type { Seed } from './Seed.ts'
import type { Bounds, Origin } from './TaintFlow.ts'
import { amountWithoutAsset, nothingStolen, ruleNeedsOutputs, seedsNotFound, unknownAsset } from './TraceError.ts'
import { createTraceIndex, type Holding, reverseIndex, type TraceIndex } from './TraceIndex.ts'
import type { TraceReport } from './TraceReport.ts'
import type { UtxoRuleName } from './utxo/rules.ts'
import { traceUtxos } from './utxo/traceUtxos.ts'

/** A theft to follow. Several thefts are several requests: they never mix. */
export interface Theft {
  readonly name: string
  readonly seeds: readonly Seed[]
}

/** How far to follow. An undefined bound does not bound. */
export interface TraceOptions {
  /** `tiho` on UTXO chains only. */
  readonly rule: UtxoRuleName
  /** CAIP-19 ids; undefined traces every asset that a seed has moved, each on its own. */
  readonly assets?: readonly string[]
  /** What is known of the ledger's accounts, on a UTXO chain of its owners. A label that `stops` ends the trace there. */
  readonly labels: ReadonlyMap<number, LabelBook.ResolvedLabel>
  /** An unlabelled account with more counterparties is a hub. */
  readonly counterpartiesMax: number
  /** Accounts, on a UTXO chain owners, that are hubs whatever the ledger shows of them, as when it has only the beginning of their histories. */
  readonly hubs?: ReadonlySet<number>
  readonly hopsMax?: number
  /** Amounts below it are not followed. Decimal text in display units of the asset. */
  readonly dust?: string
  readonly untilSec?: number
  /**
   * On a UTXO chain a trace ends in a CoinJoin. This also says where each of its outputs went, any of which may have the
   * money: apart from the statement, for it is no proof.
   */
  readonly candidates?: boolean
}

/** A ledger's chain of either kind. */
export type ChainView = LedgerView | UtxoView

/** Counterparties above which an unlabelled account is not followed, unless the caller says otherwise. */
export const COUNTERPARTIES_MAX = 1000

/**
 * Follows a theft and accounts for every unit of it: one report for each stolen asset, in the order of asset ids.
 *
 * Deterministic: the same ledger, theft and options give the same report.
 *
 * @throws TraceError `LZ_TRACE_SEED_NOT_FOUND` when a seed does not occur in the ledger, `LZ_TRACE_NOTHING_STOLEN`,
 * `LZ_TRACE_ASSET_UNKNOWN`, `LZ_TRACE_AMOUNT_ASSET`
 */
export async function traceTheft(view: ChainView, theft: Theft, options: TraceOptions): Promise<TraceReport[]> {
  return await traceAll(view, theft, { ...options, direction: 'forward' })
}

/**
 * Follows money backwards: where all that the seeds ever had came from, in the same form as a theft's report.
 *
 * `stolen` is then what the seeds had in all, and each unit of it is in the line of the service that paid it out or of the
 * accounts that had it before the ledger begins.
 *
 * @throws TraceError as `traceTheft`
 */
export async function traceSources(view: ChainView, theft: Theft, options: TraceOptions): Promise<TraceReport[]> {
  return await traceAll(view, theft, { ...options, direction: 'backward' })
}

/** Which way money is followed. */
export type Direction = 'forward' | 'backward'

/** Options with the direction that the caller chose by name. */
export interface DirectedOptions extends TraceOptions {
  readonly direction: Direction
}

interface AccountOptions extends DirectedOptions {
  readonly rule: TaintRuleName
}

async function traceAll(view: ChainView, theft: Theft, options: DirectedOptions): Promise<TraceReport[]> {
  if ('readColumns' in view) return await traceUtxos(view, theft, options)
  const { rule } = options
  if (rule === 'tiho') throw ruleNeedsOutputs(rule)
  return await traceAccounts(view, theft, { ...options, rule })
}

async function traceAccounts(view: LedgerView, theft: Theft, options: AccountOptions): Promise<TraceReport[]> {
  const { seeds, missing } = await resolveSeeds(view, theft)
  const assets = await chooseAssets(view, seeds, options.assets)
  if (assets.length > 1 && theft.seeds.some(({ amount }) => amount !== undefined)) throw amountWithoutAsset(assets)
  const reports: TraceReport[] = []
  for (const asset of assets) {
    const report = await traceAsset({ view, theft, seeds, missing, asset, options })
    if (report.stolen.amount > 0n) reports.push(report)
  }
  if (reports.length === 0) throw nothingStolen(theft.name)
  return reports
}

/** A seed in the store's numbers. */
export interface ResolvedSeed {
  readonly seed: Seed
  readonly account: number | undefined
  readonly rowIds: readonly number[]
  readonly fromBlock: number
}

/** Seeds in the ledger's numbers, and those that do not occur in it. */
async function resolveSeeds(view: LedgerView, { seeds }: Theft): Promise<{ seeds: ResolvedSeed[]; missing: Seed[] }> {
  const addresses = seeds.flatMap((seed) => (seed.kind === 'account' ? [seed.address] : []))
  const accounts = await view.findAccounts(addresses)
  const resolved: ResolvedSeed[] = []
  for (const seed of seeds) {
    const account = seed.kind === 'account' ? accounts.get(seed.address) : undefined
    const rowIds = seed.kind === 'account' ? [] : await view.findTransfers(seed.tx, seed.ordinal)
    const before = seed.sinceSec === undefined ? undefined : await view.findBlockAt(seed.sinceSec - 1)
    const fromBlock = seed.sinceSec === undefined ? 0 : (before ?? 0) + 1
    if (account !== undefined || rowIds.length > 0) resolved.push({ seed, account, rowIds, fromBlock })
  }
  if (resolved.length === 0) throw seedsNotFound(seeds)
  const found = new Set(resolved.map(({ seed }) => seed))
  return { seeds: resolved, missing: seeds.filter((seed) => !found.has(seed)) }
}

async function chooseAssets(
  view: LedgerView,
  seeds: readonly ResolvedSeed[],
  wanted: readonly string[] | undefined,
): Promise<LedgerAsset[]> {
  const all = await view.listAssets()
  const unknown = wanted?.find((id) => !all.some(({ caip19 }) => caip19 === id))
  if (unknown !== undefined) throw unknownAsset(unknown, all)
  const moved = new Set(await view.listAssetsOf(seeds.flatMap(({ account }) => account ?? [])))
  const fromRows = seeds.some(({ rowIds }) => rowIds.length > 0)
  return all.filter(({ id, caip19 }) => wanted?.includes(caip19) ?? (fromRows || moved.has(id)))
}

interface AssetTrace {
  readonly view: LedgerView
  readonly theft: Theft
  readonly seeds: readonly ResolvedSeed[]
  readonly missing: readonly Seed[]
  readonly asset: LedgerAsset
  readonly options: AccountOptions
}

async function traceAsset({ view, theft, seeds, missing, asset, options }: AssetTrace): Promise<TraceReport> {
  const index = await indexOf(view, asset, options.direction)
  const origins = seeds.flatMap((seed) => originsOf(seed, index, asset))
  const bounds = await boundsOf(view, { index, asset, options })
  const flow = followTaint(index, origins, options.rule, bounds)
  return await createReport({ view, theft, missing, asset, index, origins, options, flow })
}

function hubFinderOf(index: TraceIndex, { counterpartiesMax, hubs }: TraceOptions): Bounds['isHub'] {
  const isHub = createHubFinder(index, counterpartiesMax)
  return (holding) => hubs?.has(index.account[holding] as number) === true || isHub(holding)
}

/** The index that was made last for a view, which stays as long as the view: most traces ask for the same again. */
const lastIndex = new WeakMap<LedgerView, { readonly key: string; readonly index: TraceIndex }>()

async function indexOf(view: LedgerView, asset: LedgerAsset, direction: Direction): Promise<TraceIndex> {
  const key = `${direction} ${asset.id}`
  const last = lastIndex.get(view)
  if (last?.key === key) return last.index
  lastIndex.delete(view)
  const forward = createTraceIndex(await view.readTransfers([asset.id]))
  const index = direction === 'forward' ? forward : reverseIndex(forward)
  lastIndex.set(view, { key, index })
  return index
}

function originsOf(seed: ResolvedSeed, index: TraceIndex, asset: LedgerAsset): Origin[] {
  const { amount } = seed.seed
  const cap = amount === undefined ? {} : { amountMax: parseAmount(amount, asset) }
  if (seed.account === undefined) return rowsOf(index, seed.rowIds).map((row) => ({ kind: 'row', row, ...cap }))
  const holding = index.findHolding(seed.account, asset.id)
  return holding === undefined ? [] : [{ kind: 'holding', holding, fromBlock: seed.fromBlock, ...cap }]
}

function rowsOf({ rowId }: TraceIndex, wanted: readonly number[]): number[] {
  const ids = new Set(wanted)
  const rows: number[] = []
  for (let row = 0; row < rowId.length; row++) if (ids.has(rowId[row] as number)) rows.push(row)
  return rows
}

/** Display units to base units; where the decimals are unknown the two are the same. */
function parseAmount(text: string, asset: LedgerAsset): bigint {
  return Amount.parse(text, asset.decimals ?? 0)
}

interface BoundsInput {
  readonly index: TraceIndex
  readonly asset: LedgerAsset
  readonly options: TraceOptions
}

async function boundsOf(view: LedgerView, { index, asset, options }: BoundsInput): Promise<Bounds> {
  const services = new Set<Holding>()
  for (const [account, label] of options.labels) {
    const holding = label.stops ? index.findHolding(account, asset.id) : undefined
    if (holding !== undefined) services.add(holding)
  }
  const lastBlock = options.untilSec === undefined ? undefined : await view.findBlockAt(options.untilSec)
  return {
    services,
    isHub: hubFinderOf(index, options),
    hopsMax: options.hopsMax ?? Number.POSITIVE_INFINITY,
    dustMax: options.dust === undefined ? 0n : parseAmount(options.dust, asset),
    blockMax: options.untilSec === undefined ? Number.POSITIVE_INFINITY : (lastBlock ?? -1),
  }
}
