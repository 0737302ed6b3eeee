import type { AssetId } from '../chain/index.ts'

/** What an account has, in base units. `block` is the one at whose end it has that; undefined: by now. */
export interface StatedBalance {
  readonly amount: bigint
  readonly block: number | undefined
}

/** Fees that an account has paid for its own transactions, failed ones too, in base units of the native asset. */
export interface FeeSum {
  readonly amount: bigint
  readonly transactions: number
  /** Whether there are none beside them: some rollups charge for data too, and no list tells how much. */
  readonly isWhole: boolean
}

export interface BalanceQuery {
  /** At the end of this block; where a source cannot look back, it tells what there is by now. */
  readonly block?: number
  readonly signal?: AbortSignal
}

/** Somebody who says what an account has. It is not computed from transfers, and so can be held against those. */
export interface BalanceSource {
  readonly name: string
  /** The newest block that it knows: what is read of it from now on reaches at least to there. */
  findHeight(signal?: AbortSignal): Promise<number>
  /** Undefined where the source does not say, or the token's contract does not. */
  findBalance(account: string, asset: AssetId.AssetId, query: BalanceQuery): Promise<StatedBalance | undefined>
  /** Undefined where the source does not say. */
  findFees(account: string, query: BalanceQuery): Promise<FeeSum | undefined>
}
