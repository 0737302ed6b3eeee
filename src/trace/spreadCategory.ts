import { inflowOf } from './holdingRows.ts'
import { getAmount } from './kernel/AmountColumn.ts'
import { firstAbove } from './kernel/groupBy.ts'
import { createRowSet } from './kernel/RowSet.ts'
import { createBigAmounts, createPaths, listWay } from './paths.ts'
import type { Holding, TraceIndex } from './TraceIndex.ts'

/** Where the spreading of a category ends. */
export interface SpreadBounds {
  /** Holdings of services and hubs: they have it, and pass nothing on. */
  readonly isStop: (holding: Holding) => boolean
  /** What is smaller, in base units, is not followed, and counted in `cut`. */
  readonly floor: bigint
}

/** What of one holding's money came from the sources. */
export interface SpreadShare {
  readonly holding: Holding
  /** Base units that came from there, directly or through others. */
  readonly amount: bigint
  /** All that it ever received, with what it opened with. */
  readonly received: bigint
  /** Fewest transfers from a source. */
  readonly hops: number
  /** Rows of the index on the strongest way, from the source on. */
  readonly rows: readonly number[]
  /** What came in parts below the floor, and is in none of the other figures. */
  readonly cut: bigint
}

/**
 * Spreads a category over a ledger: every unit that a source sends carries it, whatever it was before, and on from there
 * in the haircut's shares. Floor, the remainder stays with the sender.
 *
 * Touches only the rows of holdings that it reaches. Holdings are single assets; the index has no conversions.
 */
export function spreadCategory(
  index: TraceIndex,
  sources: ReadonlySet<Holding>,
  { isStop, floor }: SpreadBounds,
): SpreadShare[] {
  const reached = createReached(index, sources)
  for (let row = reached.next(); row >= 0; row = reached.next()) {
    const from = index.from[row] as number
    const to = index.to[row] as number
    const moved = sources.has(from) ? getAmount(index.paid, row) : takeShare(index, reached.get(from), row)
    if (moved === 0n || sources.has(to)) continue
    const share = reached.reach(to, row)
    if (moved < floor) share.cut += moved
    else {
      share.amount += moved
      reached.link(row, { from, to }, moved)
      if (!isStop(to)) share.carried += moved
    }
  }
  return reached.result()
}

interface Share {
  amount: bigint
  /** What of it is still there. */
  carried: bigint
  cut: bigint
}

interface Reached {
  next(): number
  get(holding: Holding): Share | undefined
  reach(holding: Holding, row: number): Share
  link(row: number, step: { from: Holding; to: Holding }, moved: bigint): void
  result(): SpreadShare[]
}

/** The holdings that have something, the rows by which they pay it, and the ways on which it came. */
function createReached(index: TraceIndex, sources: ReadonlySet<Holding>): Reached {
  const rows = createRowSet(index.count)
  const shares = new Map<Holding, Share>()
  const places = new Map<Holding, number>()
  const paths = createPaths(createBigAmounts())
  const placeOf = (holding: Holding): number => {
    const known = places.get(holding) ?? places.size
    places.set(holding, known)
    return known
  }
  const addPayments = (holding: Holding, row: number): void => {
    const { items, start } = index.payments
    for (let i = firstAbove(index.payments, holding, row); i < (start[holding + 1] as number); i++)
      rows.add(items[i] as number)
  }
  for (const source of sources) {
    paths.start(placeOf(source))
    addPayments(source, -1)
  }
  return {
    next: rows.next,
    get: (holding) => shares.get(holding),
    reach(holding, row) {
      const known = shares.get(holding)
      if (known !== undefined) return known
      addPayments(holding, row)
      const share = { amount: 0n, carried: 0n, cut: 0n }
      shares.set(holding, share)
      return share
    },
    link: (row, { from, to }, moved) => void paths.addEdge({ row, from: placeOf(from), to: placeOf(to) }, moved),
    result() {
      const { edges, hopsOf, strongestOf } = paths.result(placeOf)
      return [...shares].map(([holding, { amount, cut }]) => {
        const received = getAmount(index.opening, holding) + inflowOf(index, holding)
        return { holding, amount, received, hops: hopsOf(holding), rows: listWay(edges, strongestOf(holding)), cut }
      })
    },
  }
}

function takeShare(index: TraceIndex, share: Share | undefined, row: number): bigint {
  if (share === undefined || share.carried === 0n) return 0n
  const moved = (share.carried * getAmount(index.paid, row)) / getAmount(index.before, row)
  share.carried -= moved
  return moved
}
