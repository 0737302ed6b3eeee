import type { LedgerView } from '../../ledger/index.ts'

/** Which accounts of a ledger are whose addresses, learned as they appear in it. */
export interface Members {
  /** The accounts of a source; the set grows. */
  of(source: number): ReadonlySet<number>
  /** @returns all accounts of all sources, and whether any of them is new */
  learn(view: LedgerView): Promise<{ readonly accounts: readonly number[]; readonly isNew: boolean }>
}

/** New accounts are looked at one by one as long as there are no more of them. */
const NEW_MAX = 5_000

/** Knows nobody before it has learned. `sources` are canonical addresses, source by source. */
export function createMembers(sources: readonly Iterable<string>[]): Members {
  const sourcesOf = new Map<string, number[]>()
  for (const [source, addresses] of sources.entries()) {
    for (const address of addresses) sourcesOf.set(address, [...(sourcesOf.get(address) ?? []), source])
  }
  const accounts = sources.map(() => new Set<number>())
  const all = new Set<number>()
  let above = 0
  return {
    of: (source) => accounts[source] ?? new Set(),
    async learn(view) {
      const newest = await view.findNewestAccount()
      const before = all.size
      if (newest > above) {
        for (const [address, account] of await findNew(view, { above, newest }, [...sourcesOf.keys()])) {
          for (const source of sourcesOf.get(address) ?? []) accounts[source]?.add(account)
          if (sourcesOf.has(address)) all.add(account)
        }
      }
      above = newest
      return { accounts: [...all], isNew: all.size > before }
    },
  }
}

async function findNew(
  view: LedgerView,
  { above, newest }: { readonly above: number; readonly newest: number },
  addresses: readonly string[],
): Promise<Iterable<readonly [string, number]>> {
  if (newest - above > NEW_MAX) return await view.findAccounts(addresses)
  const ids = Array.from({ length: newest - above }, (_, i) => above + 1 + i)
  return Array.from(await view.describeAccounts(ids), ([account, address]) => [address, account] as const)
}
