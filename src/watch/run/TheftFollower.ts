import type { AssetId } from '../../chain/index.ts'
import type { LedgerAsset, LedgerView } from '../../ledger/index.ts'
import {
  COUNTERPARTIES_MAX,
  createLiveTrace,
  type LiveBounds,
  type LiveIndex,
  type LiveTrace,
  type Move,
  type Seed,
} from '../../trace/index.ts'
import type { AlertDraft, BlockStamp } from '../rules/AlertDraft.ts'
import { assessMoves } from '../rules/assessMoves.ts'
import { createMoveHistory, type LiveMoveHistory } from '../rules/MoveHistory.ts'
import type { RuleContext, TaintMove } from '../rules/RuleContext.ts'
import { assessThefts } from '../rules/stolen.ts'
import type { WatchedTheft } from '../watched/thefts.ts'
import type { Accounts } from './Accounts.ts'
import { resolveSeeds, seedsOf } from './resolveSeeds.ts'
import { toTaintMoves } from './toTaintMoves.ts'

/** One theft in one asset, as far as it was followed. */
export interface TheftFollower {
  readonly theft: WatchedTheft
  readonly asset: LedgerAsset
  readonly index: LiveIndex
  trace: LiveTrace
  /** Seeds that the ledger does not have yet. */
  waiting: readonly Seed[]
  /** All moves of the blocks before the one that is assessed. */
  history: LiveMoveHistory
}

/** What a follower is made of. */
export interface FollowerPlan {
  readonly view: LedgerView
  readonly theft: WatchedTheft
  readonly asset: LedgerAsset
  readonly index: LiveIndex
  readonly accounts: Accounts
}

/** Follows a theft through all that the index has. `onPast` hears of the moves of each block, before they are history. */
export async function createFollower(plan: FollowerPlan, onPast: OnPast): Promise<TheftFollower> {
  const { theft, asset, index, view } = plan
  const { trace, waiting, past } = await startTrace(plan)
  const follower = { theft, asset, index, trace, waiting, history: createMoveHistory() }
  await tellHistory(past, { view, follower, onPast })
  return follower
}

/** What a block has done with the money of a theft: by which of its transfers it was stolen, and which carried it on. */
export interface Deeds {
  readonly thefts: readonly TaintMove[]
  readonly moves: readonly TaintMove[]
}

/** Hears of a block's deeds. */
export type OnPast = (follower: TheftFollower, block: BlockStamp, deeds: Deeds) => void

/** Begins again, with the seeds as the ledger has them now: a block that was taken back may have had one. */
export async function restart(follower: TheftFollower, view: LedgerView, accounts: Accounts): Promise<void> {
  const { trace, waiting, past } = await startTrace({ ...follower, view, accounts })
  Object.assign(follower, { trace, waiting, history: createMoveHistory() })
  await tellHistory(past, { view, follower })
}

/**
 * Follows the theft through the rows of one block that its index has gained, and says what the rules find in it.
 *
 * Where the rows change what is true of the blocks before, the history is told anew; alerts that were raised stay as they
 * are: they said what was known then.
 */
export async function assessTheft(
  follower: TheftFollower,
  view: LedgerView,
  context: RuleContext,
): Promise<AlertDraft[]> {
  await seekSeeds(follower, view)
  const { thefts, moves, isRevised } = follower.trace.advance()
  if (isRevised) {
    const isPast = ({ block }: Move): boolean => block < context.block.height
    const past = {
      thefts: follower.trace.listThefts().filter(isPast),
      moves: follower.trace.listMoves().filter(isPast),
    }
    follower.history = createMoveHistory()
    await tellHistory(past, { view, follower })
  }
  const deeds = await describe({ thefts, moves }, { view, asset: follower.asset })
  const drafts = assess(follower, context, deeds)
  follower.history.apply(context.block, deeds.moves, deeds.thefts)
  return drafts
}

/** What the rules find in the deeds of a block that are not history yet. */
export function assess(
  { theft, asset, history }: TheftFollower,
  context: RuleContext,
  { thefts, moves }: Deeds,
): AlertDraft[] {
  if (thefts.length + moves.length === 0) return []
  const stolen = asset.caip19 as AssetId.AssetId
  const ofTheft = { ...context, options: theft.options, theft, stolen, history }
  return [...assessThefts(thefts, ofTheft), ...assessMoves(moves, ofTheft)]
}

async function seekSeeds(follower: TheftFollower, view: LedgerView): Promise<void> {
  if (follower.waiting.length === 0) return
  const { origins, waiting } = await resolveSeeds(view, follower.waiting, follower.asset)
  follower.trace.addOrigins(origins)
  follower.waiting = waiting
}

interface Start {
  readonly trace: LiveTrace
  readonly waiting: readonly Seed[]
  readonly past: { readonly thefts: readonly Move[]; readonly moves: readonly Move[] }
}

async function startTrace({ view, theft, asset, index, accounts }: FollowerPlan): Promise<Start> {
  const { origins, waiting } = await resolveSeeds(view, seedsOf(theft), asset)
  const trace = createLiveTrace(index, origins, { ...UNBOUNDED, services: accounts.services })
  return { trace, waiting, past: trace.advance() }
}

const UNBOUNDED: Omit<LiveBounds, 'services'> = {
  counterpartiesMax: COUNTERPARTIES_MAX,
  hopsMax: Number.POSITIVE_INFINITY,
  blockMax: Number.POSITIVE_INFINITY,
  dustMax: 0n,
}

interface Telling {
  readonly view: LedgerView
  readonly follower: TheftFollower
  readonly onPast?: OnPast
}

async function tellHistory(past: Start['past'], { view, follower, onPast }: Telling): Promise<void> {
  const { thefts, moves } = await describe(past, { view, asset: follower.asset })
  const byBlock = new Map<number, { thefts: TaintMove[]; moves: TaintMove[] }>()
  const deedsOf = (height: number): { thefts: TaintMove[]; moves: TaintMove[] } => {
    const deeds = byBlock.get(height) ?? { thefts: [], moves: [] }
    byBlock.set(height, deeds)
    return deeds
  }
  for (const theft of thefts) deedsOf(theft.block).thefts.push(theft)
  for (const move of moves) deedsOf(move.block).moves.push(move)
  const blocks = await view.findBlocks([...byBlock.keys()])
  for (const [height, deeds] of [...byBlock].sort(([one], [other]) => one - other)) {
    const { timeSec = 0, hash = '' } = blocks.get(height) ?? {}
    const stamp = { height, hash, timeSec }
    onPast?.(follower, stamp, deeds)
    follower.history.apply(stamp, deeds.moves, deeds.thefts)
  }
}

async function describe(
  { thefts, moves }: Start['past'],
  known: { readonly view: LedgerView; readonly asset: LedgerAsset },
): Promise<Deeds> {
  return { thefts: await toTaintMoves(thefts, known), moves: await toTaintMoves(moves, known) }
}
