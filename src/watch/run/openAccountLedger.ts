import type { LedgerAsset } from '../../ledger/index.ts'
import {
  COUNTERPARTIES_MAX,
  createLiveIndex,
  createLiveTrace,
  type LiveBounds,
  type LiveIndex,
  type Move,
  type Seed,
} from '../../trace/index.ts'
import { type AccountExposures, createAccountExposures, type ExposureWish } from '../exposure/AccountExposures.ts'
import type { WatchedTheft } from '../watched/thefts.ts'
import { type Accounts, createAccounts } from './Accounts.ts'
import { readTouching } from './readTouching.ts'
import { findAssets, resolveSeeds, seedsOf } from './resolveSeeds.ts'
import { toTaintMoves } from './toTaintMoves.ts'
import type { WatchPlan } from './Watch.ts'
import type { TheftTrace, WatchedLedger } from './WatchedLedger.ts'
import { createViewOpener, type WatchView } from './WatchView.ts'

/** A ledger of accounts: one index for each asset in which a theft is followed. */
export function openAccountLedger({ store, chain, loadLabels }: Omit<WatchPlan, 'state' | 'now'>): WatchedLedger {
  const openView = createViewOpener(store, chain)
  let accounts = createAccounts(loadLabels)
  let listed: Listed | undefined
  const indexes = new Map<number, LiveIndex>()
  const indexOf = async (view: WatchView, asset: number, before: number): Promise<LiveIndex> => {
    const known = indexes.get(asset)
    if (known !== undefined) return known
    const index = createLiveIndex(await view.readTransfers([asset], { after: -1, to: before - 1 }))
    indexes.set(asset, index)
    return index
  }
  return {
    async turnTo(height) {
      const view = await openView()
      view.turnTo(height)
    },
    async learn(before) {
      const view = await openView()
      await accounts.learn(view)
      await listed?.exposures.learn(view, before, (asset) => indexOf(view, asset, before))
    },
    async relearn(before) {
      accounts = createAccounts(loadLabels)
      listed &&= startListed(listed.wish, accounts)
      await this.learn(before)
    },
    followListed(wish) {
      listed = startListed(wish, accounts)
    },
    async expose(also) {
      if (listed === undefined) return undefined
      const { isWhole } = listed
      listed.isWhole = false
      return { isWhole, changes: await listed.exposures.advance(await openView(), also) }
    },
    findLabel: (address) => accounts.findLabel(address),
    listAssets: async () => await (await openView()).listAssets(),
    findAssets: async (theft, blocks) => await findAssets(await openView(), theft, blocks),
    async openTrace(theft, asset, before) {
      const view = await openView()
      return await openAccountTrace({ view, theft, asset, accounts, index: await indexOf(view, asset.id, before) })
    },
    keepOnly(assets) {
      for (const asset of [...indexes.keys()]) {
        if (!assets.has(asset) && listed?.exposures.usesAsset(asset) !== true) indexes.delete(asset)
      }
    },
    async append({ height }) {
      const view = await openView()
      for (const [asset, index] of indexes) {
        const rows = await view.readTransfers([asset], { after: height - 1, to: height })
        if (rows.count > 0) index.append(rows)
      }
    },
    async truncate(height) {
      for (const index of indexes.values()) index.truncate(height)
      const view = await openView()
      view.forget()
    },
    async readTouching(block, watched) {
      const view = await openView()
      return await readTouching(view, { block, assets: await view.listAssets(), watched })
    },
    async findHeights(txs) {
      const view = await openView()
      const heights = new Map<string, number>()
      for (const tx of txs) {
        const [row] = await view.findTransfers(tx)
        const place = row === undefined ? undefined : (await view.describeTransfers([row])).get(row)
        if (place !== undefined) heights.set(tx, place.block)
      }
      return heights
    },
    async stampBlocks(heights) {
      const blocks = await (await openView()).findBlocks(heights)
      return new Map(
        heights.map((height) => {
          const { timeSec = 0, hash = '' } = blocks.get(height) ?? {}
          return [height, { height, hash, timeSec }]
        }),
      )
    },
  }
}

/** Listed addresses whose money is followed. */
interface Listed {
  readonly wish: ExposureWish
  readonly exposures: AccountExposures
  /** Whether nothing was told of it yet. */
  isWhole: boolean
}

function startListed(wish: ExposureWish, { services }: Accounts): Listed {
  return { wish, exposures: createAccountExposures({ ...wish, services }), isWhole: true }
}

interface TracePlan {
  readonly view: WatchView
  readonly theft: WatchedTheft
  readonly asset: LedgerAsset
  readonly index: LiveIndex
  readonly accounts: Accounts
}

async function openAccountTrace({ view, theft, asset, index, accounts }: TracePlan): Promise<TheftTrace> {
  const first = await resolveSeeds(view, seedsOf(theft), asset)
  // Seeds that the ledger does not have yet.
  let waiting: readonly Seed[] = first.waiting
  let isNew = true
  const trace = createLiveTrace(index, first.origins, { ...UNBOUNDED, services: accounts.services })
  const describe = async (moves: readonly Move[]) => await toTaintMoves(moves, { view, asset })
  return {
    async advance() {
      if (!isNew && waiting.length > 0) {
        const found = await resolveSeeds(view, waiting, asset)
        trace.addOrigins(found.origins)
        waiting = found.waiting
      }
      isNew = false
      const { thefts, moves, isRevised } = trace.advance()
      return { thefts: await describe(thefts), moves: await describe(moves), isRevised }
    },
    async listBefore(height) {
      const isPast = ({ block }: Move): boolean => block < height
      return {
        thefts: await describe(trace.listThefts().filter(isPast)),
        moves: await describe(trace.listMoves().filter(isPast)),
      }
    },
    async listEndings() {
      const { endings } = trace.flow()
      const addresses = await view.describeAccounts(endings.map(({ holding }) => index.accountOf(holding)))
      return endings.map(({ holding, kind, origin }) => {
        return { account: addresses.get(index.accountOf(holding)) as string, kind, origin }
      })
    },
  }
}

const UNBOUNDED: Omit<LiveBounds, 'services'> = {
  counterpartiesMax: COUNTERPARTIES_MAX,
  hopsMax: Number.POSITIVE_INFINITY,
  blockMax: Number.POSITIVE_INFINITY,
  dustMax: 0n,
}
