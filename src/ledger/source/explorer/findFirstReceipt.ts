import type { Transfer } from '../../Transfer.ts'
import type { ReadList } from './listHistory.ts'

/** The first payment of the chain's own asset that an address received from another one. */
export interface FirstReceipt {
  readonly transfer: Transfer
  /** Whether the address paid before it: then it had money that the lists do not show. */
  readonly isLate: boolean
}

/** What is read of one list at most; an account that may do anything was paid long before. */
const PAGES_MAX = 20

/** Reads each list to its first receipt, and takes the earliest; in one block that of the list that is named first. */
export async function findFirstReceipt(lists: readonly ReadList[], address: string): Promise<FirstReceipt | undefined> {
  let first: FirstReceipt | undefined
  for (const list of lists) {
    const found = await findIn(list, address)
    if (found !== undefined && (first === undefined || found.transfer.block < first.transfer.block)) first = found
  }
  return first
}

async function findIn(list: ReadList, address: string): Promise<FirstReceipt | undefined> {
  let [pages, isLate] = [0, false]
  for await (const { transfers } of list(0)) {
    const at = transfers.findIndex(({ from, to }) => to === address && from !== address)
    isLate ||= transfers.slice(0, at < 0 ? undefined : at).some(({ from }) => from === address)
    const transfer = transfers[at]
    if (transfer !== undefined) return { transfer, isLate }
    if (++pages >= PAGES_MAX) return undefined
  }
  return undefined
}
