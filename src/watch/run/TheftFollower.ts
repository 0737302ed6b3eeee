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

/** Hears of a block's moves. */
export type OnPast = (follower: TheftFollower, block: BlockStamp, moves: readonly TaintMove[]) => void

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
    const all = [...follower.trace.listThefts(), ...follower.trace.listMoves()]
    follower.history = createMoveHistory()
    await tellHistory(
      all.filter(({ block }) => block < context.block.height),
      { view, follower },
    )
  }
  const found = await toTaintMoves(inOrder([...thefts, ...moves]), { view, asset: follower.asset })
  const drafts = assess(follower, context, found)
  follower.history.apply(context.block, found)
  return drafts
}

/** What the rules find in the moves of a block that are not history yet. */
export function assess(
  { theft, asset, history }: TheftFollower,
  context: RuleContext,
  moves: readonly TaintMove[],
): AlertDraft[] {
  if (moves.length === 0) return []
  const stolen = asset.caip19 as AssetId.AssetId
  return assessMoves(moves, { ...context, options: theft.options, theft, stolen, history })
}

async function seekSeeds(follower: TheftFollower, view: LedgerView): Promise<void> {
  if (follower.waiting.length === 0) return
  const { origins, waiting } = await resolveSeeds(view, follower.waiting, follower.asset)
  follower.trace.addOrigins(origins)
  follower.waiting = waiting
}

async function startTrace({ view, theft, asset, index, accounts }: FollowerPlan): Promise<{
  trace: LiveTrace
  waiting: readonly Seed[]
  past: readonly Move[]
}> {
  const { origins, waiting } = await resolveSeeds(view, seedsOf(theft), asset)
  const trace = createLiveTrace(index, origins, { ...UNBOUNDED, services: accounts.services })
  const { thefts, moves } = trace.advance()
  return { trace, waiting, past: [...thefts, ...moves] }
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

async function tellHistory(moves: readonly Move[], { view, follower, onPast }: Telling): Promise<void> {
  const byBlock = new Map<number, TaintMove[]>()
  for (const move of await toTaintMoves(inOrder(moves), { view, asset: follower.asset })) {
    byBlock.set(move.block, [...(byBlock.get(move.block) ?? []), move])
  }
  for (const [height, ofBlock] of byBlock) {
    const stamp = await stampOf(view, height)
    onPast?.(follower, stamp, ofBlock)
    follower.history.apply(stamp, ofBlock)
  }
}

async function stampOf(view: LedgerView, height: number): Promise<BlockStamp> {
  const { timeSec, hash } = (await view.findBlock(height)) ?? {}
  return { height, hash: hash ?? '', timeSec: timeSec ?? 0 }
}

function inOrder(moves: readonly Move[]): Move[] {
  return [...moves].sort((one, other) => one.row - other.row)
}
