import type { UtxoEnding, UtxoEndKind } from '../UtxoFlow.ts'
import { creatorOf, type Output, type Tx } from '../UtxoIndex.ts'
import type { UtxoRun } from '../UtxoRun.ts'

/** Stolen satoshi that a transaction carried from one output to another, or brought to an end. */
export interface UtxoMove {
  readonly tx: Tx
  readonly from: Output
  /** Undefined where they went with a fee that nobody collects, or into a mix. */
  readonly to: Output | undefined
  readonly amountSat: number
  /** What ends the following there; nothing is said of the depth bound, where money is held until it moves on. */
  readonly end?: UtxoEndKind
}

/** Stolen satoshi of an output that a seed names. */
export interface UtxoTheft {
  readonly output: Output
  readonly amountSat: number
}

/** What moved in the transactions from one on that begins a block, in ledger order. */
export function listUtxoMoves(run: UtxoRun, firstTx: Tx): UtxoMove[] {
  const endings = listEndings(run, firstTx)
  const moves = endings.flatMap(({ mix, output, amountSat }): UtxoMove[] =>
    mix === undefined ? [] : [{ tx: mix, from: output, to: undefined, amountSat, end: 'mix' }],
  )
  const ends = new Map(endings.filter(({ mix }) => mix === undefined).map(({ output, kind }) => [output, kind]))
  for (let edge = run.paths.countEdges() - 1; edge >= 0; edge--) {
    const { from, to, amountSat } = run.paths.edgeAt(edge)
    const isOutput = to < run.places.outside
    // A fee is no output: the one that paid it tells the transaction.
    const tx = isOutput ? creatorOf(run.index, to) : (run.index.spender[from] as Tx)
    if (tx < firstTx) break
    const end = ends.get(to)
    moves.push({ tx, from, to: isOutput ? to : undefined, amountSat, ...(end === undefined ? {} : { end }) })
  }
  return moves.reverse().sort((one, other) => one.tx - other.tx)
}

/** What was stolen in the transactions from one on that begins a block. */
export function listUtxoThefts({ index, seeds }: UtxoRun, firstTx: Tx): UtxoTheft[] {
  const first = index.outputStart[firstTx] as Output
  return seeds.result().thefts.filter(({ output }) => output >= first)
}

/** Whether two runs tell the same of the transactions before one that begins a block. */
export function agree(one: UtxoRun, other: UtxoRun, end: Tx): boolean {
  return textBefore(one, end) === textBefore(other, end)
}

function textBefore(run: UtxoRun, end: Tx): string {
  const outputs = run.index.outputStart[end] as Output
  const moves = listUtxoMoves(run, 0).filter(({ tx }) => tx < end)
  const thefts = listUtxoThefts(run, 0).filter(({ output }) => output < outputs)
  const texts = moves.map((move) => [move.tx, move.from, move.to, move.amountSat, move.end].join())
  return [...texts.sort(), ...thefts.map(({ output, amountSat }) => `${output}:${amountSat}`)].join(' ')
}

/** Of transactions from one on; the depth bound ends money when it leaves, and is no end of a move. */
function listEndings({ index, endings }: UtxoRun, firstTx: Tx): UtxoEnding[] {
  const found: UtxoEnding[] = []
  for (let i = endings.length - 1; i >= 0; i--) {
    const ending = endings[i] as UtxoEnding
    if (ending.kind === 'depth') continue
    if ((ending.mix ?? creatorOf(index, ending.output)) < firstTx) break
    found.push(ending)
  }
  return found
}
