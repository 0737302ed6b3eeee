import * as EvmAddress from '../EvmAddress.ts'
import { hashBytes } from '../kernel/keccak.ts'
import { EvmBlockError } from './EvmBlockError.ts'
import type { EvmTransaction } from './EvmTransaction.ts'
import * as Fields from './Fields.ts'
import * as Rlp from './Rlp.ts'
import { CELO_FEE, coversNonce, DEPOSIT, LEGACY } from './transactionForms.ts'

/** What a contract wrote. Topics and data are lower-case hex with 0x. */
export interface EvmLog {
  readonly address: EvmAddress.EvmAddress
  /** At most four. */
  readonly topics: readonly string[]
  readonly data: string
  /** In the block. */
  readonly logIndex: number
}

/** What came of a transaction. */
export interface EvmReceipt {
  /** Undefined before Byzantium, where a receipt does not tell. */
  readonly isSuccess: boolean | undefined
  /** What the transaction has created, by its sender and nonce; undefined where nothing that a root covers tells these. */
  readonly contractAddress: EvmAddress.EvmAddress | undefined
  readonly logs: readonly EvmLog[]
  readonly type: number
  /** Of all receipts up to this one, as hex. */
  readonly cumulativeGasUsed: string
  /** The root of the state, before Byzantium. */
  readonly stateRoot: string | undefined
  /** What chains of OP Stack add: since Canyon a deposit's nonce and a version, on Celo the base fee in a token. */
  readonly added: readonly Rlp.Rlp[]
}

const LOG_COUNT_MAX = 1_000_000
const TOPIC_COUNT_MAX = 4

/** Where a receipt belongs: its transaction, the block, and the number of logs before. */
interface Context {
  readonly transaction: EvmTransaction
  readonly blockHash: string
  readonly height: number
  readonly logIndex: number
}

/** @throws EvmBlockError `LZ_EVM_FIELD`, `LZ_EVM_COUNT`, `LZ_EVM_CONTRACT`, `LZ_EVM_ORDER` where it says that it is of another place */
export function parse(value: unknown, context: Context): EvmReceipt {
  const { transaction, logIndex } = context
  const fields = Fields.of(value, `receipts[${transaction.index}]`)
  assertPlace(fields, context)
  const logs = Fields.getList(fields, 'logs', LOG_COUNT_MAX)
  const outcome = parseOutcome(fields)
  const contract = findContract(fields, transaction)
  return {
    ...outcome,
    contractAddress: outcome.isSuccess === false ? undefined : contract,
    logs: logs.map((log, i) => parseLog(Fields.of(log, `${fields.place}.logs[${i}]`), context, logIndex + i)),
    type: transaction.type,
    cumulativeGasUsed: Fields.getQuantity(fields, 'cumulativeGasUsed'),
    added: readAdded(fields, transaction.type),
  }
}

/**
 * What the block's root has as its leaf.
 *
 * @source https://eips.ethereum.org/EIPS/eip-658
 * @source https://eips.ethereum.org/EIPS/eip-2718
 */
export function encode(receipt: EvmReceipt, bloom: Uint8Array): Uint8Array {
  const { isSuccess, stateRoot, cumulativeGasUsed, logs, type, added } = receipt
  const outcome = stateRoot ?? (isSuccess === true ? '0x01' : '0x')
  const written = logs.map(({ address, topics, data }) => [address, topics, data])
  const items = [outcome, Rlp.ofQuantity(cumulativeGasUsed), bloom, written, ...added]
  return type === LEGACY ? Rlp.encode(items) : Rlp.encodeTyped(type, items)
}

/**
 * The contract that a transaction creates: the node's own word about it is held against it, and never used.
 *
 * @source https://ethereum.github.io/yellowpaper/paper.pdf, section 7
 */
function findContract(fields: Fields.Fields, transaction: EvmTransaction): EvmAddress.EvmAddress | undefined {
  const given = Fields.has(fields, 'contractAddress') ? Fields.getAddress(fields, 'contractAddress') : undefined
  const { from, to } = transaction
  const nonce = to === undefined ? findNonce(fields, transaction) : undefined
  if (to === undefined && nonce === undefined) return undefined
  const bytes = nonce === undefined ? undefined : Rlp.encode([from, Rlp.ofQuantity(nonce)])
  const created = bytes === undefined ? undefined : EvmAddress.fromBytes(hashBytes(bytes).subarray(12))
  if (given === undefined || given === created) return created
  const finding = `the transaction creates ${created ?? 'no contract'}, not ${given}`
  throw new EvmBlockError('LZ_EVM_CONTRACT', Fields.placeOf(fields, 'contractAddress'), finding)
}

/** The sender's count of transactions, as far as a root covers it: of a deposit since Canyon its receipt has it. */
function findNonce(fields: Fields.Fields, { type, nonce }: EvmTransaction): string | undefined {
  if (type === DEPOSIT) return hasDepositNonce(fields) ? Fields.getQuantity(fields, 'depositNonce') : undefined
  return coversNonce(type) ? nonce : undefined
}

function parseOutcome(fields: Fields.Fields): Pick<EvmReceipt, 'isSuccess' | 'stateRoot'> {
  if (!Fields.has(fields, 'status')) return { isSuccess: undefined, stateRoot: Fields.getBytes(fields, 'root', 32) }
  const status = Fields.getQuantity(fields, 'status')
  if (status === '0x0' || status === '0x1') return { isSuccess: status === '0x1', stateRoot: undefined }
  throw new EvmBlockError('LZ_EVM_FIELD', Fields.placeOf(fields, 'status'), `expected 0x0 or 0x1, not ${status}`)
}

/**
 * @source https://specs.optimism.io/protocol/deposits.html#deposit-receipt
 * @source https://github.com/celo-org/op-geth, core/types, celoDynamicReceiptRLP
 */
function readAdded(fields: Fields.Fields, type: number): readonly Rlp.Rlp[] {
  const read = (key: string): Rlp.Rlp => Rlp.ofQuantity(Fields.getQuantity(fields, key))
  if (type === CELO_FEE) return Fields.has(fields, 'baseFee') ? [read('baseFee')] : []
  if (type !== DEPOSIT || !hasDepositNonce(fields)) return []
  return ['depositNonce', 'depositReceiptVersion'].map(read)
}

function hasDepositNonce(fields: Fields.Fields): boolean {
  return Fields.has(fields, 'depositReceiptVersion')
}

function parseLog(fields: Fields.Fields, context: Context, logIndex: number): EvmLog {
  assertPlace(fields, context)
  Fields.assertSame(fields, 'logIndex', logIndex)
  return {
    address: Fields.getAddress(fields, 'address'),
    topics: Fields.getHashes(fields, 'topics', TOPIC_COUNT_MAX),
    data: Fields.getData(fields, 'data'),
    logIndex,
  }
}

function assertPlace(fields: Fields.Fields, { transaction, blockHash, height }: Context): void {
  Fields.assertSame(fields, 'blockHash', blockHash)
  Fields.assertSame(fields, 'blockNumber', height)
  Fields.assertSame(fields, 'transactionHash', transaction.hash)
  Fields.assertSame(fields, 'transactionIndex', transaction.index)
}
