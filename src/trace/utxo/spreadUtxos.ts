import { floorShare } from '../kernel/floorShare.ts'
import { createRowSet, type RowSet } from '../kernel/RowSet.ts'
import { createPaths, listWay, type Paths } from '../paths.ts'
import { createSparse, type Sparse } from './Sparse.ts'
import {
  creatorOf,
  feeSatOf,
  type Output,
  outputsOf,
  ownerOfInput,
  type Tx,
  UNKNOWN,
  type UtxoIndex,
} from './UtxoIndex.ts'
import { createSatAmounts } from './UtxoPaths.ts'

/** Where the spreading of a category ends. */
export interface UtxoSpreadBounds {
  /** Owners that are services or hubs: they have it, and pass nothing on. */
  readonly isStop: (owner: number) => boolean
  /** Transactions that mix money of many: what is spent there ends. */
  readonly isMix: (tx: Tx) => boolean
  /** Less in one output is not followed, and counted in `cutSat`. */
  readonly floorSat: number
}

/** What of one owner's money came from the sources. */
export interface UtxoShare {
  readonly owner: number
  readonly amountSat: bigint
  /** All that it ever received, its own change not counted. */
  readonly receivedSat: bigint
  /** Fewest payments from a source. */
  readonly hops: number
  /** The strongest way, from the source on. */
  readonly txs: readonly Tx[]
  readonly cutSat: bigint
}

/**
 * Spreads a category over a UTXO ledger: every satoshi that a source spends carries it, whatever it was before, and on from
 * there in the haircut's shares: floor for each output, the rest goes with the fee.
 *
 * What a transaction gives back to an owner who paid in it is change: only what is more counts as received. Touches only
 * transactions that spend such money.
 */
export function spreadUtxos(index: UtxoIndex, sources: ReadonlySet<number>, bounds: UtxoSpreadBounds): UtxoShare[] {
  const spread = createSpread(index, sources, bounds)
  for (let tx = spread.pending.next(); tx >= 0; tx = spread.pending.next()) {
    if (bounds.isMix(tx)) continue
    const paid = sumPaid(spread, tx)
    if (paid.carriedSat === 0) continue
    for (const [owner, given] of giveOut(spread, tx, paid)) receive(spread, { tx, owner, given, paid })
  }
  return listShares(spread)
}

interface Share {
  amountSat: bigint
  cutSat: bigint
  /** By which what came from sources is more than what came at all: where others' money paid for an owner's own. */
  excessSat: bigint
  hops: number
  readonly place: number
}

interface Spread {
  readonly index: UtxoIndex
  readonly sources: ReadonlySet<number>
  readonly bounds: UtxoSpreadBounds
  readonly pending: RowSet
  /** By output: satoshi that carry the category and are passed on. */
  readonly carriedSat: Sparse
  readonly shares: Map<number, Share>
  readonly paths: Paths<number>
}

/** What one owner put into a transaction or gets out of it; `carriedSat` of it carries the category. */
interface Part {
  valueSat: number
  carriedSat: number
}

interface Paid {
  readonly byOwner: ReadonlyMap<number, Part>
  readonly carriedSat: number
}

function createSpread(index: UtxoIndex, sources: ReadonlySet<number>, bounds: UtxoSpreadBounds): Spread {
  const carriedSat = createSparse(index.outputCount)
  const paths = createPaths(createSatAmounts())
  const spread = { index, sources, bounds, pending: createRowSet(index.txCount), carriedSat, shares: new Map(), paths }
  for (const source of sources) {
    paths.start(shareOf(spread, source).place)
    for (const output of outputsOf(index, source)) pass(spread, output, index.valueSat[output] as number)
  }
  return spread
}

/** Sees to it that the transaction is visited which spends an output. */
function pass({ index, carriedSat, pending }: Spread, output: Output, amountSat: number): void {
  const spender = index.spender[output] as number
  if (spender === UNKNOWN) return
  carriedSat.set(output, amountSat)
  pending.add(spender)
}

function sumPaid({ index, carriedSat }: Spread, tx: Tx): Paid {
  const byOwner = new Map<number, Part>()
  let sum = 0
  for (let input = index.inputStart[tx] as number; input < (index.inputStart[tx + 1] as number); input++) {
    const owner = ownerOfInput(index, input)
    if (owner === undefined) continue
    const output = index.spends[input] as number
    const carried = carriedSat.get(output)
    addPart(byOwner, owner, { valueSat: index.valueSat[output] as number, carriedSat: carried })
    sum += carried
  }
  return { byOwner, carriedSat: sum }
}

