import { type RecordedAlerts, recordAlerts } from '../alerts/recordBlock.ts'
import type { BlockStamp } from '../rules/AlertDraft.ts'
import { assessReach } from '../rules/reachesCustomer.ts'
import type { WatchedAddress } from '../watched/addresses.ts'
import { createRuleContext } from './createRuleContext.ts'
import type { Watch } from './Watch.ts'
import type { ExposureNews } from './WatchedLedger.ts'

/** What is told of customers: who they are, and what lists call themselves. */
export interface CustomerPlan {
  readonly customers: readonly WatchedAddress[]
  readonly titles: ReadonlyMap<string, string>
}

/** Raises an alert for each customer whom a listed address has paid; what was raised before is not told again. */
export async function assessCustomers(
  watch: Watch,
  { changes }: ExposureNews,
  { customers, titles }: CustomerPlan,
): Promise<RecordedAlerts> {
  const { state, now } = watch.plan
  const exposures = customers.flatMap(({ address }) => changes.get(address) ?? [])
  const blocks = await findBlocks(
    watch,
    exposures.flatMap(({ path }) => path.at(-1) ?? []),
  )
  const { block: _, ...context } = createRuleContext(watch, NONE, await watch.ledger.listAssets())
  const drafts = assessReach(exposures, {
    ...context,
    customers: new Map(customers.map((customer) => [customer.address, customer])),
    findTitle: (list) => titles.get(list),
    findBlock: (tx) => blocks.get(tx),
  })
  return recordAlerts(state, drafts, now())
}

const NONE: BlockStamp = { height: 0, hash: '', timeSec: 0 }

/** The blocks of transactions; not those that were imported, which nothing takes back. */
async function findBlocks({ ledger }: Watch, txs: readonly string[]): Promise<Map<string, BlockStamp>> {
  const heights = await ledger.findHeights([...new Set(txs)])
  const stamps = await ledger.stampBlocks([...new Set(heights.values())])
  const found = new Map<string, BlockStamp>()
  for (const [tx, height] of heights) {
    const stamp = stamps.get(height)
    if (stamp !== undefined && stamp.hash !== '') found.set(tx, stamp)
  }
  return found
}
