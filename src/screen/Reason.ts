import type { Effect } from '../Effect.ts'
import type { Grade } from '../intel/index.ts'
import type { LedgerExposure } from '../trace/index.ts'
import type { Claim, Source } from './Claim.ts'

/** Why an answer is what it is. Stable words: they may be stored and compared. */
export type ReasonCode =
  | 'SANCTIONED'
  | 'STOLEN_FUNDS'
  | 'SEIZED'
  | 'OWN_LIST'
  | 'THEFT'
  | 'ISSUER_FROZEN'
  | 'LABELLED'
  | 'SAME_KEY'
  | 'VANISHED'
  | 'DELISTED'
  | 'CASE_LOST'
  | 'CHECKSUM'
  | 'ADDRESS_INVALID'
  | 'EXPOSURE'
  | 'AMOUNT'
  | 'LIST_STALE'
  | 'LIST_MISSING'

/** One reason of an answer. */
export interface Reason {
  readonly code: ReasonCode
  /** What it does to the answer: `hold` counts where nothing worse was found, a `note` never. */
  readonly effect: Effect | 'hold'
  /** The rule of the policy that decided, such as `direct.sanctions`, or `engine` where no policy can change it. */
  readonly rule: string
  readonly message: string
  /** Whether it is about the address itself, rather than about where its money came from. */
  readonly isDirect: boolean
  /** What was claimed and by whom: one for each ticker, party and list. */
  readonly claims: readonly SourcedClaim[]
  readonly exposure?: CategoryExposure
  /** What the rule looked at, where that is more than this one exposure. */
  readonly sum?: ExposureSum
}

/** What came from several cases of one category together. */
export interface ExposureSum {
  readonly cases: number
  /** Base units: what each case counts, added up; a unit that two of them count is in it twice, but no more than `received`. */
  readonly amount: bigint
  /** Base units received in all. */
  readonly received: bigint
}

/** A claim with who says so. */
export interface SourcedClaim extends Omit<Claim, 'source'> {
  readonly source: Source
}

/** How much of one asset an address has had from addresses of one category. */
export interface CategoryExposure extends Omit<LedgerExposure<Claim['category']>, 'address'> {
  /** Of a theft: how strong the attribution is that makes its addresses sources. */
  readonly grade?: Grade | undefined
}

const FROM_WORST: readonly Reason['effect'][] = ['block', 'review', 'hold', 'note']

/** Puts the weightiest first; what weighs the same keeps its order. */
export function sortReasons(reasons: readonly Reason[]): Reason[] {
  return [...reasons].sort((a, b) => FROM_WORST.indexOf(a.effect) - FROM_WORST.indexOf(b.effect))
}
