import type { LabelBook } from '../intel/index.ts'
import { type HistorySource, listGathered, type Store } from '../ledger/index.ts'
import { type ChainView, createGapsOf, findDeposits, reconcileAccounts, type TraceReport } from '../trace/index.ts'
import type { Terminal } from './Terminal.ts'

/** Adds to a report how its accounts' rows stand to what a source says that they have. */
export type Reconcile = (view: ChainView, report: TraceReport) => Promise<TraceReport>

/**
 * Begins before anything is fetched: balances are compared at the newest block of this moment, which all that is fetched later
 * reaches.
 */
export async function startReconcile(terminal: Terminal, store: Store, source: HistorySource): Promise<Reconcile> {
  const sinceSec = terminal.now()
  const block = await source.findHeight()
  return async (view, report) => {
    if ('readColumns' in view) return report
    const histories = await listGathered(store, source.chain)
    const accounts = accountsOf(report).filter((account) => histories.has(account))
    const reconciled = await reconcileAccounts({
      view,
      source,
      accounts,
      assets: [report.asset.id],
      block,
      gapsOf: createGapsOf(histories, sinceSec),
      onProgress: (done, all) => terminal.progress(`asked for ${done} of ${all} balances`),
    })
    return { ...report, reconciled }
  }
}

/** Adds to a report which of its accounts behave like deposit addresses. On UTXO chains there are none of that kind. */
export async function addDeposits(
  view: ChainView,
  report: TraceReport,
  labels: ReadonlyMap<number, LabelBook.ResolvedLabel>,
): Promise<TraceReport> {
  if ('readColumns' in view) return report
  const asset = (await view.listAssets()).find(({ caip19 }) => caip19 === report.asset.id)
  if (asset === undefined) return report
  return { ...report, deposits: await findDeposits(view, { asset, labels, accounts: accountsOf(report) }) }
}

function accountsOf({ edges, destinations, stolen }: TraceReport): string[] {
  const ends = [...edges, ...stolen.transfers].flatMap(({ from, to }) => [from, to])
  return [...new Set([...ends, ...destinations.map(({ account }) => account)])].sort()
}
