import type { TransferColumns } from '../../ledger/index.ts'
import { type ArrangedRows, arrangeRows } from '../arrangeRows.ts'
import type { HaircutIndex } from '../haircut/HaircutIndex.ts'
import { createAmounts, fromLimbs, getAmount } from '../kernel/AmountColumn.ts'
import { createHoldingTable } from '../kernel/HoldingTable.ts'
import { LIMBS } from '../kernel/limbs.ts'
import { roomFor } from '../kernel/roomFor.ts'
import type { Holding } from '../TraceIndex.ts'
import { createLinkedRows, type LinkedRows } from './LinkedRows.ts'
import { createLiveBalances, type Move128, NOTHING, type Standing } from './LiveBalances.ts'

/**
 * The transfers of one asset, block after block: what `TraceIndex` is for a whole ledger, and numbered like it.
 *
 * About 57 bytes a row and 70 a holding, up to half as much again after growing. Rows that no theft has touched stay: when an opening is raised later, a theft
 * may turn out to have been there. To keep the ledger's past out, begin behind it (`LiveStart`).
 */
export interface LiveIndex extends HaircutIndex {
  /** Undefined as long as there is no row. */
  readonly asset: number | undefined
  readonly holdings: number
  readonly rowId: Uint32Array<ArrayBuffer>
  readonly payments: LinkedRows
  readonly receipts: LinkedRows
  readonly start: LiveStart
  /** Whether all balances and openings are below 2^127: only then `opening` and `readBefore` say anything. */
  readonly isNarrow: boolean
  /** How often rows were dropped. */
  readonly cuts: number
  /** The fewest rows that there were since so many cuts. */
  fewestSince(cuts: number): number
  findHolding(account: number): Holding | undefined
  accountOf(holding: Holding): number
  /** What a holding has behind the last row. */
  balanceOf(holding: Holding): bigint
  /** The payers whose openings rows from `row` on have raised. */
  raisedSince(row: number): Generator<Holding>
  /**
   * Adds the transfers of the blocks that come next. Takes over the columns.
   *
   * @throws RangeError where a block is not behind the last one, or an asset is another: a bug of the caller
   */
  append(columns: TransferColumns): void
  /** Drops the rows of blocks above a height. @throws RangeError below the start */
  truncate(height: number): void
}

/**
 * Where an index begins that does not hold the whole ledger: behind block `height`, with what the accounts have by then.
 *
 * A theft that begins behind it is followed as over the whole ledger, if the standings are those of `listStandings` of an
 * index up to there. Counterparties are counted from here on: accounts that are hubs by then are named.
 */
export interface LiveStart {
  readonly height: number
  /** By account; one that is not in it has nothing. */
  readonly standings: ReadonlyMap<number, Standing>
  readonly hubs: ReadonlySet<number>
}

/** The beginning of a ledger. */
export const LEDGER_START: LiveStart = { height: -1, standings: new Map(), hubs: new Set() }

