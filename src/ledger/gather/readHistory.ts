import type { HistoryPage } from '../source/explorer/HistorySource.ts'
import { type Gathered, storeGathered } from '../store/gatheredHistories.ts'
import type { SettledOptions } from './gatherLedger.ts'

/**
 * Reads the history of an account on from where it was left, and stores each page with how far it reaches.
 *
 * Stops at an account with more transfers than the bound: it is a hub.
 */
export async function* readHistory(
  { source, store, transfersMax, now, signal, settled }: SettledOptions,
  account: string,
  before: Gathered | undefined,
): AsyncGenerator<Gathered> {
  let last = before ?? NOTHING
  const pageToken = before?.next
  const query = {
    ...(pageToken !== undefined && { pageToken }),
    ...(settled !== undefined && { settledBlock: settled }),
    ...(signal && { signal }),
  }
  for await (const page of source.listHistory(account, query)) {
    last = addPage(last, page, { transfersMax, atSec: now(), settled })
    const { transfers, decimals } = page
    await storeGathered(store, { chain: source.chain, place: account, transfers, decimals, gathered: last })
    yield last
    if (last.state === 'hub') return
  }
}

const NOTHING: Gathered = { state: 'part', next: '', pages: 0, transfers: 0, atSec: 0 }

function addPage(
  before: Gathered,
  { transfers, next, isEnd }: HistoryPage,
  { transfersMax, atSec, settled }: { transfersMax: number; atSec: number; settled: number | undefined },
): Gathered {
  const count = before.transfers + transfers.length
  return {
    state: isEnd ? 'whole' : count > transfersMax ? 'hub' : 'part',
    next,
    pages: before.pages + 1,
    transfers: count,
    atSec,
    settled,
  }
}
