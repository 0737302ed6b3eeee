import type { Grade } from '../../intel/index.ts'
import type { LedgerAsset, LedgerView } from '../../ledger/index.ts'
import type { AddressExposure } from '../../screen/index.ts'
import {
  createLiveSpread,
  type ExposureOptions,
  type ExposureSource,
  floorOf,
  type LiveIndex,
  type LiveSpread,
  type SpreadShare,
} from '../../trace/index.ts'
import { createMembers, type Members } from './Members.ts'

/** The addresses of a list or a case, whose money is followed. */
export interface ListedSource extends ExposureSource<AddressExposure['category']> {
  /** Of a theft: how strong its attribution is. */
  readonly grade?: Grade
  /** What the list calls itself. */
  readonly title?: string
}

/** Whose money is followed, and how far. */
export interface ExposureWish extends Pick<ExposureOptions, 'counterpartiesMax' | 'floor'> {
  readonly sources: readonly ListedSource[]
}

/** All that is known by now of each address of which something else was known before; nothing where that is no more true. */
export type ExposureChanges = ReadonlyMap<string, readonly AddressExposure[]>

interface ExposurePlan extends ExposureWish {
  /** Accounts whose labels end it. */
  readonly services: ReadonlySet<number>
}

/** Who on an account chain has money from listed addresses, kept up to date while the ledger grows. */
export interface AccountExposures {
  /** Looks who of the sources has come into the ledger, and which assets they move, before rows from block `before` on. */
  learn(view: LedgerView, before: number, indexOf: (asset: number) => Promise<LiveIndex>): Promise<void>
  /** Follows the money through the rows that the indexes have gained, or back. Of addresses `also` all is told. */
  advance(view: LedgerView, also?: readonly string[]): Promise<ExposureChanges>
  usesAsset(asset: number): boolean
}

/** Follows nothing before it has learned who is there. */
export function createAccountExposures(plan: ExposurePlan): AccountExposures {
  const members = createMembers(plan.sources.map(({ addresses }) => addresses))
  const parts: Part[] = []
  const assets = new Set<number>()
  return {
    usesAsset: (asset) => assets.has(asset),
    async learn(view, before, indexOf) {
      const { accounts, isNew } = await members.learn(view)
      const moved = await view.listAssetsOf(accounts, isNew ? undefined : { after: before - 1, to: before })
      const known = moved.length === 0 ? [] : await view.listAssets()
      for (const asset of known.filter(({ id }) => moved.includes(id) && !assets.has(id))) {
        assets.add(asset.id)
        parts.push(...createParts(plan, members, { asset, index: await indexOf(asset.id) }))
      }
    },
    async advance(view, also = []) {
      const changed = new Set(parts.flatMap(({ spread }) => [...spread.advance()]))
      for (const account of (await view.findAccounts(also)).values()) changed.add(account)
      return await describe(view, parts, [...changed])
    },
  }
}

/** One source's money in one asset. */
interface Part {
  readonly source: ListedSource
  readonly asset: LedgerAsset
  readonly index: LiveIndex
  readonly spread: LiveSpread
}

function createParts(
  { sources, services, ...options }: ExposurePlan,
  members: Members,
  { asset, index }: { readonly asset: LedgerAsset; readonly index: LiveIndex },
): Part[] {
  const { counterpartiesMax } = options
  const floor = floorOf(asset, options)
  return sources.map((source, i) => {
    const accounts = members.of(i)
    return { source, asset, index, spread: createLiveSpread(index, { accounts, services, counterpartiesMax, floor }) }
  })
}

const BATCH = 10_000

/** Puts names in the place of numbers, some thousand at a time. */
async function describe(
  view: LedgerView,
  parts: readonly Part[],
  accounts: readonly number[],
): Promise<Map<string, AddressExposure[]>> {
  const changes = new Map<string, AddressExposure[]>()
  for (let start = 0; start < accounts.length; start += BATCH) {
    const batch = accounts.slice(start, start + BATCH)
    const addresses = await view.describeAccounts(batch)
    const found = batch.map((account) => ({ account, shares: sharesOf(parts, account) }))
    const rowIds = found.flatMap(({ shares }) => shares.flatMap(({ rowIds }) => rowIds))
    const places = await view.describeTransfers([...new Set(rowIds)])
    for (const { account, shares } of found) {
      const address = addresses.get(account)
      if (address === undefined) continue
      const toPath = (rows: readonly number[]): string[] => rows.flatMap((row) => places.get(row)?.tx ?? [])
      changes.set(
        address,
        shares.map(({ exposure, rowIds }) => ({ ...exposure, address, path: toPath(rowIds) })),
      )
    }
  }
  return changes
}

interface FoundShare {
  readonly exposure: Omit<AddressExposure, 'address' | 'path'>
  readonly rowIds: readonly number[]
}

function sharesOf(parts: readonly Part[], account: number): FoundShare[] {
  return parts.flatMap((part) => {
    const share = part.spread.find(account)
    return share === undefined ? [] : [toFound(part, share)]
  })
}

function toFound(
  { source: { category, origin, grade }, asset, index }: Part,
  { amount, received, hops, rows, cut }: SpreadShare,
): FoundShare {
  const attribution = { category, origin, ...(grade === undefined ? {} : { grade }) }
  return {
    exposure: { ...attribution, asset: asset.caip19, amount, received, hops, cut },
    rowIds: rows.map((row) => index.rowId[row] as number),
  }
}
