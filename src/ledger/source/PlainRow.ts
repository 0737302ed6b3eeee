import type { AssetId } from '../../chain/index.ts'

/** How long a transaction's hash is. */
export const HASH_BYTES = 32
/** Stands for a place that a row does not have: none is as high. */
export const NONE: number = 0xffff_ffff
/** Stands for a time that a row does not have: none is before 1970. */
export const NO_TIME = -1

/**
 * A transfer as numbers and bytes, written into again for every row.
 *
 * From `keyAt` on, `keys` has the transaction's hash, the sender's key of `senderLength` bytes, and the receiver's,
 * which ends at `keyEnd`. `kind` is a place in `TRANSFER_KINDS`. `txIndex` and `ordinal` may be `NONE`, `timeSec` `NO_TIME`.
 */
export interface PlainRow {
  keys: Uint8Array
  keyAt: number
  keyEnd: number
  senderLength: number
  block: number
  timeSec: number
  txIndex: number
  kind: number
  ordinal: number
  asset: AssetId.AssetId
  amount: bigint
  inexact: boolean
}
