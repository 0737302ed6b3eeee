import { KIND } from '../haircut/HaircutRun.ts'
import { getAmount } from '../kernel/AmountColumn.ts'
import type { Bounds, EndKind } from '../TaintFlow.ts'
import type { LiveIndex } from './LiveIndex.ts'
import { countBelow, type Pass } from './Pass.ts'

/** A transfer that carried stolen money, or by which it was stolen. Accounts are the store's ids. */
export interface Move {
  readonly row: number
  /** The store's row id. */
  readonly rowId: number
  readonly block: number
  readonly from: number
  readonly to: number
  /** How much of it is stolen, in base units. */
  readonly origin: bigint
  /** All of the transfer, in base units. */
  readonly paid: bigint
  /**
   * What ends the following where it arrives: of a service or a hub, for the part that it does not pay on within the
   * transaction. Money that is held at the depth bound and paid on later has no end here.
   */
  readonly end?: EndKind
}

/** Where moves are looked up. */
export interface MoveSource {
  readonly index: LiveIndex
  readonly bounds: Bounds
  readonly pass: Pass
}

/** The transfers from `firstRow` on that carried stolen money, in ledger order. */
export function listMoves(source: MoveSource, firstRow: number): Move[] {
  const { edges } = source.pass
  const first = countBelow(edges, firstRow)
  return Array.from({ length: edges.count - first }, (_, i) => {
    const edge = first + i
    const row = edges.rowAt(edge)
    const end = endOf(source, edge)
    return { ...moveAt(source.index, row, edges.originAt(edge)), ...(end === undefined ? {} : { end }) }
  })
}

/** The transfers from `firstRow` on by which money was stolen, in ledger order. */
export function listThefts({ index, pass }: MoveSource, firstRow: number): Move[] {
  const { thefts } = pass.thefts()
  const last = thefts.findLastIndex(({ row }) => row < firstRow)
  return thefts.slice(last + 1).map(({ row, origin }) => moveAt(index, row, origin))
}

function moveAt(index: LiveIndex, row: number, origin: bigint): Move {
  return {
    row,
    rowId: index.rowId[row] as number,
    block: index.block[row] as number,
    from: index.accountOf(index.from[row] as number),
    to: index.accountOf(index.to[row] as number),
    origin,
    paid: getAmount(index.paid, row),
  }
}

function endOf({ index, bounds, pass }: MoveSource, edge: number): EndKind | undefined {
  const row = pass.edges.rowAt(edge)
  const to = index.to[row] as number
  const kind = pass.kindOf(to)
  if (kind !== KIND.account) return kind === KIND.service ? 'service' : 'hub'
  if (pass.edges.originAt(edge) < bounds.dustMax) return 'dust'
  return pass.edges.hopsAt(edge) >= bounds.hopsMax && index.payments.lastOf(to) > row ? 'depth' : undefined
}
