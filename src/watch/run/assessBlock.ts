import type { AssetId } from '../../chain/index.ts'
import { type BlockHeader, listNotices } from '../../ledger/index.ts'
import type { AlertDraft } from '../rules/AlertDraft.ts'
import { assessBalances } from '../rules/balances.ts'
import { assessNotices, type HeldTaint } from '../rules/issuerActs.ts'
import { listAddresses, type WatchedAddress } from '../watched/addresses.ts'
import { createRuleContext } from './createRuleContext.ts'
import { assessTheft, type TheftFollower } from './TheftFollower.ts'
import type { Watch } from './Watch.ts'

/** What all rules say of a block that the ledger has taken in last. */
export async function assessBlock(watch: Watch, block: BlockHeader): Promise<AlertDraft[]> {
  const { store, state, chain } = watch.plan
  const { ledger } = watch
  const context = createRuleContext(watch, block, await ledger.listAssets())
  const drafts: AlertDraft[] = []
  for (const follower of watch.followers) drafts.push(...(await assessTheft(follower, ledger, context)))
  const watched = new Map(listAddresses(state, 'balance', chain).map((address) => [address.address, address]))
  const touching = await ledger.readTouching(block, watched)
  drafts.push(...assessBalances(touching, { ...context, watched }))
  const notices = await listNotices(store, chain, { after: block.height - 1, to: block.height })
  if (notices.length === 0) return drafts
  const listHeld = await createHeldFinder(watch.followers)
  const findWatched = (account: string): WatchedAddress | undefined => watched.get(account)
  return [...drafts, ...assessNotices(notices, { ...context, listHeld, findWatched })]
}

/** Who holds stolen money when the block ends. */
async function createHeldFinder(
  followers: readonly TheftFollower[],
): Promise<(account: string) => readonly HeldTaint[]> {
  const held = new Map<string, HeldTaint[]>()
  for (const { theft, asset, trace } of followers) {
    for (const { account, kind, origin } of await trace.listEndings()) {
      if (kind !== 'held') continue
      const taint = { theft: theft.id, name: theft.name, stolen: asset.caip19 as AssetId.AssetId, origin }
      held.set(account, [...(held.get(account) ?? []), taint])
    }
  }
  return (account) => held.get(account) ?? []
}
