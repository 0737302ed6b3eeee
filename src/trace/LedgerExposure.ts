import { Amount } from '../chain/index.ts'
import type { LabelBook } from '../intel/index.ts'
import type { LedgerAsset } from '../ledger/index.ts'

/** Addresses whose money carries a category wherever it goes. */
export interface ExposureSource<Category extends string> {
  readonly category: Category
  /** The case or list whose addresses they are. */
  readonly origin: string
  /** Canonical text on the view's chain. */
  readonly addresses: Iterable<string>
}

/** How far exposure is followed. */
export interface ExposureOptions {
  /** What is known of the ledger's accounts, on a UTXO chain of its owners. A label that `stops` ends it there. */
  readonly labels: ReadonlyMap<number, LabelBook.ResolvedLabel>
  /** An unlabelled account with more counterparties is a hub and passes nothing on. */
  readonly counterpartiesMax: number
  /** Transfers of less carry nothing. Decimal text in display units of each asset. */
  readonly floor: string
}

/** What one account has of one asset from one source. */
export interface LedgerExposure<Category extends string> {
  readonly address: string
  readonly category: Category
  /** The case or list whose addresses the source is. */
  readonly origin: string
  /** CAIP-19. */
  readonly asset: string
  /** Base units that came from the source, directly or through others; as `SpreadShare`. */
  readonly amount: bigint
  /** Base units received in all. */
  readonly received: bigint
  /** Transfers between the nearest source and the account: 1 is a payment from it. */
  readonly hops: number
  /** Transactions of the strongest way. */
  readonly path: readonly string[]
  /** Base units that came below the floor and are not in `amount`. */
  readonly cut: bigint
}

const DECIMALS_MAX = 77

/** The floor in base units, rounded up; none for an asset whose decimals nobody knows. */
export function floorOf({ decimals }: LedgerAsset, { floor }: Pick<ExposureOptions, 'floor'>): bigint {
  if (decimals === undefined) return 0n
  const point = floor.includes('.') ? floor.indexOf('.') : floor.length
  const whole = Amount.parse(floor.slice(0, point), decimals)
  const fraction = point === floor.length ? 0n : Amount.parse(`0${floor.slice(point)}`, DECIMALS_MAX)
  const unit = 10n ** BigInt(DECIMALS_MAX - decimals)
  return whole + (fraction + unit - 1n) / unit
}
