import type { AssetId } from '../../chain/index.ts'
import { type BlockHeader, type LedgerView, listNotices } from '../../ledger/index.ts'
import type { AlertDraft } from '../rules/AlertDraft.ts'
import { assessBalances } from '../rules/balances.ts'
import { assessNotices, type HeldTaint } from '../rules/issuerActs.ts'
import { listAddresses, type WatchedAddress } from '../watched/addresses.ts'
import { createRuleContext } from './createRuleContext.ts'
import { readTouching } from './readTouching.ts'
import { assessTheft, type TheftFollower } from './TheftFollower.ts'
import type { Watch } from './Watch.ts'

/** What all rules say of a block whose rows the indexes have, and no rows behind it. */
export async function assessBlock(watch: Watch, view: LedgerView, block: BlockHeader): Promise<AlertDraft[]> {
  const { store, state, chain } = watch.plan
  const assets = await view.listAssets()
  const context = createRuleContext(watch, block, assets)
  const drafts: AlertDraft[] = []
  for (const follower of watch.followers) drafts.push(...(await assessTheft(follower, view, context)))
  const watched = new Map(listAddresses(state, 'balance', chain).map((address) => [address.address, address]))
  const touching = await readTouching(view, { block, assets, watched })
  drafts.push(...assessBalances(touching, { ...context, watched }))
  const notices = await listNotices(store, chain, { after: block.height - 1, to: block.height })
  if (notices.length === 0) return drafts
  const listHeld = await createHeldFinder(watch.followers, view)
  const findWatched = (account: string): WatchedAddress | undefined => watched.get(account)
  return [...drafts, ...assessNotices(notices, { ...context, listHeld, findWatched })]
}

/** Who holds stolen money when the block ends. */
async function createHeldFinder(
  followers: readonly TheftFollower[],
  view: LedgerView,
): Promise<(account: string) => readonly HeldTaint[]> {
  const held = new Map<string, HeldTaint[]>()
  for (const { theft, asset, index, trace } of followers) {
    const endings = trace.flow().endings.filter(({ kind }) => kind === 'held')
    const addresses = await view.describeAccounts(endings.map(({ holding }) => index.accountOf(holding)))
    for (const { holding, origin } of endings) {
      const address = addresses.get(index.accountOf(holding)) as string
      const taint = { theft: theft.id, name: theft.name, stolen: asset.caip19 as AssetId.AssetId, origin }
      held.set(address, [...(held.get(address) ?? []), taint])
    }
  }
  return (account) => held.get(account) ?? []
}
