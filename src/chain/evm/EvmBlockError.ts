import { LazarettoError } from '../../LazarettoError.ts'

export type EvmBlockCode = keyof typeof advice

/**
 * A node's block or receipts that are malformed or do not fit together: nothing of them may be used.
 *
 * `place` is the field, as in `transactions[3].value`; receipts begin with `receipts[3]`.
 */
export class EvmBlockError extends LazarettoError {
  override readonly name = 'EvmBlockError'
  readonly place: string

  constructor(code: EvmBlockCode, place: string, finding: string) {
    super(code, 'integrity', `${place}: ${finding}. ${advice[code]}`)
    this.place = place
  }
}

const again = 'Ask again, or ask another node.'

const advice = {
  LZ_EVM_FIELD: `Malformed. ${again}`,
  LZ_EVM_COUNT: `No block is that large. ${again}`,
  LZ_EVM_HASH: `Something in the header is false. ${again}`,
  LZ_EVM_HEADER: 'The chain makes its hashes otherwise than Ethereum, so that its blocks cannot be checked here.',
  LZ_EVM_ORDER: `The answer belongs to another block, or is not whole. ${again}`,
  LZ_EVM_TX_HASH: `Something in the transaction is false. ${again}`,
  LZ_EVM_TX_ROOT: `A transaction is missing, or one is too many. ${again}`,
  LZ_EVM_RECEIPT_ROOT: `Something in a receipt or a log is false, or one is missing. ${again}`,
  LZ_EVM_BLOOM: `A log is missing, or one is too many. ${again}`,
  LZ_EVM_CONTRACT: `The receipt names another contract than the one created. ${again}`,
  LZ_EVM_SENDER: `Somebody else has signed the transaction. ${again}`,
  LZ_EVM_UNCOVERED: `Nothing proves what it says, so that the block cannot be taken. ${again}`,
  LZ_EVM_WITHDRAWALS: `A withdrawal is missing or false. ${again}`,
}
