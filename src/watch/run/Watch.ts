import type { ChainId } from '../../chain/index.ts'
import { type BlockHeader, type BlockRef, listHeaders, listNextHeaders, type Store } from '../../ledger/index.ts'
import type { WorkState } from '../../state/index.ts'
import {
  findCursor,
  findNewest,
  findOldest,
  moveCursor,
  type RecordedAlerts,
  recordAlerts,
  recordBlock,
  undoBlock,
} from '../alerts/recordBlock.ts'
import type { ExposureWish } from '../exposure/AccountExposures.ts'
import { listAddresses } from '../watched/addresses.ts'
import { hasToldPast, listThefts, markPastTold } from '../watched/thefts.ts'
import type { LoadLabels } from './Accounts.ts'
import { assessBlock } from './assessBlock.ts'
import { assessCustomers } from './assessCustomers.ts'
import { createRuleContext } from './createRuleContext.ts'
import { openLedger } from './openLedger.ts'
import { assess, createFollower, type OnPast, restart, type TheftFollower } from './TheftFollower.ts'
import type { ExposureNews, WatchedLedger } from './WatchedLedger.ts'

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
  readonly ledger: WatchedLedger
  readonly followers: TheftFollower[]
  /** What is known by the names of lists whose money is followed, and of whose customers it was looked at. */
  readonly listed: { titles: ReadonlyMap<string, string>; customers: ReadonlySet<string> }
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
  const listed = { titles: new Map<string, string>(), customers: new Set<string>() }
  const watch: Watch = { plan, ledger: await openLedger(plan), followers: [], listed }
  const seen = findCursor(state, chain)
  if (seen !== undefined) await addFollowers(watch, seen.height + 1)
  return watch
}

/**
 * Watches the blocks that the ledger has beyond the watch, one after the other: each is recorded with its alerts at once.
 *
 * The ledger has to stay as it is until all of them were taken.
 *
 * @throws whatever the ledger and the state throw; the watch must be opened again then
 */
export async function* watchBlocks(watch: Watch): AsyncGenerator<WatchedBlock> {
  const { store, state, chain } = watch.plan
  for (;;) {
    const after = findCursor(state, chain)?.height ?? -1
    const headers = await listNextHeaders(store, chain, { after, limit: HEADERS_MAX })
    for (const header of headers) yield await watchBlock(watch, header)
    if (headers.length < HEADERS_MAX) return
  }
}

/** Headers that are asked for at once. */
const HEADERS_MAX = 64

async function watchBlock(watch: Watch, block: BlockHeader): Promise<WatchedBlock> {
  const { state, chain, now } = watch.plan
  await watch.ledger.turnTo(block.height)
  const past = await addFollowers(watch, block.height)
  await watch.ledger.append(block)
  const alerts = await assessBlock(watch, block)
  const recorded = recordBlock(state, { chain, block, alerts, now: now() })
  return { block, ...recorded, opened: [...past, ...recorded.opened] }
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
  await watch.ledger.truncate(lowest.height - 1)
  for (const follower of watch.followers) await restart(follower, watch.ledger, lowest.height)
  return retracted
}

/** Follows the money of listed addresses too: `takeExposures` tells who has how much of it. */
export async function followListed(watch: Watch, wish: ExposureWish): Promise<void> {
  watch.ledger.followListed(wish)
  watch.listed.titles = new Map(
    wish.sources.flatMap(({ origin, title }) => (title === undefined ? [] : [[origin, title]])),
  )
  // Where nothing was watched there may be no ledger yet: the first block brings it.
  const { state, chain } = watch.plan
  const seen = findCursor(state, chain)
  if (seen !== undefined) await watch.ledger.learn(seen.height + 1)
}

/** What has become true of exposures, the block behind which, and the alerts about customers that it brought. */
export interface TakenExposures extends ExposureNews, RecordedAlerts {
  readonly block: BlockRef
}

/**
 * What has become true of exposures since it was asked last, behind the last block that was watched; a customer whom a
 * listed address has paid raises an alert. A customer who is new is looked at whether anything has changed or not.
 */
