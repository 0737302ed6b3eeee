import { type Gathered, storeGathered } from '../store/gatheredHistories.ts'
import type { SettledOptions } from './gatherLedger.ts'

/** The name under which the store remembers a transaction that was read. */
export function placeOfTransaction(id: string): string {
  return `tx ${id}`
}

/** Reads all transfers of a transaction and stores them. One that the explorer does not have is read, and empty. */
export async function readTransaction(
  { source, store, now, signal, settled }: SettledOptions,
  id: string,
): Promise<Gathered> {
  const transfers = (await source.findTransaction(id, signal)) ?? []
  const gathered: Gathered = { state: 'whole', next: '', pages: 1, transfers: transfers.length, atSec: now(), settled }
  const place = placeOfTransaction(id)
  await storeGathered(store, { chain: source.chain, place, transfers, decimals: new Map(), gathered })
  return gathered
}
