import { Address } from '../chain/index.ts'
import type { Claim } from './Claim.ts'
import type { ListStatus } from './ListStatus.ts'
import { defaultPolicy } from './Policy.ts'
import { createScreener, noExposure, type Screener } from './Screener.ts'
import * as Watchlist from './watchlist/Watchlist.ts'

const NOW = 1_790_000_000

/** A claim as a test writes it down. */
export type Entry = Partial<Claim> & { readonly text: string }

/** The state of a list that is fresh at the moment `1790000000`. */
export function status(change: Partial<ListStatus> = {}): ListStatus {
  const size = { entries: 1, addresses: 1 }
  const base = { list: 'ofac-sdn', title: 'OFAC SDN', published: '2026-09-01', sha256: '0'.repeat(64), ...size }
  return { ...base, namesMissing: undefined, checkedSec: NOW, refusal: undefined, ...change }
}

/** A screener of some claims. */
export function screenerOf(entries: readonly Entry[], parts: Partial<Screener> = {}): Screener {
  const claims = entries.map((entry) => ({
    claim: {
      source: 'ofac-sdn',
      category: 'sanctions',
      standing: 'listed',
      uid: '1',
      programmes: [],
      ...entry,
    } as Claim,
    readings: Address.detect(entry.text),
  }))
  const source = { id: 'ofac-sdn', title: 'OFAC SDN', published: '2026-09-01', loadedSec: NOW, sha256: '0'.repeat(64) }
  const watchlist = Watchlist.create(claims, [source], [1, 2])
  return createScreener({ watchlist, lists: [status()], policy: defaultPolicy, exposure: noExposure, ...parts })
}
