import { z } from 'zod'
import { AssetId, type ChainId, EvmAddress, TxHash } from '../../../../chain/index.ts'
import type { Transfer } from '../../../Transfer.ts'
import { ExplorerError } from '../ExplorerError.ts'
import { mapRows, readShape } from '../readRows.ts'
import { askRows, type Dialect } from './Dialect.ts'
import { internalRow, toInternal } from './rows.ts'

const word = z.string().regex(/^0x[0-9a-fA-F]{64}$/)
const quantity = z.string().regex(/^0x[0-9a-fA-F]{1,64}$/)
const address = z.string().max(64)

/** @source https://ethereum.github.io/execution-apis (eth_getTransactionByHash, eth_getTransactionReceipt) */
const transactionShape = z.object({
  hash: word,
  blockNumber: quantity.nullish(),
  transactionIndex: quantity.nullish(),
  from: address,
  to: address.nullish(),
  value: quantity,
})

const receiptShape = z.object({
  transactionHash: word,
  status: quantity.nullish(),
  contractAddress: address.nullish(),
  logs: z.array(
    z.object({
      address,
      topics: z.array(word).max(4),
      data: z.string().regex(/^0x[0-9a-fA-F]*$/),
      logIndex: quantity,
    }),
  ),
})

type Transaction = z.infer<typeof transactionShape>
type Log = z.infer<typeof receiptShape>['logs'][number]

/** `Transfer(address,address,uint256)` of ERC-20, whose amount is not indexed as the id of an ERC-721 token is. */
const TRANSFER_TOPIC = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef'

/**
 * All transfers of one transaction: itself, its receipt's logs, and the calls that it made.
 *
 * @returns undefined where the explorer does not have it, or no block has it yet; none where it failed
 */
export async function readTransaction(
  dialect: Dialect,
  id: string,
  signal?: AbortSignal,
): Promise<readonly Transfer[] | undefined> {
  const found = await dialect.askNode('eth_getTransactionByHash', id, signal)
  if (found === null || found === undefined) return undefined
  const source = `${dialect.name} transaction`
  const transaction = readShape(transactionShape, found, source)
  if (transaction.blockNumber == null || transaction.transactionIndex == null) return undefined
  const receipt = readShape(receiptShape, await dialect.askNode('eth_getTransactionReceipt', id, signal), source)
  assertSame(source, id, [transaction.hash, receipt.transactionHash])
  if (receipt.status != null && BigInt(receipt.status) === 0n) return []
  const shared = sharedOf(transaction, transaction.blockNumber, transaction.transactionIndex)
  const calls = await listCalls(dialect, id, signal)
  const to = transaction.to ?? receipt.contractAddress ?? ''
  const native = mapRows([transaction], source, () => toNative(shared, { transaction, to, chain: dialect.chain }))
  const tokens = mapRows(receipt.logs, source, (log) => toToken(shared, log, dialect))
  return [...native, ...calls.map((call) => ({ ...call, txIndex: shared.txIndex })), ...tokens].filter(
    (transfer) => transfer !== undefined,
  )
}

function assertSame(source: string, id: string, hashes: readonly string[]): void {
  const other = hashes.find((hash) => hash.toLowerCase() !== id)
  if (other === undefined) return
  throw new ExplorerError('LZ_EXPLORER_ROWS', `${source}: asked about ${id}, it answers about ${other}.`)
}

async function listCalls(dialect: Dialect, id: string, signal?: AbortSignal): Promise<Transfer[]> {
  const rows = await askRows(dialect, { action: 'txlistinternal', txhash: id }, { row: internalRow, signal })
  const source = `${dialect.name} txlistinternal`
  const calls = mapRows(rows, source, (row) => toInternal({ ...row, transactionHash: id }, dialect.chain))
  return calls.filter((call) => call !== undefined)
}

type Shared = Pick<Transfer, 'block' | 'timeSec' | 'tx' | 'txIndex' | 'inexact'>

function sharedOf({ hash }: Transaction, blockNumber: string, transactionIndex: string): Shared {
  return {
    block: Number(blockNumber),
    timeSec: undefined,
    tx: TxHash.toBytes(TxHash.parse(hash)),
    txIndex: Number(transactionIndex),
    inexact: false,
  }
}

function toNative(
  shared: Shared,
  { transaction, to, chain }: { transaction: Transaction; to: string; chain: ChainId.ChainId },
): Transfer | undefined {
  const amount = BigInt(transaction.value)
  if (amount === 0n) return undefined
  const from = EvmAddress.parse(transaction.from)
  return { ...shared, kind: 'native', ordinal: 0, from, to: EvmAddress.parse(to), asset: AssetId.native(chain), amount }
}

function toToken(shared: Shared, log: Log, { chain, hasLogPlaces }: Dialect): Transfer | undefined {
  const [topic, from, to] = log.topics
  if (topic?.toLowerCase() !== TRANSFER_TOPIC || log.topics.length !== 3 || log.data.length !== 66) return undefined
  const amount = BigInt(log.data)
  if (amount === 0n) return undefined
  return {
    ...shared,
    kind: 'token',
    ordinal: hasLogPlaces ? Number(log.logIndex) : undefined,
    from: addressOf(from as string),
    to: addressOf(to as string),
    asset: AssetId.erc20(chain, EvmAddress.parse(log.address)),
    amount,
  }
}

function addressOf(topic: string): string {
  return EvmAddress.parse(`0x${topic.slice(26).toLowerCase()}`)
}
