import { AssetId, type ChainId, type EvmBlock, EvmLogs, TxHash } from '../../../chain/index.ts'
import type { Transfer } from '../../Transfer.ts'
import { encodeTracePath } from '../tracePath.ts'
import type { CallFrame } from './CallFrame.ts'

/** What is known of a block whose roots were checked; `calls` only where the node has traces, by transaction. */
export interface ReadBlock {
  readonly block: EvmBlock.EvmBlock
  readonly receipts: readonly EvmBlock.EvmReceipt[]
  readonly calls: readonly (readonly CallFrame[])[] | undefined
}

/** The chain, and its native asset. */
export interface ChainAssets {
  readonly chain: ChainId.ChainId
  readonly native: AssetId.AssetId
}

/**
 * The transfers of a block in ledger order: of each transaction what it pays, what calls inside it pay, what tokens say.
 *
 * The places are those that an import of ethereum-etl's tables gives. What failed or moved nothing is no transfer.
 */
export function toTransfers(read: ReadBlock, assets: ChainAssets): readonly Transfer[] {
  return read.block.transactions.flatMap((transaction, i) => {
    const receipt = read.receipts[i]
    if (receipt === undefined) return []
    const calls = read.calls?.[i] ?? []
    const base = baseOf(read.block, transaction)
    if (!hasSucceeded(receipt, calls)) return []
    return [
      ...listNative({ transaction, receipt, root: calls[0] }, base, assets),
      ...listInternal(calls, base, assets),
      ...listTokens(receipt, base, assets),
    ]
  })
}

type Base = Pick<Transfer, 'block' | 'timeSec' | 'tx' | 'txIndex' | 'inexact'>

function baseOf(block: EvmBlock.EvmBlock, { hash, index }: EvmBlock.EvmTransaction): Base {
  const tx = TxHash.toBytes(TxHash.parse(hash))
  return { block: block.height, timeSec: block.timeSec, tx, txIndex: index, inexact: false }
}

/** Before Byzantium a receipt does not tell, and the trace does: without one the block was refused. */
function hasSucceeded({ isSuccess }: EvmBlock.EvmReceipt, [root]: readonly CallFrame[]): boolean {
  return isSuccess ?? root?.isFailed !== true
}

interface Done {
  readonly transaction: EvmBlock.EvmTransaction
  readonly receipt: EvmBlock.EvmReceipt
  /** Says whom the transaction creates where nothing else does. */
  readonly root: CallFrame | undefined
}

function listNative({ transaction, receipt, root }: Done, base: Base, { native }: ChainAssets): readonly Transfer[] {
  const { from, valueWei } = transaction
  const to = transaction.to ?? receipt.contractAddress ?? root?.to
  if (valueWei === 0n || to === undefined) return []
  return [{ ...base, kind: 'native', ordinal: 0, from, to, asset: native, amount: valueWei }]
}

function listInternal(calls: readonly CallFrame[], base: Base, { native }: ChainAssets): readonly Transfer[] {
  const paid = calls.flatMap(({ path, isPayment, isFailed, from, to, valueWei }): Transfer[] => {
    if (path.length === 0 || !isPayment || isFailed || valueWei === 0n || to === undefined) return []
    return [{ ...base, kind: 'internal', ordinal: encodeTracePath(path), from, to, asset: native, amount: valueWei }]
  })
  return paid.sort(byPlace)
}

/** The ledger's order: those whose place cannot be told come last, by what they are. */
function byPlace(a: Transfer, b: Transfer): number {
  if (a.ordinal !== undefined || b.ordinal !== undefined)
    return (a.ordinal ?? Number.POSITIVE_INFINITY) - (b.ordinal ?? Number.POSITIVE_INFINITY)
  return compare(a.from, b.from) || compare(a.to, b.to) || compare(a.amount, b.amount)
}

function compare<T extends string | bigint>(a: T, b: T): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

function listTokens({ logs }: EvmBlock.EvmReceipt, base: Base, { chain }: ChainAssets): readonly Transfer[] {
  return logs.flatMap((log): Transfer[] => {
    const moved = EvmLogs.findTransfer(log)
    if (moved === undefined || moved.amount === 0n) return []
    const { from, to, amount } = moved
    return [
      { ...base, kind: 'token', ordinal: log.logIndex, from, to, asset: AssetId.erc20(chain, log.address), amount },
    ]
  })
}
