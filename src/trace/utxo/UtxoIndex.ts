import { LazarettoError } from '../../LazarettoError.ts'
import type { UNKNOWN as LedgerUnknown, UtxoColumns } from '../../ledger/index.ts'
import { type Groups, groupBy, itemsOf } from '../kernel/groupBy.ts'

/** The ledger's word for a previous output that it does not have, by value: trace knows the ledger by its types only. */
export const UNKNOWN: typeof LedgerUnknown = 0xffff_ffff

/** A transaction's and an output's place in the columns. */
export type Tx = number
export type Output = number

/** A UTXO ledger as traces walk it: its columns, and by output who spends it. About 68 bytes a transaction. */
export interface UtxoIndex {
  /** Fees end where they are paid: see `UtxoColumns`. */
  readonly isPartial?: boolean
  readonly txCount: number
  readonly outputCount: number
  readonly inputStart: Uint32Array
  readonly outputStart: Uint32Array
  readonly spends: Uint32Array
  readonly valueSat: Float64Array
  readonly owner: Uint32Array
  /** By output: the transaction that spends it, or `UNKNOWN`. */
  readonly spender: Uint32Array
  /** By transaction: what it pays to its coinbase, or `LARGE_FEE`; see `feeSatOf`. */
  readonly feeSat: Uint32Array
  readonly largeFees: ReadonlyMap<Tx, number>
  /** By block: its first transaction, and the number of transactions behind the last. */
  readonly blockStart: Uint32Array
  readonly blockHeight: Uint32Array
  /** Outputs by owner; made when first asked for. */
  byOwner(): Groups
}

/** Who spends what: columns and their index have it alike. */
export type Spends = Pick<UtxoIndex, 'txCount' | 'inputStart' | 'spends' | 'owner'>

/**
 * Makes the index of a UTXO ledger. Linear.
 *
 * @throws UtxoLedgerError `LZ_TRACE_UTXO_LEDGER` when heights fall, an output is spent twice or before it is
 * there, or a transaction pays more than it spends
 */
export function createUtxoIndex({ height, isPartial = false, ...columns }: UtxoColumns): UtxoIndex {
  const { txCount, inputStart, outputStart, spends, valueSat, owner } = columns
  const blocks = findBlocks(height, txCount)
  let groups: Groups | undefined
  return {
    isPartial,
    txCount,
    outputCount: outputStart[txCount] as number,
    inputStart,
    outputStart,
    spends,
    valueSat,
    owner,
    ...linkTxs(columns, blocks.blockStart),
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

type Links = Pick<UtxoIndex, 'spender' | 'feeSat' | 'largeFees'>

/** A fee that stands in `largeFees`: 42.9 bitcoin or more. */
const LARGE_FEE = 0xffff_ffff

/** A coinbase counts as the last of its block, since it collects the fees of the others. */
function linkTxs(columns: Omit<UtxoColumns, 'height'>, blockStart: Uint32Array): Links {
  const { txCount, inputStart, outputStart, spends, valueSat } = columns
  const spender = new Uint32Array(outputStart[txCount] as number).fill(UNKNOWN)
  const feeSat = new Uint32Array(txCount)
  const largeFees = new Map<Tx, number>()
  for (let block = 0; block + 1 < blockStart.length; block++) {
    const first = blockStart[block] as number
    const end = blockStart[block + 1] as number
    const isMined = inputStart[first] === inputStart[first + 1]
    const minedFrom = isMined ? (outputStart[first] as number) : 0
    const minedTo = isMined ? (outputStart[first + 1] as number) : 0
    let collectedSat = 0
    let claimedSat = 0
    for (let tx = isMined ? first + 1 : first; tx < end; tx++) {
      const created = outputStart[tx] as number
      const last = inputStart[tx + 1] as number
      let leftSat = 0
      let isKnown = true
      for (let input = inputStart[tx] as number; input < last; input++) {
        const output = spends[input] as number
        if (output === UNKNOWN) {
          isKnown = false
          continue
        }
        if (output >= created || (output >= minedFrom && output < minedTo)) throw spentEarly(tx, output)
        if (spender[output] !== UNKNOWN) throw spentTwice(tx, output, spender[output] as number)
        spender[output] = tx
        leftSat += valueSat[output] as number
      }
      assertExact(tx, leftSat)
      const paid = outputStart[tx + 1] as number
      for (let output = created; output < paid; output++) leftSat -= valueSat[output] as number
      assertExact(tx, -leftSat)
      if (leftSat < 0 && isKnown) throw paysTooMuch(tx, -leftSat)
      if (leftSat >= LARGE_FEE) largeFees.set(tx, leftSat)
      feeSat[tx] = Math.min(LARGE_FEE, Math.max(0, leftSat))
      collectedSat += Math.max(0, leftSat)
    }
    for (let output = minedFrom; output < minedTo; output++) claimedSat += valueSat[output] as number
    assertExact(first, collectedSat + claimedSat)
  }
  return { spender, feeSat, largeFees }
}

/** What a transaction pays to the coinbase of its block. */
export function feeSatOf({ feeSat, largeFees }: UtxoIndex, tx: Tx): number {
  const fee = feeSat[tx] as number
  return fee === LARGE_FEE ? (largeFees.get(tx) as number) : fee
}

/** The number of owner ids that outputs use: one above the highest. */
export function countOwners(owner: Uint32Array): number {
  let highest = -1
  for (let output = 0; output < owner.length; output++) highest = Math.max(highest, owner[output] as number)
  return highest + 1
}

/** The transaction that creates an output. */
export function creatorOf({ outputStart }: UtxoIndex, output: Output): Tx {
  return firstAbove(outputStart, output) - 1
}

/** The transaction that spends an output, or undefined. */
export function spenderOf({ spender }: UtxoIndex, output: Output): Tx | undefined {
  const tx = spender[output] as number
  return tx === UNKNOWN ? undefined : tx
}

/** The transaction of an input. */
export function txOfInput({ inputStart }: Spends, input: number): Tx {
  return firstAbove(inputStart, input) - 1
}

/** Owner of what an input spends, or undefined where the ledger does not have it. */
export function ownerOfInput({ spends, owner }: Spends, input: number): number | undefined {
  const output = spends[input] as number
  return output === UNKNOWN ? undefined : owner[output]
}

/** Outputs of an owner, ascending; none where the ledger does not know the owner. */
export function outputsOf(index: UtxoIndex, owner: number): Uint32Array {
  const groups = index.byOwner()
  return owner + 1 < groups.start.length ? itemsOf(groups, owner) : new Uint32Array(0)
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

/** Sums of doubles never fall, so that one which has lost a satoshi is above the bound. */
function assertExact(tx: Tx, sat: number): void {
  if (sat <= Number.MAX_SAFE_INTEGER) return
  throw new UtxoLedgerError(`Transaction ${tx} moves ${sat} satoshi, more than there are.`)
}

function paysTooMuch(tx: Tx, missingSat: number): UtxoLedgerError {
  return new UtxoLedgerError(`Transaction ${tx} pays ${missingSat} satoshi more than it spends.`)
}

/** A UTXO ledger that contradicts itself. Transactions and outputs are named by their places in the columns. */
export class UtxoLedgerError extends LazarettoError {
  constructor(message: string) {
    super('LZ_TRACE_UTXO_LEDGER', 'integrity', `${message} Import the blocks again into an empty store.`)
  }
}
