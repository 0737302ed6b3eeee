import { EvmAddress } from '../../chain/index.ts'
import type { SafeRecord, SafeTransaction } from './SafeTransaction.ts'

/** A transaction of nobody's Safe that does nothing, but for what is given. */
export function safeTransaction(given: Partial<SafeTransaction> = {}): SafeTransaction {
  return {
    chainId: 1,
    safe: EvmAddress.parse(`0x${'5a'.repeat(20)}`),
    to: EvmAddress.parse(`0x${'70'.repeat(20)}`),
    valueWei: 0n,
    data: new Uint8Array(0),
    isDelegate: false,
    safeTxGas: 0n,
    baseGas: 0n,
    gasPrice: 0n,
    gasToken: EvmAddress.zero,
    refundReceiver: EvmAddress.zero,
    nonce: 7n,
    ...given,
  }
}

/** A record of it by a Safe of 1.4.1 that nobody has signed yet. */
export function safeRecord(given: Partial<SafeTransaction> = {}, record: Partial<SafeRecord> = {}): SafeRecord {
  return { transaction: safeTransaction(given), version: '1.4.1', confirmations: [], ...record }
}
