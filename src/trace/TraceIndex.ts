import type { TransferColumns } from '../ledger/index.ts'
import { orderTransfers } from './orderBlock.ts'

/** A holding's number inside one index: one asset at one account. */
export type Holding = number

/**
 * The movements of one chain in the order in which they are applied, between holdings.
 *
 * Row `i` moves `amountAt(i)` base units out of holding `from[i]` into `to[i]`. Where the two hold different assets the
 * row is a conversion inside one account, and `receivedAt(i)` is what came out of it; else the two amounts are equal.
 * `opening` is the least balance with which a holding must have begun, so that it never pays more than it has.
 */
export interface TraceIndex {
  readonly count: number
  readonly holdings: number
  readonly from: Uint32Array
  readonly to: Uint32Array
  readonly block: Uint32Array
  /** 1 on the last row of each transaction. */
  readonly endsTx: Uint8Array
  /** Row of the source columns. */
  readonly source: Uint32Array
  readonly account: Uint32Array
  readonly asset: Uint32Array
  readonly opening: readonly bigint[]
  amountAt(row: number): bigint
  receivedAt(row: number): bigint
  findHolding(account: number, asset: number): Holding | undefined
}

/** Asset `fromAsset` becomes `toAsset` inside one account, right after the transfer in source row `afterRow`. */
export interface Conversion {
  readonly afterRow: number
  readonly account: number
  readonly fromAsset: number
  readonly toAsset: number
  readonly paid: bigint
  readonly received: bigint
}

interface Step {
  readonly source: number
  readonly conversion: Conversion | undefined
}

/** Makes the index of a ledger's transfers and of the conversions found in its transactions. */
export function createTraceIndex(columns: TransferColumns, conversions: readonly Conversion[] = []): TraceIndex {
  const steps = withConversions(orderTransfers(columns), conversions)
  const count = steps.length
  const holdings = createHoldings()
  const from = new Uint32Array(count)
  const to = new Uint32Array(count)
  const block = new Uint32Array(count)
  const source = new Uint32Array(count)
  const converted = new Map<number, Conversion>()
  steps.forEach(({ source: row, conversion }, i) => {
    const asset = columns.asset[row] as number
    from[i] = conversion
      ? holdings.idOf(conversion.account, conversion.fromAsset)
      : holdings.idOf(columns.sender[row] as number, asset)
    to[i] = conversion
      ? holdings.idOf(conversion.account, conversion.toAsset)
      : holdings.idOf(columns.receiver[row] as number, asset)
    block[i] = columns.block[row] as number
    source[i] = row
    if (conversion) converted.set(i, conversion)
  })
  const amountAt = (row: number): bigint => converted.get(row)?.paid ?? amountOf(columns, source[row] as number)
  const receivedAt = (row: number): bigint => converted.get(row)?.received ?? amountOf(columns, source[row] as number)
  const moves = { count, from, to, amountAt, receivedAt }
  return {
    ...moves,
    ...holdings.columns(),
    block,
    source,
    endsTx: endsOfTx(columns, source),
    opening: openingBalances(moves, holdings.columns().holdings),
    findHolding: holdings.find,
  }
}

function withConversions(order: Uint32Array, conversions: readonly Conversion[]): Step[] {
  const after = groupByRow(conversions)
  return Array.from(order).flatMap((source) => [
    { source, conversion: undefined },
    ...(after.get(source) ?? []).map((conversion) => ({ source, conversion })),
  ])
}

function groupByRow(conversions: readonly Conversion[]): Map<number, Conversion[]> {
  const groups = new Map<number, Conversion[]>()
  for (const conversion of conversions) {
    groups.set(conversion.afterRow, [...(groups.get(conversion.afterRow) ?? []), conversion])
  }
  return groups
}

function amountOf(columns: TransferColumns, row: number): bigint {
  const low = columns.amounts[2 * row] as bigint
  const middle = columns.amounts[2 * row + 1] as bigint
  return (middle << 64n) + low + ((columns.highAmounts.get(row) ?? 0n) << 128n)
}

interface Holdings {
  idOf(account: number, asset: number): Holding
  find(account: number, asset: number): Holding | undefined
  columns(): { holdings: number; account: Uint32Array; asset: Uint32Array }
}

function createHoldings(): Holdings {
  const byAsset = new Map<number, Map<number, Holding>>()
  const accounts: number[] = []
  const assets: number[] = []
  const idOf = (account: number, asset: number): Holding => {
    let known = byAsset.get(asset)
    if (known === undefined) byAsset.set(asset, (known = new Map()))
    const id = known.get(account)
    if (id !== undefined) return id
    known.set(account, accounts.length)
    assets.push(asset)
    return accounts.push(account) - 1
  }
  return {
    idOf,
    find: (account, asset) => byAsset.get(asset)?.get(account),
    columns: () => ({
      holdings: accounts.length,
      account: Uint32Array.from(accounts),
      asset: Uint32Array.from(assets),
    }),
  }
}

/** A transaction's rows stand together in the source, and ordering keeps them together. */
function endsOfTx(columns: TransferColumns, source: Uint32Array): Uint8Array {
  const txOf = new Uint32Array(columns.count)
  for (let row = 0, tx = 0; row < columns.count; row++) txOf[row] = tx += columns.startsTx[row] as number
  return Uint8Array.from(source, (row, i) => (txOf[row] === txOf[source[i + 1] ?? -1] ? 0 : 1))
}

type Moves = Pick<TraceIndex, 'count' | 'from' | 'to' | 'amountAt' | 'receivedAt'>

function openingBalances(moves: Moves, holdings: number): bigint[] {
  const balance = new Array<bigint>(holdings).fill(0n)
  const opening = new Array<bigint>(holdings).fill(0n)
  for (let row = 0; row < moves.count; row++) {
    const payer = moves.from[row] as number
    const payee = moves.to[row] as number
    const rest = (balance[payer] as bigint) - moves.amountAt(row)
    balance[payer] = rest
    if (-rest > (opening[payer] as bigint)) opening[payer] = -rest
    balance[payee] = (balance[payee] as bigint) + moves.receivedAt(row)
  }
  return opening
}
