import type { AssetId } from '../../chain/index.ts'
import type { LabelBook } from '../../intel/index.ts'
import { type LiveUtxoView, listHeaders, openUtxoView } from '../../ledger/index.ts'
import { createLiveUtxoIndex, createMixBook, type LiveUtxoIndex, type MixBook, utxoAsset } from '../../trace/index.ts'
import type { ExposureWish } from '../exposure/AccountExposures.ts'
import { createUtxoExposures, type UtxoExposures } from '../exposure/UtxoExposures.ts'
import { findMixLabel } from './mixNames.ts'
import { openUtxoTrace } from './openUtxoTrace.ts'
import { readUtxoTouching } from './readUtxoTouching.ts'
import type { WatchPlan } from './Watch.ts'
import type { WatchedLedger } from './WatchedLedger.ts'

/** What is loaded once a theft is followed. */
interface Loaded {
  readonly index: LiveUtxoIndex
  readonly mixes: MixBook
}

/** Listed addresses whose money is followed. */
interface Listed {
  readonly wish: ExposureWish
  readonly exposures: UtxoExposures
  /** Whether nothing was told of it yet. */
  isWhole: boolean
}

/** A ledger of outputs: one index, and one asset. */
export function openUtxoLedger({ store, chain, loadLabels }: Omit<WatchPlan, 'state' | 'now'>): WatchedLedger {
  const asset = utxoAsset(chain)
  const owners = createOwners(loadLabels)
  let loaded: Loaded | undefined
  let opened: LiveUtxoView | undefined
  let listed: Listed | undefined
  const openView = async (): Promise<LiveUtxoView> => (opened ??= await openUtxoView(store, chain))
  const load = async (view: LiveUtxoView, before: number): Promise<Loaded> => {
    const index = createLiveUtxoIndex(await view.readColumns({ after: -1, to: before - 1 }))
    return { index, mixes: createMixBook(view, index, owners.labels) }
  }
  return {
    turnTo: async () => undefined,
    learn: async () => await owners.learn(await openView()),
    async relearn() {
      owners.forget()
      await owners.learn(await openView())
      loaded?.mixes.forget(0)
      listed &&= { ...listed, exposures: createUtxoExposures(listed.wish, owners.labels), isWhole: true }
    },
    followListed(wish) {
      listed = { wish, exposures: createUtxoExposures(wish, owners.labels), isWhole: true }
    },
    async expose(also) {
      if (listed === undefined) return undefined
      const { isWhole } = listed
      listed.isWhole = false
      return { isWhole, changes: await listed.exposures.advance(await openView(), also) }
    },
    findLabel: (address) => owners.findLabel(address) ?? findMixLabel(address),
    listAssets: async () => [asset],
    findAssets: async ({ assets }) =>
      assets.length === 0 || assets.includes(asset.caip19 as AssetId.AssetId) ? [asset] : [],
    async openTrace(theft, _, before) {
      const view = await openView()
      loaded ??= await load(view, before)
      return openUtxoTrace({ ...loaded, view, theft, asset, services: owners.services })
    },
    keepOnly(assets) {
      if (!assets.has(asset.id)) loaded = undefined
    },
    async append({ height }) {
      if (loaded === undefined) return
      loaded.index.append(await (await openView()).readColumns({ after: height - 1, to: height }))
    },
    async truncate(height) {
      // Ids of owners whom only the blocks named that are gone are given to others.
      owners.forget()
      await owners.learn(await openView())
      loaded?.index.truncate(height)
      loaded?.mixes.forget(loaded.index.txCount)
    },
    readTouching: async (block, watched) => await readUtxoTouching(await openView(), { block, asset, watched }),
    async findHeights(txs) {
      const view = await openView()
      const ids = await view.findTxs(txs)
      const found = await view.describeTxs([...ids.values()])
      return new Map(Array.from(ids, ([tx, id]) => [tx, found.get(id)?.height ?? -1] as const))
    },
    async stampBlocks(heights) {
      const stamps = new Map<number, { height: number; hash: string; timeSec: number }>()
      for (const height of heights) {
        const [header] = await listHeaders(store, chain, { from: height, to: height, limit: 1 })
        stamps.set(height, header ?? { height, hash: '', timeSec: 0 })
      }
      return stamps
    },
  }
}

/** Who the owners are, learned as they appear in the ledger. */
function createOwners(loadLabels: WatchPlan['loadLabels']) {
  const labels = new Map<number, LabelBook.ResolvedLabel>()
  const byAddress = new Map<string, LabelBook.ResolvedLabel>()
  const services = new Set<number>()
  let above = -1
  return {
    labels,
    services,
    findLabel: (address: string) => byAddress.get(address),
    async learn(view: LiveUtxoView): Promise<void> {
      const newest = await view.findNewestOwner()
      if (newest === above) return
      const learned = await loadLabels(view, above)
      const described = await view.describeOwners([...learned.keys()])
      for (const [owner, label] of learned) {
        labels.set(owner, label)
        byAddress.set(described.get(owner)?.name as string, label)
        if (label.stops) services.add(owner)
      }
      above = newest
    },
    forget(): void {
      for (const known of [labels, byAddress, services]) known.clear()
      above = -1
    },
  }
}
