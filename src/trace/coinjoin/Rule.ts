import type { CoinJoinClass } from './CoinJoinTx.ts'
import type { Shape } from './Shape.ts'

/** One thing that a rule asks. `undefined`: what is known of the transaction cannot answer it. */
export interface Condition {
  readonly name: string
  readonly holds: boolean | undefined
  /** What was seen, in a few words. */
  readonly seen: string
}

/** What a rule says of a transaction that is worth asking. */
export interface Candidate {
  /** The amount that is mixed, satoshi. */
  readonly denominationSat: number
  /** Outputs that have it. */
  readonly equalOutputs: number
  /** How many people took part, at least and at most. */
  readonly participants: { readonly min: number; readonly max: number }
  readonly conditions: readonly Condition[]
}

/**
 * `protocol`: the transaction has what the protocol's software makes. `listed`: it has only what published lists of CoinJoins
 * look for; others may call it a CoinJoin, but it is no reason to end a trace.
 */
export type Grade = 'protocol' | 'listed'

export type RuleName = CoinJoinClass | 'wasabi-1-listed' | 'wasabi-2-listed' | 'joinmarket-listed'

export interface Rule {
  readonly name: RuleName
  readonly version: number
  readonly class: CoinJoinClass
  readonly grade: Grade
  /** Undefined where the outputs alone rule the class out. */
  read(shape: Shape): Candidate | undefined
}

/** Whether all items pass. One that fails decides; otherwise one that is unknown leaves it open. */
export function every<T>(items: Iterable<T>, test: (item: T) => boolean | undefined): boolean | undefined {
  let answer: boolean | undefined = true
  for (const item of items) {
    const passes = test(item)
    if (passes === false) return false
    if (passes === undefined) answer = undefined
  }
  return answer
}
