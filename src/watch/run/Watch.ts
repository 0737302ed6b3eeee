import type { ChainId } from '../../chain/index.ts'
import { type BlockHeader, findNextHeader, type LedgerView, listHeaders, type Store } from '../../ledger/index.ts'
import type { WorkState } from '../../state/index.ts'
import { createLiveIndex, type LiveIndex } from '../../trace/index.ts'
import {
  findCursor,
  findNewest,
  findOldest,
  type RecordedAlerts,
  recordAlerts,
  recordBlock,
  undoBlock,
} from '../alerts/recordBlock.ts'
import { listThefts } from '../watched/thefts.ts'
import { type Accounts, createAccounts, type LoadLabels } from './Accounts.ts'
import { assessBlock } from './assessBlock.ts'
import { createRuleContext } from './createRuleContext.ts'
import { findAssets } from './resolveSeeds.ts'
import { assess, createFollower, type OnPast, restart, type TheftFollower } from './TheftFollower.ts'
import { createViewOpener, type WatchView } from './WatchView.ts'

/** What a watch looks at. */
export interface WatchPlan {
  readonly store: Store
  readonly state: WorkState
  readonly chain: ChainId.ChainId
  readonly loadLabels: LoadLabels
  /** Whole seconds UTC. */
  now(): number
}

/** A block that the watch has seen, and the alerts that it brought. */
export interface WatchedBlock extends RecordedAlerts {
  readonly block: BlockHeader
}

/** The thefts that are followed on a chain, each in each of its assets, with all that is needed to go on. */
export interface Watch {
  readonly plan: WatchPlan
  readonly accounts: Accounts
  /** By asset id. */
  readonly indexes: Map<number, LiveIndex>
  readonly followers: TheftFollower[]
  openView(): Promise<WatchView>
}

/**
 * Opens a watch where it stopped: takes back what the chain has left meanwhile, and follows each theft up to the last
 * block that was watched. What came since then is for `watchBlocks`.
 *
 * A watch that begins stands at the ledger's newest block: what came before it is history, and raises no alert.
 */
export async function openWatch(plan: WatchPlan): Promise<Watch> {
  const { store, state, chain, now } = plan
  await takeBackOrphans(plan)
  const [newest] = await listHeaders(store, chain, { limit: 1 })
  if (findCursor(state, chain) === undefined && newest !== undefined) {
    recordBlock(state, { chain, block: newest, alerts: [], now: now() })
  }
  const accounts = createAccounts(plan.loadLabels)
  const watch = { plan, accounts, indexes: new Map(), followers: [], openView: createViewOpener(store, chain) }
  const seen = findCursor(state, chain)
  if (seen !== undefined) await addFollowers(watch, await watch.openView(), { before: seen.height + 1 })
  return watch
}

/**
 * Watches the blocks that the ledger has beyond the watch, one after the other: each is recorded with its alerts at once.
 *
 * @throws whatever the ledger and the state throw; the watch must be opened again then
 */
export async function* watchBlocks(watch: Watch): AsyncGenerator<WatchedBlock> {
  const { store, state, chain, now } = watch.plan
  for (;;) {
    const header = await findNextHeader(store, chain, findCursor(state, chain)?.height ?? -1)
    if (header === undefined) return
    const view = await watch.openView()
    view.turnTo(header.height)
    const past = await addFollowers(watch, view, { before: header.height })
    for (const [asset, index] of watch.indexes) {
      const rows = await view.readTransfers([asset], { after: header.height - 1, to: header.height })
      if (rows.count > 0) index.append(rows)
    }
    const alerts = await assessBlock(watch, view, header)
    const recorded = recordBlock(state, { chain, block: header, alerts, now: now() })
    yield { block: header, ...recorded, opened: [...past, ...recorded.opened] }
  }
}

