import { payerOf } from '../findUtxoHubs.ts'
import type { UtxoEndKind } from '../UtxoFlow.ts'
import { blockOf, creatorOf, isCoinbase, type Output, type Tx, UNKNOWN, type UtxoIndex } from '../UtxoIndex.ts'
import type { UtxoMove, UtxoTheft } from './UtxoMove.ts'

/** What one transaction pays to one owner, by ids of the store. Whoever signs its inputs pays together. */
export interface UtxoPayment {
  readonly tx: Tx
  readonly height: number
  /** Owner of what brings the most stolen money; of a theft, of the first input. */
  readonly payer: number | 'coinbase' | 'unknown'
  /** Other owners of stolen money that is spent. */
  readonly others: readonly number[]
  readonly payee: number | 'fees' | 'mix'
  readonly amountSat: number
  /** All that is paid there. */
  readonly paidSat: number
  readonly end?: UtxoEndKind
}

/**
 * Moves as payments: one for each transaction and payee.
 *
 * What comes back to a payer is no payment, unless all of it does. The fee is none, unless it is the most of what was moved.
 */
export function listPayments(index: UtxoIndex, moves: readonly UtxoMove[]): UtxoPayment[] {
  return [...groupBy(moves, ({ tx }) => tx)].flatMap(([tx, group]) => paymentsOf(index, tx, group))
}

/** Thefts as payments: one for each transaction and owner. */
export function listTheftPayments(index: UtxoIndex, thefts: readonly UtxoTheft[]): UtxoPayment[] {
  const byTx = groupBy(thefts, ({ output }) => creatorOf(index, output))
  return [...byTx].flatMap(([tx, group]) =>
    [...groupBy(group, ({ output }) => index.owner[output] as number)].map(([payee, stolen]): UtxoPayment => {
      const amountSat = sumOf(stolen)
      const paidSat = sumValues(index, new Set(stolen.map(({ output }) => output)))
      return { ...placeOf(index, tx), payer: thiefsPayer(index, tx), others: [], payee, amountSat, paidSat }
    }),
  )
}

function paymentsOf(index: UtxoIndex, tx: Tx, moves: readonly UtxoMove[]): UtxoPayment[] {
  const payers = [...groupBy(moves, ({ from }) => index.owner[from] as number)]
    .map(([owner, paid]) => ({ owner, amountSat: sumOf(paid) }))
    .sort((one, other) => other.amountSat - one.amountSat)
    .map(({ owner }) => owner)
  const [payer, ...others] = payers as [number, ...number[]]
  const payments = [...groupBy(moves, (move) => payeeOf(index, move))].map(([payee, paid]): UtxoPayment => {
    const [{ end }] = paid as [UtxoMove]
    const isOneEnd = end !== undefined && paid.every((move) => move.end === end)
    const rest = { amountSat: sumOf(paid), paidSat: paidIn(index, paid), ...(isOneEnd ? { end } : {}) }
    return { ...placeOf(index, tx), payer, others, payee, ...rest }
  })
  const all = sumOf(payments)
  const outputs = payments.filter(({ payee, amountSat }) => payee !== 'fees' || 2 * amountSat > all)
  const away = outputs.filter(({ payee }) => typeof payee !== 'number' || !payers.includes(payee))
  return away.length > 0 ? away : outputs
}

function payeeOf({ owner }: UtxoIndex, { to, end }: UtxoMove): number | 'fees' | 'mix' {
  return to === undefined ? (end === 'mix' ? 'mix' : 'fees') : (owner[to] as number)
}

/** The outputs that are made; of a mix and of fees, which make none, the part of them that is stolen. */
function paidIn(index: UtxoIndex, moves: readonly UtxoMove[]): number {
  const made = new Set(moves.flatMap(({ to }) => (to === undefined ? [] : [to])))
  return made.size === 0 ? sumOf(moves) : sumValues(index, made)
}

function sumValues({ valueSat }: UtxoIndex, outputs: ReadonlySet<Output>): number {
  let sum = 0
  for (const output of outputs) sum += valueSat[output] as number
  return sum
}

function thiefsPayer(index: UtxoIndex, tx: Tx): UtxoPayment['payer'] {
  if (isCoinbase(index, tx)) return 'coinbase'
  const payer = payerOf(index, index.outputStart[tx] as Output)
  return payer === UNKNOWN ? 'unknown' : payer
}

function placeOf(index: UtxoIndex, tx: Tx): Pick<UtxoPayment, 'tx' | 'height'> {
  return { tx, height: index.blockHeight[blockOf(index, tx)] as number }
}

function sumOf(parts: readonly { readonly amountSat: number }[]): number {
  return parts.reduce((sum, { amountSat }) => sum + amountSat, 0)
}

function groupBy<T, Key>(things: readonly T[], keyOf: (thing: T) => Key): Map<Key, T[]> {
  const groups = new Map<Key, T[]>()
  for (const thing of things) {
    const key = keyOf(thing)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [thing])
    else group.push(thing)
  }
  return groups
}
