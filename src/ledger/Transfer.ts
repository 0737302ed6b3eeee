import type { AssetId } from '../chain/index.ts'

/** How the ledger recorded a movement of money; the order here is the order inside one transaction. */
export const TRANSFER_KINDS = ['native', 'internal', 'token'] as const

export type TransferKind = (typeof TRANSFER_KINDS)[number]

/**
 * One movement of money as a source states it, already parsed.
 *
 * `amount` is in base units of `asset`. `txIndex` is the transaction's place in its block; `ordinal` is the log index
 * (token), the trace's place (internal) or 0 (native). Either is undefined where the source does not say.
 */
export interface Transfer {
  readonly kind: TransferKind
  readonly block: number
  readonly timeSec: number | undefined
  readonly tx: Uint8Array
  readonly txIndex: number | undefined
  readonly ordinal: number | undefined
  readonly from: string
  readonly to: string
  readonly asset: AssetId.AssetId
  readonly amount: bigint
  readonly inexact: boolean
}

/** A label that a transfer file carries beside an address. */
export interface FlowLabel {
  readonly address: string
  readonly name: string
}

/** A row that was not stored, with its place in the file and the reason. `amount` is known where it could be read. */
export interface Reject {
  readonly line: number
  readonly code: string
  readonly message: string
  readonly record: string
  readonly amount: bigint | undefined
  readonly asset: string | undefined
}
