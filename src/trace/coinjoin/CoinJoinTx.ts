/** The kinds of collaborative transactions that are told apart; a Tx0 prepares coins of one owner for Whirlpool. */
export type CoinJoinClass = 'wasabi-1.0' | 'wasabi-1.1' | 'wasabi-2.0' | 'whirlpool' | 'whirlpool-tx0' | 'joinmarket'

/** What is spent. A ledger that starts in the middle does not know all of it. */
export interface CoinJoinInput {
  /** Script of the spent output, hex in lower case. */
  readonly script: string | undefined
  /** Satoshi, an exact integer. */
  readonly valueSat: number | undefined
  /** What the spent transaction was, where that was asked before. */
  readonly spends?: CoinJoinClass | 'none' | undefined
  /** Whether the owner is labelled as an exchange. */
  readonly isExchange?: boolean | undefined
}

export interface CoinJoinOutput {
  /** Hex in lower case. */
  readonly script: string
  /** Satoshi, an exact integer. */
  readonly valueSat: number
}

/** A transaction as the rules see it: no rule looks at the order of inputs or outputs. */
export interface CoinJoinTx {
  readonly inputs: readonly CoinJoinInput[]
  readonly outputs: readonly CoinJoinOutput[]
  /** Of the block, seconds UTC. Where it is known, no protocol is found before it existed. */
  readonly timeSec?: number | undefined
}
