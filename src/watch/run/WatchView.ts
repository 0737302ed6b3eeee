import type { ChainId } from '../../chain/index.ts'
import {
  type BlockRange,
  createColumns,
  type LedgerAsset,
  type LedgerView,
  openView,
  ROW,
  type Store,
  type TransferColumns,
  type TransferPlace,
} from '../../ledger/index.ts'

/**
 * The ledger as a watch asks it: a question costs a millisecond, so that what cannot change is asked once, and the rows of
 * the block at hand are read once for all thefts.
 */
export interface WatchView extends LedgerView {
  /** Says which block is at hand. */
  turnTo(height: number): void
  /** Forgets what blocks said that were taken back. */
  forget(): void
}

/** Entries of a memory; then it is begun anew. */
const KNOWN_MAX = 500_000

/** Opens the view of a chain when it is asked for: a ledger that begins has none yet. */
export function createViewOpener(store: Store, chain: ChainId.ChainId): () => Promise<WatchView> {
  let opened: WatchView | undefined
  return async () => {
    opened ??= createWatchView(await openView(store, chain))
    return opened
  }
}

export function createWatchView(view: LedgerView): WatchView {
  const addresses = new Map<number, string>()
  const accounts = new Map<string, number>()
  const places = new Map<number, TransferPlace>()
  const assetsIn = new Map<string, readonly number[]>()
  const page = createPage(view)
  return {
    ...view,
    turnTo: page.turnTo,
    forget() {
      for (const memory of [places, assetsIn]) memory.clear()
      page.turnTo(-1)
    },
    listAssets: () => page.listAssets(),
    readTransfers: async (assets, blocks) =>
      page.isAt(blocks) ? pickAssets(await page.readRows(), assets) : view.readTransfers(assets, blocks),
    listAssetsOf: async (of, blocks) =>
      page.isAt(blocks) ? listAssetsOf(await page.readRows(), of) : view.listAssetsOf(of, blocks),
    listAssetsIn: async (tx, ordinal) => {
      const key = `${tx} ${ordinal ?? ''}`
      const found = assetsIn.get(key) ?? (await view.listAssetsIn(tx, ordinal))
      if (found.length > 0) assetsIn.set(key, found)
      return found
    },
    findAccounts: (asked) => recall(accounts, asked, (unknown) => view.findAccounts(unknown)),
    describeAccounts: (asked) => recall(addresses, asked, (unknown) => view.describeAccounts(unknown)),
    describeTransfers: (asked) => recall(places, asked, (unknown) => view.describeTransfers(unknown)),
  }
}

/** What is known of keys; the others are asked for, and what is found is kept. */
async function recall<Key, Value>(
  known: Map<Key, Value>,
  asked: readonly Key[],
  ask: (unknown: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>,
): Promise<Map<Key, Value>> {
  const unknown = asked.filter((key) => !known.has(key))
  const found = unknown.length === 0 ? new Map<Key, Value>() : await ask(unknown)
  const answer = new Map<Key, Value>()
  for (const key of asked) {
    const value = known.get(key) ?? found.get(key)
    if (value !== undefined) answer.set(key, value)
  }
  if (known.size + found.size > KNOWN_MAX) known.clear()
  for (const [key, value] of found) known.set(key, value)
  return answer
}

interface Page {
  turnTo(height: number): void
  isAt(blocks: BlockRange | undefined): boolean
  listAssets(): Promise<readonly LedgerAsset[]>
  readRows(): Promise<TransferColumns>
}

/** The block at hand. */
function createPage(view: LedgerView): Page {
  let height = -1
  let assets: Promise<readonly LedgerAsset[]> | undefined
  let rows: Promise<TransferColumns> | undefined
  return {
    turnTo(next) {
      height = next
      assets = undefined
      rows = undefined
    },
    isAt: (blocks) => blocks !== undefined && height >= 0 && blocks.to === height && blocks.after === height - 1,
    listAssets: () => (height < 0 ? view.listAssets() : (assets ??= view.listAssets())),
    readRows: () => (rows ??= view.readTransfers(undefined, { after: height - 1, to: height })),
  }
}

function listAssetsOf({ count, sender, receiver, asset }: TransferColumns, accounts: readonly number[]): number[] {
  const among = new Set(accounts)
  const found = new Set<number>()
  for (let row = 0; row < count; row++) {
    if (among.has(sender[row] as number) || among.has(receiver[row] as number)) found.add(asset[row] as number)
  }
  return [...found].sort((one, other) => one - other)
}

/** The rows of some assets, as if only they had been read. */
function pickAssets(all: TransferColumns, assets: readonly number[] | undefined): TransferColumns {
  const among = new Set(assets)
  const rows = Array.from({ length: all.count }, (_, row) => row).filter(
    (row) => assets === undefined || among.has(all.asset[row] as number),
  )
  const picked = createColumns(rows.length)
  let before = 0
  for (const [at, row] of rows.entries()) {
    for (const name of ['rowId', 'block', 'sender', 'receiver', 'asset', 'flags'] as const)
      picked[name][at] = all[name][row] as number
    picked.amounts.set(all.amounts.subarray(4 * row, 4 * row + 4), 4 * at)
    const high = all.highAmounts.get(row)
    if (high !== undefined) picked.highAmounts.set(at, high)
    // A transaction whose first rows are left out begins with the first that is not.
    if (startsTx(all, before, row)) picked.flags[at] = (picked.flags[at] as number) | ROW.startsTx
    before = row + 1
  }
  return picked
}

function startsTx({ flags }: TransferColumns, from: number, to: number): boolean {
  for (let row = from; row <= to; row++) if (((flags[row] as number) & ROW.startsTx) !== 0) return true
  return false
}
