import { LazarettoError } from '../../LazarettoError.ts'
import type { UNKNOWN as LedgerUnknown, UtxoColumns } from '../../ledger/index.ts'
import { type Groups, groupBy } from '../kernel/groupBy.ts'

/** The ledger's word for a previous output that it does not have, by value: trace knows the ledger by its types only. */
export const UNKNOWN: typeof LedgerUnknown = 0xffff_ffff

/** A transaction's and an output's place in the columns. */
export type Tx = number
export type Output = number

/** A UTXO ledger as traces walk it: its columns, and by output who spends it. About 65 bytes a transaction. */
export interface UtxoIndex {
  readonly txCount: number
  readonly outputCount: number
  readonly inputStart: Uint32Array
  readonly outputStart: Uint32Array
  readonly spends: Uint32Array
  readonly valueSat: Float64Array
  readonly owner: Uint32Array
  /** By output: the transaction that spends it, or `UNKNOWN`. */
  readonly spender: Uint32Array
  /** By block: its first transaction, and the number of transactions behind the last. */
  readonly blockStart: Uint32Array
  readonly blockHeight: Uint32Array
  /** Outputs by owner; made when first asked for. */
  byOwner(): Groups
}

/**
 * Makes the index of a UTXO ledger. Linear: 0.5 s at 10 million transactions.
 *
 * @throws UtxoLedgerError `LZ_TRACE_UTXO_LEDGER` when heights fall, or an output is spent twice or before it is there
 */
export function createUtxoIndex({ height, ...columns }: UtxoColumns): UtxoIndex {
  const { txCount, inputStart, outputStart, spends, valueSat, owner } = columns
  const blocks = findBlocks(height, txCount)
  let groups: Groups | undefined
  return {
    txCount,
    outputCount: outputStart[txCount] as number,
    inputStart,
    outputStart,
    spends,
    valueSat,
    owner,
    spender: findSpenders(columns, blocks.blockStart),
    ...blocks,
    byOwner: () => (groups ??= groupBy(owner, countOwners(owner))),
  }
}

function findBlocks(height: Uint32Array, txCount: number): Pick<UtxoIndex, 'blockStart' | 'blockHeight'> {
  const starts: number[] = []
  for (let tx = 0; tx < txCount; tx++) {
    if (tx > 0 && height[tx] === height[tx - 1]) continue
    if (tx > 0 && (height[tx] as number) < (height[tx - 1] as number)) {
      throw new UtxoLedgerError(`Block ${height[tx]} stands behind block ${height[tx - 1]}.`)
    }
    starts.push(tx)
  }
  const blockHeight = Uint32Array.from(starts, (tx) => height[tx] as number)
  return { blockStart: Uint32Array.from([...starts, txCount]), blockHeight }
}

/** A coinbase counts as the last of its block, since it collects the fees of the others. */
function findSpenders(columns: Omit<UtxoColumns, 'height'>, blockStart: Uint32Array): Uint32Array {
  const { txCount, inputStart, outputStart, spends } = columns
  const spender = new Uint32Array(outputStart[txCount] as number).fill(UNKNOWN)
  for (let block = 0; block + 1 < blockStart.length; block++) {
    const first = blockStart[block] as number
    const end = blockStart[block + 1] as number
    const hasCoinbase = inputStart[first] === inputStart[first + 1]
    const minedFrom = hasCoinbase ? (outputStart[first] as number) : 0
    const minedTo = hasCoinbase ? (outputStart[first + 1] as number) : 0
    for (let tx = first; tx < end; tx++) {
      const created = outputStart[tx] as number
      const last = inputStart[tx + 1] as number
      for (let input = inputStart[tx] as number; input < last; input++) {
        const output = spends[input] as number
        if (output === UNKNOWN) continue
        if (output >= created || (output >= minedFrom && output < minedTo)) throw spentEarly(tx, output)
        if (spender[output] !== UNKNOWN) throw spentTwice(tx, output, spender[output] as number)
        spender[output] = tx
      }
    }
  }
  return spender
}

function countOwners(owner: Uint32Array): number {
  let highest = -1
  for (let output = 0; output < owner.length; output++) highest = Math.max(highest, owner[output] as number)
  return highest + 1
}

/** The transaction that creates an output. */
export function creatorOf({ outputStart }: UtxoIndex, output: Output): Tx {
  return firstAbove(outputStart, output) - 1
}

/** The block in which a transaction stands, as a place in `blockStart`. */
export function blockOf({ blockStart }: UtxoIndex, tx: Tx): number {
  return firstAbove(blockStart, tx) - 1
}

/** The number of transactions up to a height, that of the last block included. */
export function countTxsUntil({ blockStart, blockHeight }: UtxoIndex, heightMax: number): number {
  return blockStart[firstAbove(blockHeight, heightMax)] as number
}

/** Whether a transaction makes money instead of spending it. */
export function isCoinbase({ inputStart }: UtxoIndex, tx: Tx): boolean {
  return inputStart[tx] === inputStart[tx + 1]
}

/** The place of the first of ascending numbers that is above a value. */
function firstAbove(ascending: Uint32Array, value: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ascending[middle] as number) > value) high = middle
    else low = middle + 1
  }
  return low
}

function spentEarly(tx: Tx, output: Output): UtxoLedgerError {
  return new UtxoLedgerError(`Transaction ${tx} spends output ${output}, which is not there yet.`)
}

function spentTwice(tx: Tx, output: Output, before: Tx): UtxoLedgerError {
  return new UtxoLedgerError(`Output ${output} is spent twice, by transactions ${before} and ${tx}.`)
}

/** A UTXO ledger that contradicts itself. Transactions and outputs are named by their places in the columns. */
export class UtxoLedgerError extends LazarettoError {
  constructor(message: string) {
    super('LZ_TRACE_UTXO_LEDGER', 'integrity', `${message} Import the blocks again into an empty store.`)
  }
}
