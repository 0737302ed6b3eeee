import { type Block, feeOf, type Places } from './Places.ts'
import { addPart, clear, type Side } from './Side.ts'
import { type Tx, UNKNOWN, type UtxoIndex, UtxoLedgerError } from './UtxoIndex.ts'

/** How a rule wants to see transactions. */
export interface TxForm {
  /** Whether fees are outputs that the coinbase spends; else they are burned. */
  readonly followsFees: boolean
  /** Whether what comes last is paid out first: then what is made stands in reverse order, the fee before it. */
  readonly isReversed: boolean
}

/** Both sides of one transaction at a time: what it spends, and what it makes, of which the fee is a part. */
export interface TxSides {
  readonly spent: Side
  readonly made: Side
  /** What its unknown previous outputs must have had at the least. */
  completionSat: number
}

/**
 * Loads a transaction that is no coinbase. Previous outputs that the ledger does not have count as clean and have together
 * the least that balances it; all of that stands at the first of them.
 *
 * @throws UtxoLedgerError when it pays more than it spends
 */
export function loadTx(
  sides: TxSides,
  index: UtxoIndex,
  tx: Tx,
  fee: { id: number; form: TxForm; places: Places },
): void {
  const { spent, made } = sides
  clear(spent)
  clear(made)
  const madeSat = sumOutputs(index, tx)
  const knownSat = sumKnown(index, tx)
  sides.completionSat = Math.max(0, madeSat - knownSat)
  let missing = sides.completionSat
  const end = index.inputStart[tx + 1] as number
  for (let input = index.inputStart[tx] as number; input < end; input++) {
    const output = index.spends[input] as number
    if (output !== UNKNOWN) addPart(spent, output, index.valueSat[output] as number)
    else {
      addPart(spent, fee.places.outside, missing)
      missing = 0
    }
  }
  if (missing > 0) throw paysTooMuch(tx, madeSat, knownSat)
  addMade(made, index, tx, { ...fee, restSat: Math.max(0, knownSat - madeSat) })
}

/** Loads a coinbase: it spends new money, then the fees of its block in the order of the transactions. */
export function loadCoinbase(
  sides: TxSides,
  index: UtxoIndex,
  block: Block,
  fee: { form: TxForm; places: Places },
): void {
  const { spent, made } = sides
  clear(spent)
  clear(made)
  sides.completionSat = 0
  const claimedSat = sumOutputs(index, block.first)
  addPart(spent, fee.places.mined, 0)
  if (fee.form.followsFees) {
    for (let tx = block.first + 1; tx < block.end; tx++)
      addPart(spent, feeOf(fee.places, block, tx), feeSatOf(index, tx))
  }
  const burnedSat = Math.max(0, spent.totalSat - claimedSat)
  const minedSat = Math.max(0, claimedSat - spent.totalSat)
  spent.valueSat[0] = minedSat
  spent.totalSat += minedSat
  addMade(made, index, block.first, { id: fee.places.burned, form: fee.form, restSat: burnedSat })
}

function addMade(made: Side, index: UtxoIndex, tx: Tx, rest: { id: number; form: TxForm; restSat: number }): void {
  const first = index.outputStart[tx] as number
  const end = index.outputStart[tx + 1] as number
  if (rest.form.isReversed) {
    made.rest = 0
    addPart(made, rest.id, rest.restSat)
    for (let output = end - 1; output >= first; output--) addPart(made, output, index.valueSat[output] as number)
  } else {
    for (let output = first; output < end; output++) addPart(made, output, index.valueSat[output] as number)
    made.rest = made.count
    addPart(made, rest.id, rest.restSat)
  }
}

/** What a transaction pays to the coinbase of its block. */
export function feeSatOf(index: UtxoIndex, tx: Tx): number {
  return Math.max(0, sumKnown(index, tx) - sumOutputs(index, tx))
}

function sumOutputs({ outputStart, valueSat }: UtxoIndex, tx: Tx): number {
  let sum = 0
  const end = outputStart[tx + 1] as number
  for (let output = outputStart[tx] as number; output < end; output++) sum += valueSat[output] as number
  return assertExact(sum, tx)
}

function sumKnown({ inputStart, spends, valueSat }: UtxoIndex, tx: Tx): number {
  let sum = 0
  const end = inputStart[tx + 1] as number
  for (let input = inputStart[tx] as number; input < end; input++) {
    const output = spends[input] as number
    if (output !== UNKNOWN) sum += valueSat[output] as number
  }
  return assertExact(sum, tx)
}

/** Sums of doubles never fall, so that one which has lost a satoshi is above the bound. */
function assertExact(sum: number, tx: Tx): number {
  if (sum > Number.MAX_SAFE_INTEGER)
    throw new UtxoLedgerError(`Transaction ${tx} moves ${sum} satoshi, more than there are.`)
  return sum
}

function paysTooMuch(tx: Tx, madeSat: number, spentSat: number): UtxoLedgerError {
  return new UtxoLedgerError(`Transaction ${tx} pays ${madeSat} satoshi and spends ${spentSat}.`)
}
