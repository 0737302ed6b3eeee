import { AssetId } from '../../chain/index.ts'
import type { LedgerView } from '../../ledger/index.ts'
import { fromLimbs, getAmount } from '../kernel/AmountColumn.ts'
import type { FindFunding } from './followFunders.ts'

/** Finds first payments in a ledger: of the chain's own asset, payments of calls inside transactions too. */
export async function createFundingFinder(view: LedgerView): Promise<FindFunding> {
  const native = (await view.listAssets()).find(({ caip19 }) => {
    return AssetId.toParts(AssetId.parse(caip19)).namespace === 'slip44' && caip19.startsWith(`${view.chain}/`)
  })
  if (native === undefined) return async () => undefined
  const columns = await view.readTransfers([native.id])
  const amounts = fromLimbs(columns.amounts, columns.highAmounts)
  return async (address) => {
    const account = (await view.findAccounts([address])).get(address)
    if (account === undefined) return undefined
    const { sender, receiver, rowId } = columns
    const isPaid = (row: number): boolean => receiver[row] === account && sender[row] !== account
    const row = rowId.findIndex((_, i) => isPaid(i) && getAmount(amounts, i) > 0n)
    if (row < 0) return undefined
    const id = rowId[row] as number
    const place = (await view.describeTransfers([id])).get(id)
    const from = (await view.describeAccounts([sender[row] as number])).get(sender[row] as number)
    if (place === undefined || from === undefined) return undefined
    const { tx, block, timeSec } = place
    const isLate = sender.subarray(0, row).includes(account)
    return { from, tx, block, timeSec, amount: getAmount(amounts, row), isLate }
  }
}