export async function takeExposures(watch: Watch): Promise<TakenExposures | undefined> {
  const { state, chain } = watch.plan
  const block = findCursor(state, chain)
  const customers = listAddresses(state, 'customer', chain)
  const known = watch.listed.customers
  const added = customers.map(({ address }) => address).filter((address) => !known.has(address))
  const news = block === undefined ? undefined : await watch.ledger.expose(added)
  if (news === undefined || block === undefined) return undefined
  const recorded = await assessCustomers(watch, news, { customers, titles: watch.listed.titles })
  watch.listed.customers = new Set(customers.map(({ address }) => address))
  return { ...news, ...recorded, block }
}

/** Follows each theft anew with what labels say now. */
export async function relearn(watch: Watch): Promise<void> {
  const { state, chain } = watch.plan
  const seen = findCursor(state, chain)
  if (seen === undefined) return
  await watch.ledger.relearn(seen.height + 1)
  for (const follower of watch.followers) await restart(follower, watch.ledger, seen.height + 1)
}

/** What the ledger no longer has was taken back while nobody watched. */
async function takeBackOrphans({ store, state, chain, now }: WatchPlan): Promise<void> {
  for (;;) {
    const block = findNewest(state, chain)
    if (block === undefined) return standOnLedger({ store, state, chain })
    const [own] = await listHeaders(store, chain, { from: block.height, to: block.height, limit: 1 })
    if (own?.hash === block.hash) return
    undoBlock(state, { chain, block, now: now() })
  }
}

/** Where all that the watch has seen is gone, what the ledger has below it was never watched: it stands on that. */
async function standOnLedger({ store, state, chain }: Pick<WatchPlan, 'store' | 'state' | 'chain'>): Promise<void> {
  const cursor = findCursor(state, chain)
  if (cursor === undefined) return
  const [own] = await listHeaders(store, chain, { to: cursor.height, limit: 1 })
  if (own !== undefined && own.hash !== cursor.hash) moveCursor(state, chain, own)
}

/**
 * Follows thefts that are new, and thefts in assets that they have moved for the first time, up to the block `before`.
 *
 * That block's accounts and assets are known by then: what it moves is news for all of them.
 *
 * @returns ids of the alerts that a new theft's past has opened
 */
async function addFollowers(watch: Watch, before: number): Promise<readonly string[]> {
  const { ledger, plan } = watch
  const { state, chain } = plan
  await ledger.learn(before)
  const active = listThefts(state).filter((theft) => theft.chain === chain && theft.ended === undefined)
  for (const id of watch.followers.map(({ theft }) => theft.id)) {
    if (!active.some((theft) => theft.id === id)) dropFollowers(watch, id)
  }
  const past = await createPastTeller(watch)
  for (const theft of active) {
    const known = watch.followers.filter((follower) => follower.theft.id === theft.id)
    const after = known.length === 0 ? -1 : before - 1
    for (const asset of await ledger.findAssets(theft, { after, to: before })) {
      if (known.some((follower) => follower.asset.id === asset.id)) continue
      const isTold = hasToldPast(state, theft.id, asset.caip19)
      watch.followers.push(await createFollower({ ledger, theft, asset, before }, isTold ? undefined : past.tell))
      if (!isTold) markPastTold(state, theft.id, asset.caip19)
    }
  }
  return past.opened
}

/**
 * What a theft has done by the time it is watched: told as alerts as far back as the watch has seen the blocks itself.
 *
 * It is told once: what later blocks change of it was not known then, whether the watch was opened anew meanwhile or not.
 * Alerts that are known are not told again.
 */
async function createPastTeller(watch: Watch): Promise<{ tell: OnPast; opened: string[] }> {
  const { state, chain, now } = watch.plan
  const first = findOldest(state, chain)
  const assets = await watch.ledger.listAssets()
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

/** A theft that is watched no longer; what nobody needs of its assets goes with it. */
function dropFollowers({ followers, ledger }: Watch, theft: string): void {
  followers.splice(0, followers.length, ...followers.filter((follower) => follower.theft.id !== theft))
  ledger.keepOnly(new Set(followers.map(({ asset }) => asset.id)))
}
