import type { LabelBook } from '../../intel/index.ts'
import type { LedgerView } from '../../ledger/index.ts'
import type { ChainView } from '../../trace/index.ts'

/** What the stored labels come to, of the accounts whose ids are above one. */
export type LoadLabels = (view: ChainView, above: number) => Promise<ReadonlyMap<number, LabelBook.ResolvedLabel>>

/** Who the accounts of a ledger are, learned as they appear in it. */
export interface Accounts {
  /** Those whose label ends a trace: it grows with the ledger. */
  readonly services: ReadonlySet<number>
  /** Learns what is said of accounts that are new in the ledger. */
  learn(view: LedgerView): Promise<void>
  /** What is said of a canonical address of the ledger. */
  findLabel(address: string): LabelBook.ResolvedLabel | undefined
}

/** Knows nobody before it has learned. */
export function createAccounts(loadLabels: LoadLabels): Accounts {
  const labels = new Map<string, LabelBook.ResolvedLabel>()
  const services = new Set<number>()
  let above = 0
  return {
    services,
    async learn(view) {
      const newest = await view.findNewestAccount()
      if (newest === above) return
      const learned = await loadLabels(view, above)
      const addresses = await view.describeAccounts([...learned.keys()])
      for (const [account, label] of learned) {
        labels.set(addresses.get(account) as string, label)
        if (label.stops) services.add(account)
      }
      above = newest
    },
    findLabel: (address) => labels.get(address),
  }
}
