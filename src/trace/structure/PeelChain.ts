/** One transaction of a peel chain: what it takes off, and what goes on. */
export interface PeelStep {
  readonly tx: number
  /** What the inputs have; undefined where the ledger does not know. */
  readonly inSat: number | undefined
  /** Position, satoshi and owner of both outputs. */
  readonly peeled: PeelOutput
  readonly kept: PeelOutput
  readonly feeSat: number | undefined
  /** Why this output is taken for the one that goes on. */
  readonly reason: string
  /** In which features the transaction differs from the one before, in words. */
  readonly breaks: readonly string[]
}

export interface PeelOutput {
  readonly position: number
  readonly valueSat: number
  readonly owner: number
  readonly name: string
}

/** Why a chain begins or ends where it does. */
export type PeelStop = 'coinbase' | 'unspent' | 'shape' | 'features' | 'coinjoin' | 'other-chain' | 'unknown' | 'limit'

export interface PeelEnd {
  readonly stop: PeelStop
  /** The transaction on the other side, where there is one. */
  readonly tx: number | undefined
  readonly reason: string
}

/** A run of transactions, each of which peels one amount off and hands the rest on to the next. */
export interface PeelChain {
  readonly start: PeelEnd
  readonly steps: readonly PeelStep[]
  readonly end: PeelEnd
  readonly peeledSat: number
  /** What the last step kept. */
  readonly leftSat: number
  readonly feesSat: number
}

export interface PeelBounds {
  /** Steps that are followed in each direction. */
  readonly stepsMax: number
  /** Whether a chain ends where the features of its transactions change, or goes on and says so. */
  readonly features: 'same' | 'any'
}

export const PEEL_BOUNDS: PeelBounds = { stepsMax: 1000, features: 'same' }
