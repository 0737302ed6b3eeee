import { LazarettoError } from '../../LazarettoError.ts'
import type { UtxoColumns } from '../../ledger/index.ts'
import { type Groups, groupBy, itemsOf } from '../kernel/groupBy.ts'
import { UNKNOWN } from './unknown.ts'

/** A UTXO ledger that can be asked from outputs and owners too. 4 bytes an output beyond the columns, 4 more an output and owner. */
export interface UtxoIndex {
  readonly columns: UtxoColumns
  /** Owner ids are below it. */
  readonly owners: number
  /** By output: the input that spends it, or `UNKNOWN`. */
  readonly spentBy: Uint32Array<ArrayBuffer>
  /** Outputs by owner, ascending. */
  readonly byOwner: Groups
}

/**
 * Indexes the columns of a UTXO ledger. Linear.
 *
 * @throws ColumnsOrderError `LZ_COLUMNS_ORDER` where an input spends an output that is not before it, or one that is spent already
 */
export function createUtxoIndex(columns: UtxoColumns): UtxoIndex {
  const owners = countOwners(columns)
  return { columns, owners, spentBy: findSpenders(columns), byOwner: groupBy(columns.owner, owners) }
}

/** The number of owner ids that columns use: one above the highest. */
export function countOwners({ owner }: UtxoColumns): number {
  let highest = -1
  for (let output = 0; output < owner.length; output++) {
    if ((owner[output] as number) > highest) highest = owner[output] as number
  }
  return highest + 1
}

/** The transaction of an input. */
export function txOfInput({ inputStart, txCount }: UtxoColumns, input: number): number {
  return lastAtOrBelow(inputStart, txCount, input)
}

/** The transaction of an output. */
export function txOfOutput({ outputStart, txCount }: UtxoColumns, output: number): number {
  return lastAtOrBelow(outputStart, txCount, output)
}

/** The transaction that spends an output, or undefined. */
export function spenderOf({ columns, spentBy }: UtxoIndex, output: number): number | undefined {
  const input = spentBy[output] as number
  return input === UNKNOWN ? undefined : txOfInput(columns, input)
}

/** Owner of what an input spends, or undefined where the ledger does not have it. */
export function ownerOfInput({ spends, owner }: UtxoColumns, input: number): number | undefined {
  const output = spends[input] as number
  return output === UNKNOWN ? undefined : owner[output]
}

/** Outputs of an owner, ascending. */
export function outputsOf({ byOwner, owners }: UtxoIndex, owner: number): Uint32Array {
  return owner < owners ? itemsOf(byOwner, owner) : new Uint32Array(0)
}

/** The highest `tx` below `txCount` with `start[tx] <= place`: the one that has the place, transactions without any left of it. */
function lastAtOrBelow(start: Uint32Array, txCount: number, place: number): number {
  let low = 0
  let high = txCount
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if ((start[middle] as number) <= place) low = middle
    else high = middle
  }
  return low
}

function findSpenders(columns: UtxoColumns): Uint32Array<ArrayBuffer> {
  const { txCount, inputStart, outputStart, spends } = columns
  const spentBy = new Uint32Array(outputStart[txCount] as number).fill(UNKNOWN)
  for (let tx = 0; tx < txCount; tx++) {
    const before = outputStart[tx] as number
    for (let input = inputStart[tx] as number; input < (inputStart[tx + 1] as number); input++) {
      const output = spends[input] as number
      if (output === UNKNOWN) continue
      if (output >= before) throw new ColumnsOrderError(tx, output, 'which is not before it')
      if (spentBy[output] !== UNKNOWN) throw new ColumnsOrderError(tx, output, 'which is spent already')
      spentBy[output] = input
    }
  }
  return spentBy
}

/** Columns in which money would be spent before it is there, or twice. */
export class ColumnsOrderError extends LazarettoError {
  override readonly name = 'ColumnsOrderError'

  constructor(tx: number, output: number, problem: string) {
    const advice = 'The ledger contradicts itself: import its blocks again into an empty folder.'
    super(
      'LZ_COLUMNS_ORDER',
      'integrity',
      `Transaction ${tx} of the ledger spends output ${output}, ${problem}. ${advice}`,
    )
  }
}
