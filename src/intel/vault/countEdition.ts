import type { EditionCounts } from './ListState.ts'
import type { StoredEntry } from './StoredEntry.ts'

/** Counts entries as they come. */
export function createCounter(): { add(entry: StoredEntry): void; counts(): EditionCounts } {
  const byTicker = new Map<string, Set<string>>()
  const addresses = new Set<string>()
  let entries = 0
  let named = 0
  return {
    add: (entry) => {
      entries++
      if (entry.names.length > 0) named++
      for (const { text, ticker = '' } of entry.addresses) {
        addresses.add(text)
        byTicker.set(ticker, (byTicker.get(ticker) ?? new Set()).add(text))
      }
    },
    counts: () => ({
      entries,
      named,
      addresses: addresses.size,
      addressesByTicker: Object.fromEntries([...byTicker].sort(byName).map(([ticker, { size }]) => [ticker, size])),
    }),
  }
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0
}
