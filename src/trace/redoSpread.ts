import { createRowSet } from './kernel/RowSet.ts'
import { createStanding, receive, type Share, type SpreadRun, type Standing } from './SpreadRun.ts'
import type { Holding } from './TraceIndex.ts'

/** Reached holdings of whose past new rows have shown something else. */
export interface Overturned {
  /** Had more than was known when they paid. */
  readonly raised: ReadonlySet<Holding>
  /** Are stops, and were from their first row on. */
  readonly stops: ReadonlySet<Holding>
}

/**
 * Makes the rows pending by which reached holdings and sources pay in what the index has gained, and those by which
 * overturned holdings have paid before.
 */
export function awaitSpread(run: SpreadRun, { raised, stops }: Overturned): void {
  const { index, applied, shares, sources } = run
  const firsts = Array.from(raised, (holding) => firstMoved(run, holding))
  const first = firsts.reduce((lowest, row) => Math.min(lowest, row), stops.size > 0 ? 0 : applied)
  run.pending = createRowSet(index.count, first)
  run.raised = raised
  for (const row of firsts) if (row < applied) run.pending.add(row)
  for (const holding of stops) {
    rewind(run, holding, 0)
    ;(shares.get(holding) as Share).standing.isStop = true
  }
  for (let row = applied; row < index.count; row++) {
    const from = index.from[row] as number
    if (shares.has(from) || sources.has(from)) run.pending.add(row)
  }
}

/** The first row by which a holding has paid some of the category on, or the one behind the last. */
function firstMoved({ index, edges, applied }: SpreadRun, holding: Holding): number {
  let first = applied
  index.payments.visitAbove(holding, -1, (row) => {
    if (row < first && edges.find(row).moved > 0n) first = row
  })
  return first
}

/** Takes a holding that was no stop back to what it had before a row; its rows from there on, and behind `at`, are pending. */
export function rewind(run: SpreadRun, holding: Holding, row: number): void {
  const share = run.shares.get(holding) as Share
  const standing = standingBefore(run, holding, row)
  share.redo = { before: { ...standing }, end: share.standing }
  share.standing = standing
  run.redone.add(holding)
}

function standingBefore({ index, edges, shares, pending, at }: SpreadRun, holding: Holding, row: number): Standing {
  const standing = { ...(shares.get(holding) as Share).standing }
  index.receipts.visitAbove(holding, row - 1, (receipt) => {
    const { hops, moved } = edges.find(receipt)
    if (hops === 0) return
    standing.carried -= moved
    if (receipt > at) pending.add(receipt)
  })
  index.payments.visitAbove(holding, row - 1, (payment) => {
    standing.carried += edges.find(payment).moved
    if (payment > at) pending.add(payment)
  })
  if (standing.strongest < row && standing.nearest < row) return standing
  return { ...standing, ...waysBefore({ index, edges }, holding, row) }
}

/** By which ways the category has come to a holding before a row. */
export function waysBefore(
  { index, edges }: Pick<SpreadRun, 'index' | 'edges'>,
  holding: Holding,
  row: number,
): Omit<Standing, 'carried' | 'isStop'> {
  const ways = createStanding(true)
  index.receipts.visitAbove(holding, -1, (receipt) => {
    if (receipt < row) receive(ways, receipt, edges.find(receipt))
  })
  const { carried: _, isStop: __, ...rest } = ways
  return rest
}