/** What each owner gets, but for the sources; what is followed further is passed on. */
function giveOut(spread: Spread, tx: Tx, paid: Paid): ReadonlyMap<number, Part> {
  const { index, sources, bounds } = spread
  const [first, end] = [index.outputStart[tx] as number, index.outputStart[tx + 1] as number]
  let wholeSat = feeSatOf(index, tx)
  for (let output = first; output < end; output++) wholeSat += index.valueSat[output] as number
  const byOwner = new Map<number, Part>()
  for (let output = first; output < end; output++) {
    const owner = index.owner[output] as number
    const valueSat = index.valueSat[output] as number
    if (sources.has(owner)) continue
    const share = paid.carriedSat === wholeSat ? valueSat : floorShare(valueSat, paid.carriedSat, wholeSat)
    const isCut = share < bounds.floorSat
    addPart(byOwner, owner, { valueSat, carriedSat: isCut ? 0 : share })
    if (isCut) shareOf(spread, owner).cutSat += BigInt(share)
    else if (share > 0 && !bounds.isStop(owner)) pass(spread, output, share)
  }
  return byOwner
}

interface Receipt {
  readonly tx: Tx
  readonly owner: number
  readonly given: Part
  readonly paid: Paid
}

function receive(spread: Spread, { tx, owner, given, paid }: Receipt): void {
  const own = paid.byOwner.get(owner)
  const amountSat = given.carriedSat - (own?.carriedSat ?? 0)
  if (amountSat <= 0) return
  const share = shareOf(spread, owner)
  share.amountSat += BigInt(amountSat)
  share.excessSat += BigInt(Math.max(0, amountSat - Math.max(0, given.valueSat - (own?.valueSat ?? 0))))
  for (const [payer, { carriedSat }] of choosePayers(spread, owner, paid)) {
    const step = { row: tx, from: shareOf(spread, payer).place, to: share.place }
    share.hops = Math.min(share.hops, spread.paths.addEdge(step, Math.min(amountSat, carriedSat)))
  }
}

/** Of many payers the one who paid most and the one next to a source stand for all. */
function choosePayers({ shares }: Spread, owner: number, { byOwner }: Paid): Map<number, Part> {
  const payers = [...byOwner].filter(([payer, { carriedSat }]) => payer !== owner && carriedSat > 0)
  const hopsOf = (payer: number): number => shares.get(payer)?.hops ?? 0
  const best = (isBetter: (a: (typeof payers)[number], b: (typeof payers)[number]) => boolean) =>
    payers.slice(0, 1).map((first) => payers.reduce((known, each) => (isBetter(each, known) ? each : known), first))
  const nearest = best(([a], [b]) => hopsOf(a) < hopsOf(b))
  const largest = best(([, a], [, b]) => a.carriedSat > b.carriedSat)
  return new Map([...largest, ...nearest])
}

function shareOf({ shares, sources }: Spread, owner: number): Share {
  const known = shares.get(owner)
  if (known !== undefined) return known
  const hops = sources.has(owner) ? 0 : Number.POSITIVE_INFINITY
  const share = { amountSat: 0n, cutSat: 0n, excessSat: 0n, hops, place: shares.size }
  shares.set(owner, share)
  return share
}

function addPart(parts: Map<number, Part>, owner: number, { valueSat, carriedSat }: Part): void {
  const known = parts.get(owner)
  if (known === undefined) parts.set(owner, { valueSat, carriedSat })
  else {
    known.valueSat += valueSat
    known.carriedSat += carriedSat
  }
}

function listShares({ index, sources, shares, paths }: Spread): UtxoShare[] {
  const { edges, strongestOf } = paths.result((owner) => (shares.get(owner) as Share).place)
  return [...shares].flatMap(([owner, { amountSat, cutSat, excessSat, hops }]) => {
    if (sources.has(owner) || (amountSat === 0n && cutSat === 0n)) return []
    const receivedSat = sumReceived(index, owner) + excessSat
    const txs = listWay(edges, strongestOf(owner))
    return [{ owner, amountSat, receivedSat, hops: Number.isFinite(hops) ? hops : 0, txs, cutSat }]
  })
}

/** What came to an owner: of each transaction what it gave him beyond what he paid in it. */
function sumReceived(index: UtxoIndex, owner: number): bigint {
  let [sum, tx, netSat] = [0n, -1, 0]
  for (const output of outputsOf(index, owner)) {
    const maker = creatorOf(index, output)
    if (maker !== tx) {
      sum += BigInt(Math.max(0, netSat))
      tx = maker
      netSat = -sumSpentBy(index, maker, owner)
    }
    netSat += index.valueSat[output] as number
  }
  return sum + BigInt(Math.max(0, netSat))
}

function sumSpentBy(index: UtxoIndex, tx: Tx, owner: number): number {
  let sum = 0
  for (let input = index.inputStart[tx] as number; input < (index.inputStart[tx + 1] as number); input++) {
    if (ownerOfInput(index, input) === owner) sum += index.valueSat[index.spends[input] as number] as number
  }
  return sum
}
