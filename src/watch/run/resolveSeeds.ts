import type { AssetId } from '../../chain/index.ts'
import { Amount } from '../../chain/index.ts'
import type { LedgerAsset, LedgerView } from '../../ledger/index.ts'
import { type LiveOrigin, parseSeed, type Seed } from '../../trace/index.ts'
import type { WatchedTheft } from '../watched/thefts.ts'

/** The seeds of a theft, and those of its places that the ledger does not have yet. */
export interface ResolvedSeeds {
  readonly origins: readonly LiveOrigin[]
  readonly waiting: readonly Seed[]
}

/** The seeds of a theft, with the moment from which on it counts. */
export function seedsOf({ seeds, chain, sinceSec }: WatchedTheft): Seed[] {
  const since = sinceSec === undefined ? {} : { sinceSec }
  return seeds.map((text) => ({ ...since, ...parseSeed(text, chain).seed }))
}

/** Finds seeds in the ledger, as numbers of the store. */
export async function resolveSeeds(
  view: LedgerView,
  seeds: readonly Seed[],
  asset: LedgerAsset,
): Promise<ResolvedSeeds> {
  const addresses = seeds.flatMap((seed) => (seed.kind === 'account' ? [seed.address] : []))
  const accounts = await view.findAccounts(addresses)
  const [origins, waiting]: [LiveOrigin[], Seed[]] = [[], []]
  for (const seed of seeds) {
    const found = await resolve(view, seed, { accounts, asset })
    if (found.length === 0) waiting.push(seed)
    origins.push(...found)
  }
  return { origins, waiting }
}

interface Known {
  readonly accounts: ReadonlyMap<string, number>
  readonly asset: LedgerAsset
}

async function resolve(view: LedgerView, seed: Seed, { accounts, asset }: Known): Promise<LiveOrigin[]> {
  const cap = seed.amount === undefined ? {} : { amountMax: Amount.parse(seed.amount, asset.decimals ?? 0) }
  if (seed.kind === 'transaction') {
    return (await view.findTransfers(seed.tx, seed.ordinal)).map((rowId) => ({ kind: 'row', rowId, ...cap }))
  }
  const account = accounts.get(seed.address)
  return account === undefined ? [] : [{ kind: 'account', account, fromBlock: await firstBlock(view, seed), ...cap }]
}

/** The block behind the last one before the moment from which on the seed counts. */
async function firstBlock(view: LedgerView, { sinceSec }: Seed): Promise<number> {
  if (sinceSec === undefined) return 0
  const before = await view.findBlockAt(sinceSec - 1)
  return before === undefined ? 0 : before + 1
}

/** The assets of a theft that the ledger has: those that are named, else each that a seed has moved in the blocks. */
export async function findAssets(
  view: LedgerView,
  theft: WatchedTheft,
  blocks: { readonly after: number; readonly to: number },
): Promise<LedgerAsset[]> {
  const all = await view.listAssets()
  if (theft.assets.length > 0) return all.filter(({ caip19 }) => theft.assets.includes(caip19 as AssetId.AssetId))
  const seeds = seedsOf(theft)
  const addresses = seeds.flatMap((seed) => (seed.kind === 'account' ? [seed.address] : []))
  const accounts = await view.findAccounts(addresses)
  const moved = new Set(await view.listAssetsOf([...accounts.values()], blocks))
  for (const seed of seeds) {
    if (seed.kind === 'transaction')
      for (const asset of await view.listAssetsIn(seed.tx, seed.ordinal)) moved.add(asset)
  }
  return all.filter(({ id }) => moved.has(id))
}