/** Makes an index of the transfers of one asset so far; more may follow. */
export function createLiveIndex(columns: TransferColumns, start: LiveStart = LEDGER_START): LiveIndex {
  const table = createHoldingTable(64)
  const balances = createLiveBalances()
  const payments = createLinkedRows()
  const receipts = createLinkedRows()
  const fewest: number[] = []
  // Rows from here on have no balances.
  let wideFrom = Number.POSITIVE_INFINITY

  const index: Growing = {
    count: 0,
    holdings: 0,
    asset: undefined,
    ...createRowColumns(),
    payments,
    receipts,
    start,
    opening: balances.opening,
    isNarrow: true,
    cuts: 0,
    fewestSince: (cuts) => Math.min(index.count, ...fewest.slice(cuts)),
    findHolding: (account) => table.find(account, 0),
    accountOf: table.accountOf,
    readBefore: (row, limbs) => {
      balances.readBefore(row, index.from[row] as number, limbs)
    },
    *raisedSince(row) {
      for (const raised of balances.raisesSince(row)) yield index.from[raised] as number
    },
    balanceOf: balances.balanceOf,
    append(more) {
      const rows = arrangeRows(more, [])
      assertNext(index, rows)
      makeRoom(index, index.count + rows.count)
      for (let i = 0; i < rows.count; i++) {
        copyRow(index, rows, i)
        addRow(rows.sender[i] as number, rows.receiver[i] as number)
      }
      index.opening = balances.opening
    },
    truncate(height) {
      if (height < start.height)
        throw new RangeError(`Rows up to block ${start.height} are not here to be cut to ${height}.`)
      while (index.count > 0 && (index.block[index.count - 1] as number) > height) dropRow()
      index.cuts = fewest.push(index.count)
    },
  }
  const moveAt = (row: number): Move128 => ({
    from: index.from[row] as number,
    to: index.to[row] as number,
    amounts: index.paid.limbs,
  })
  const numberOf = (account: number): Holding => {
    const holding = table.idOf(account, 0)
    if (holding < index.holdings) return holding
    index.holdings++
    balances.open(holding, start.standings.get(account) ?? NOTHING)
    return holding
  }
  const addRow = (sender: number, receiver: number): void => {
    const row = index.count++
    const from = (index.from[row] = numberOf(sender))
    const to = (index.to[row] = numberOf(receiver))
    payments.add(row, from)
    receipts.add(row, to)
    if (index.isNarrow && !index.paid.high.has(row) && balances.apply(row, moveAt(row))) return
    if (index.isNarrow) wideFrom = row
    index.isNarrow = false
  }
  const dropRow = (): void => {
    const row = --index.count
    const { from, to } = moveAt(row)
    receipts.drop(row, to)
    payments.drop(row, from)
    if (row < wideFrom) balances.undo(row, moveAt(row))
    else if (row === wideFrom) {
      wideFrom = Number.POSITIVE_INFINITY
      index.isNarrow = true
    }
    index.paid.high.delete(row)
    const isNew = (holding: Holding): boolean => payments.lastOf(holding) < 0 && receipts.lastOf(holding) < 0
    while (index.holdings > 0 && isNew(index.holdings - 1)) index.holdings--
    table.truncate(index.holdings)
  }
  index.append(columns)
  return index
}

type Growing = { -readonly [Key in keyof LiveIndex]: LiveIndex[Key] }

function createRowColumns(): Pick<LiveIndex, 'from' | 'to' | 'block' | 'rowId' | 'endsTx' | 'paid' | 'received'> {
  const amounts = createAmounts(64)
  return {
    from: new Uint32Array(64),
    to: new Uint32Array(64),
    block: new Uint32Array(64),
    rowId: new Uint32Array(64),
    endsTx: new Uint8Array(64),
    paid: amounts,
    received: amounts,
  }
}

function makeRoom(index: Growing, count: number): void {
  if (count <= index.from.length) return
  index.from = roomFor(index.from, count)
  index.to = roomFor(index.to, count)
  index.block = roomFor(index.block, count)
  index.rowId = roomFor(index.rowId, count)
  index.endsTx = roomFor(index.endsTx, count)
  index.paid = fromLimbs(roomFor(index.paid.limbs, LIMBS * index.from.length), index.paid.high)
  index.received = index.paid
}

/** Copies all but the accounts of a row to the end. */
function copyRow(index: Growing, { block, rowId, endsTx, paid }: ArrangedRows, i: number): void {
  const row = index.count
  index.block[row] = block[i] as number
  index.rowId[row] = rowId[i] as number
  index.endsTx[row] = endsTx[i] as number
  for (let limb = 0; limb < LIMBS; limb++) index.paid.limbs[LIMBS * row + limb] = paid.limbs[LIMBS * i + limb] as number
  if (paid.high.size > 0 && paid.high.has(i)) index.paid.high.set(row, paid.high.get(i) as bigint)
}

function assertNext(index: Growing, { count, block, asset }: ArrangedRows): void {
  if (count === 0) return
  const last = index.count === 0 ? index.start.height : (index.block[index.count - 1] as number)
  if ((block[0] as number) <= last) throw new RangeError(`Block ${block[0]} does not come behind block ${last}.`)
  index.asset ??= asset[0]
  const other = asset.find((id) => id !== index.asset)
  if (other !== undefined) throw new RangeError(`Asset ${other} is not that of this index, ${index.asset}.`)
}

/** What each account has behind the last row: an index of what follows can begin with it. */
export function listStandings(index: LiveIndex): Map<number, Standing> {
  const standings = new Map(index.start.standings)
  for (let holding = 0; holding < index.holdings; holding++) {
    const opening = getAmount(index.opening, holding)
    standings.set(index.accountOf(holding), { balance: index.balanceOf(holding), opening })
  }
  return standings
}
