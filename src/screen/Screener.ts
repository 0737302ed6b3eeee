import { freshUntil, type ListStatus } from './ListStatus.ts'
import type { Policy } from './Policy.ts'
import type { CategoryExposure } from './Reason.ts'
import type { Watchlist } from './watchlist/Watchlist.ts'

/** Version of the rules in this room; it changes whenever the same inputs could give another answer. */
export const RULES_VERSION = '2'

/** Everything that an answer rests on, frozen: an update makes another screener and never changes one. */
export interface Screener {
  readonly watchlist: Watchlist
  readonly lists: readonly ListStatus[]
  readonly policy: Policy
  readonly exposure: ExposureLookup
  /** Until when all lists are fresh, in seconds since 1970. */
  readonly freshUntilSec: number
}

/** Where an address's money came from, kept ahead by whoever traces: a screening only looks it up. */
export interface ExposureLookup {
  /** How many addresses it knows something of; undefined where no ledger was looked at. */
  readonly addresses: number | undefined
  /** One for each category, origin and asset of a canonical address; empty where nothing is known of it. */
  find(address: string): readonly CategoryExposure[]
}

/** What there is where nobody has traced a ledger. */
export const noExposure: ExposureLookup = { addresses: undefined, find: () => [] }

/** Makes a screener of its parts. */
export function createScreener(parts: Omit<Screener, 'freshUntilSec'>): Screener {
  return { ...parts, freshUntilSec: freshUntil(parts.lists, parts.policy) }
}