/** Takes blocks back, newest first. @returns ids of the alerts that stand no more */
export async function unwatchBlocks(watch: Watch, blocks: readonly BlockHeader[]): Promise<string[]> {
  const { state, chain, now } = watch.plan
  const lowest = blocks.at(-1)
  if (lowest === undefined) return []
  const retracted: string[] = []
  for (const block of blocks) {
    if (findCursor(state, chain)?.hash !== block.hash) continue
    retracted.push(...undoBlock(state, { chain, block, now: now() }))
  }
  for (const index of watch.indexes.values()) index.truncate(lowest.height - 1)
  const view = await watch.openView()
  view.forget()
  for (const follower of watch.followers) await restart(follower, view, watch.accounts)
  return retracted
}

/** What the ledger no longer has was taken back while nobody watched. */
async function takeBackOrphans({ store, state, chain, now }: WatchPlan): Promise<void> {
  for (;;) {
    const block = findNewest(state, chain)
    if (block === undefined) return
    const [own] = await listHeaders(store, chain, { from: block.height, to: block.height, limit: 1 })
    if (own?.hash === block.hash) return
    undoBlock(state, { chain, block, now: now() })
  }
}

/**
 * Follows thefts that are new, and thefts in assets that they have moved for the first time, up to the block `before`.
 *
 * That block's accounts and assets are known by then: what it moves is news for all of them.
 *
 * @returns ids of the alerts that a new theft's past has opened
 */
async function addFollowers(
  watch: Watch,
  view: LedgerView,
  { before }: { readonly before: number },
): Promise<readonly string[]> {
  const { state, chain } = watch.plan
  await watch.accounts.learn(view)
  const active = listThefts(state).filter((theft) => theft.chain === chain && theft.ended === undefined)
  for (const id of watch.followers.map(({ theft }) => theft.id)) {
    if (!active.some((theft) => theft.id === id)) dropFollowers(watch, id)
  }
  const past = await createPastTeller(watch, view)
  for (const theft of active) {
    const known = watch.followers.filter((follower) => follower.theft.id === theft.id)
    const after = known.length === 0 ? -1 : before - 1
    for (const asset of await findAssets(view, theft, { after, to: before })) {
      if (known.some((follower) => follower.asset.id === asset.id)) continue
      const index = await indexOf(watch, view, { asset: asset.id, before })
      watch.followers.push(await createFollower({ view, theft, asset, index, accounts: watch.accounts }, past.tell))
    }
  }
  return past.opened
}

/**
 * What a theft has done by the time it is watched: told as alerts as far back as the watch has seen the blocks itself.
 *
 * Alerts that are known are not told again.
 */
async function createPastTeller(watch: Watch, view: LedgerView): Promise<{ tell: OnPast; opened: string[] }> {
  const { state, chain, now } = watch.plan
  const first = findOldest(state, chain)
  const assets = await view.listAssets()
  const opened: string[] = []
  return {
    opened,
    tell(follower, block, deeds) {
      if (first === undefined || block.height <= first.height) return
      const alerts = assess(follower, createRuleContext(watch, block, assets), deeds)
      opened.push(...recordAlerts(state, alerts, now()).opened)
    },
  }
}

async function indexOf(
  { indexes }: Watch,
  view: LedgerView,
  { asset, before }: { readonly asset: number; readonly before: number },
): Promise<LiveIndex> {
  const known = indexes.get(asset)
  if (known !== undefined) return known
  const index = createLiveIndex(await view.readTransfers([asset], { after: -1, to: before - 1 }))
  indexes.set(asset, index)
  return index
}

/** A theft that is watched no longer; what nobody needs of its assets goes with it. */
function dropFollowers({ followers, indexes }: Watch, theft: string): void {
  followers.splice(0, followers.length, ...followers.filter((follower) => follower.theft.id !== theft))
  for (const asset of [...indexes.keys()]) {
    if (!followers.some((follower) => follower.asset.id === asset)) indexes.delete(asset)
  }
}
