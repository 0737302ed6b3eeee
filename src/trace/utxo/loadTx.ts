import { type Block, feeOf, type Places } from './Places.ts'
import { addPart, clear, type Side } from './Side.ts'
import type { Sparse } from './Sparse.ts'
import { feeSatOf, type Tx, UNKNOWN, type UtxoIndex } from './UtxoIndex.ts'

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
  const restSat = feeSatOf(index, tx)
  let missing = sumOutputs(index, tx) + restSat - sumKnown(index, tx)
  sides.completionSat = missing
  const end = index.inputStart[tx + 1] as number
  for (let input = index.inputStart[tx] as number; input < end; input++) {
    const output = index.spends[input] as number
    if (output !== UNKNOWN) addPart(spent, output, index.valueSat[output] as number)
    else {
      addPart(spent, fee.places.outside, missing)
      missing = 0
    }
  }
  addMade(made, index, tx, { ...fee, restSat })
}

interface CoinbaseForm {
  readonly form: TxForm
  readonly places: Places
  /** Where given, fees without stolen satoshi are one part with those beside them. */
  readonly taintSat: Sparse | undefined
}

/** Loads a coinbase: it spends new money, then the fees of its block in the order of the transactions. */
export function loadCoinbase(sides: TxSides, index: UtxoIndex, block: Block, how: CoinbaseForm): void {
  const { spent, made } = sides
  clear(spent)
  clear(made)
  sides.completionSat = 0
  addPart(spent, how.places.mined, 0)
  if (how.form.followsFees) addFees(spent, index, block, how)
  const claimedSat = sumOutputs(index, block.first)
  const burnedSat = Math.max(0, spent.totalSat - claimedSat)
  const minedSat = Math.max(0, claimedSat - spent.totalSat)
  spent.valueSat[0] = minedSat
  spent.totalSat += minedSat
  addMade(made, index, block.first, { id: how.places.burned, form: how.form, restSat: burnedSat })
}

function addFees(spent: Side, index: UtxoIndex, block: Block, { places, taintSat }: CoinbaseForm): void {
  let cleanSat = 0
  for (let tx = block.first + 1; tx < block.end; tx++) {
    const fee = feeOf(places, block, tx)
    const feeSat = feeSatOf(index, tx)
    if (taintSat?.get(fee) === 0) {
      cleanSat += feeSat
      continue
    }
    if (cleanSat > 0) addPart(spent, places.burned, cleanSat)
    cleanSat = 0
    addPart(spent, fee, feeSat)
  }
  if (cleanSat > 0) addPart(spent, places.burned, cleanSat)
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

function sumOutputs({ outputStart, valueSat }: UtxoIndex, tx: Tx): number {
  let sum = 0
  const end = outputStart[tx + 1] as number
  for (let output = outputStart[tx] as number; output < end; output++) sum += valueSat[output] as number
  return sum
}

function sumKnown({ inputStart, spends, valueSat }: UtxoIndex, tx: Tx): number {
  let sum = 0
  const end = inputStart[tx + 1] as number
  for (let input = inputStart[tx] as number; input < end; input++) {
    const output = spends[input] as number
    if (output !== UNKNOWN) sum += valueSat[output] as number
  }
  return sum
}
