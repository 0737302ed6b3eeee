import { AssetId } from '../../chain/index.ts'
import type { BalanceSource, FeeSum, LedgerView } from '../../ledger/index.ts'
import { REBASING } from './rebasing.ts'
import { type Gap, type Reconciliation, reconcile } from './reconcile.ts'
import { type LedgerBalance, sumBalances } from './sumBalances.ts'

/** How completely a ledger has an account's history: nothing missing, or what may be. */
export type GapsOf = (account: string) => readonly Gap[]

export interface ReconcileOptions {
  readonly view: LedgerView
  /** Whom to ask what accounts have. It sees which accounts these are. */
  readonly source: BalanceSource
  /** Canonical addresses. */
  readonly accounts: readonly string[]
  /** Only these assets (CAIP-19 ids); all that an account moved, unless said. */
  readonly assets?: readonly string[]
  /** Compare at the end of this block; by now unless said. */
  readonly block?: number
  readonly gapsOf: GapsOf
  readonly onProgress?: (done: number, all: number) => void
  readonly signal?: AbortSignal
}

/**
 * Asks a source what accounts have and holds the ledger's rows against that: one answer for each account and asset, by
 * account, then asset. Where the source tells of another moment than was asked for, that is one more gap.
 *
 * @throws what the source throws: ExplorerError, SourceError, NetError; the signal's reason
 */
export async function reconcileAccounts(options: ReconcileOptions): Promise<Reconciliation[]> {
  const { view, accounts, assets, block, onProgress } = options
  const sums = await sumBalances(view, accounts, block === undefined ? {} : { blockMax: block })
  const wanted = assets === undefined ? sums : sums.filter(({ asset }) => assets.includes(asset))
  const inexact = new Set((await view.listAssets()).filter((one) => one.inexact > 0).map(({ caip19 }) => caip19))
  const found: Reconciliation[] = []
  for (const rows of wanted) {
    options.signal?.throwIfAborted()
    onProgress?.(found.length, wanted.length)
    found.push(await reconcileRows(options, rows, inexact.has(rows.asset)))
  }
  return found
}

async function reconcileRows(
  { source, block, gapsOf, signal, view }: ReconcileOptions,
  rows: LedgerBalance,
  isInexact: boolean,
): Promise<Reconciliation> {
  const query = { ...(block !== undefined && { block }), ...(signal && { signal }) }
  const asset = AssetId.parse(rows.asset)
  const stated = await source.findBalance(rows.account, asset, query)
  const isNative = AssetId.toParts(asset).namespace === 'slip44' && asset.startsWith(`${view.chain}/`)
  const differs = stated !== undefined && stated.amount !== rows.received - rows.paid
  const fees = isNative && differs ? await source.findFees(rows.account, query) : undefined
  const gaps: Gap[] = [...gapsOf(rows.account)]
  if (isInexact) gaps.push('inexact')
  if (block !== undefined && stated?.block === undefined) gaps.push('read-earlier')
  if (isNative && !isWhole(fees)) gaps.push('fees-unknown')
  return reconcile(rows, stated, { gaps: [...new Set(gaps)], fees, isNative, isRebasing: REBASING.has(rows.asset) })
}

function isWhole(fees: FeeSum | undefined): boolean {
  return fees?.isWhole === true
}
