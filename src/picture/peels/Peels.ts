import { LazarettoError } from '../../LazarettoError.ts'

/** One transaction of a peel chain. Amounts are base units; texts may be hostile, they are cleaned when drawn. */
export interface PeelPoint {
  /** Short name of the transaction. */
  readonly title: string
  /** Where it stands, e.g. `block 170`. */
  readonly subtitle: string
  readonly peeled: {
    readonly title: string
    readonly amount: bigint
    /** As in its label: `exchange`, `mixer`, ...; absent where nobody named it. */
    readonly category?: string
  }
  /** What goes on. */
  readonly kept: bigint
  /** What is different from the transaction before, in words. */
  readonly breaks: readonly string[]
}

/** A peel chain: the input of a picture. */
export interface Peels {
  readonly title: string
  /** Name of the display unit, e.g. `BTC`. */
  readonly unit: string
  /** Digits between the display unit and the base unit, 0 to 77. */
  readonly decimals: number
  /** Why it begins and ends where it does. */
  readonly start: string
  readonly end: string
  /** Whether the rest lies unspent. */
  readonly isHeld: boolean
  readonly steps: readonly PeelPoint[]
}

const DECIMALS_MAX = 77

/**
 * Checks that a chain is one: at least one step, no negative amount, sane decimals.
 *
 * @throws InvalidPeelsError `LZ_PEELS_INVALID`
 */
export function assertPeels({ steps, decimals }: Peels): void {
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > DECIMALS_MAX) {
    throw new InvalidPeelsError(`decimals ${decimals} are not a whole number from 0 to ${DECIMALS_MAX}`)
  }
  if (steps.length === 0) throw new InvalidPeelsError('it has no step')
  const negative = steps.findIndex(({ kept, peeled }) => kept < 0n || peeled.amount < 0n)
  if (negative >= 0) throw new InvalidPeelsError(`step ${negative + 1} has a negative amount`)
}

/** What was given is no peel chain. */
export class InvalidPeelsError extends LazarettoError {
  override readonly name = 'InvalidPeelsError'

  constructor(problem: string) {
    super('LZ_PEELS_INVALID', 'input', `Not a peel chain that can be drawn: ${problem}.`)
  }
}
