import type { EvmAddress } from '../../chain/index.ts'
import type { SafeForm } from './SafeHashes.ts'

/** What the owners of a Safe sign, field by field. */
export interface SafeTransaction {
  /** Undefined where nobody said on which chain. */
  readonly chainId: number | undefined
  readonly safe: EvmAddress.EvmAddress
  readonly to: EvmAddress.EvmAddress
  readonly valueWei: bigint
  readonly data: Uint8Array
  /** Whether the code of `to` runs in the Safe's own name and storage (operation 1). */
  readonly isDelegate: boolean
  readonly safeTxGas: bigint
  /** Called `dataGas` before version 1.0.0. */
  readonly baseGas: bigint
  /** In wei or base units of the gas token, for each unit of gas. */
  readonly gasPrice: bigint
  /** The zero address for the chain's own coin. */
  readonly gasToken: EvmAddress.EvmAddress
  /** The zero address for whoever executes it. */
  readonly refundReceiver: EvmAddress.EvmAddress
  /** Undefined where it is not said, as in a call of `execTransaction`. */
  readonly nonce: bigint | undefined
}

/** That an owner agrees, as it is stored. */
export interface Confirmation {
  /** Who is said to have signed; undefined where signatures stand without names. */
  readonly owner: EvmAddress.EvmAddress | undefined
  /** 65 bytes, and more behind them for a contract's signature; undefined where the record has none. */
  readonly signature: Uint8Array | undefined
  /** What a contract has signed with, where it stands elsewhere than behind those bytes. */
  readonly contractSignature?: Uint8Array | undefined
}

/** A transaction of a Safe with what somebody's service or file says of it. */
export interface SafeRecord {
  readonly transaction: SafeTransaction
  /** The hash that the record carries, as `0x` and 64 lower-case digits. */
  readonly statedHash?: string | undefined
  /** Of the Safe's contract, as `1.4.1`. */
  readonly version?: string | undefined
  /** How the hash is made, where the record itself shows it, as typed data do. */
  readonly form?: SafeForm | undefined
  readonly threshold?: number | undefined
  readonly confirmations: readonly Confirmation[]
  /** Who has executed it, or is to; for one's own signature no other is needed. */
  readonly executor?: EvmAddress.EvmAddress | undefined
  /** Whether the record says that it was executed. */
  readonly isExecuted?: boolean | undefined
}
