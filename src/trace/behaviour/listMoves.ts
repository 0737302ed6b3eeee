import type { LedgerAsset, LedgerView } from '../../ledger/index.ts'
import { fromLimbs, getAmount } from '../kernel/AmountColumn.ts'

/** A transfer from or to an account. Amounts in base units. */
export interface Move {
  readonly tx: string
  readonly block: number
  /** Whole seconds UTC; undefined where no source told. */
  readonly timeSec: number | undefined
  readonly from: string
  readonly to: string
  readonly asset: LedgerAsset
  readonly amount: bigint
}

/** The transfers of an account in all assets, in ledger order; none where the ledger does not have it. */
export async function listMoves(view: LedgerView, address: string): Promise<Move[]> {
  const account = (await view.findAccounts([address])).get(address)
  if (account === undefined) return []
  const ids = await view.listAssetsOf([account])
  const assets = new Map((await view.listAssets()).map((asset) => [asset.id, asset]))
  const columns = await view.readTransfers(ids)
  const rows: number[] = []
  for (let row = 0; row < columns.count; row++) {
    if (columns.sender[row] === account || columns.receiver[row] === account) rows.push(row)
  }
  const places = await view.describeTransfers(rows.map((row) => columns.rowId[row] as number))
  const ends = new Set(rows.flatMap((row) => [columns.sender[row] as number, columns.receiver[row] as number]))
  const names = await view.describeAccounts([...ends])
  const amounts = fromLimbs(columns.amounts, columns.highAmounts)
  return rows.flatMap((row): Move[] => {
    const place = places.get(columns.rowId[row] as number)
    const asset = assets.get(columns.asset[row] as number)
    const from = names.get(columns.sender[row] as number)
    const to = names.get(columns.receiver[row] as number)
    if (place === undefined || asset === undefined || from === undefined || to === undefined) return []
    const { tx, block, timeSec } = place
    return [{ tx, block, timeSec, from, to, asset, amount: getAmount(amounts, row) }]
  })
}
