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
import type { BlockStamp } from '../rules/AlertDraft.ts'
import { createMoveHistory, type LiveMoveHistory } from '../rules/MoveHistory.ts'
import type { TaintMove } from '../rules/RuleContext.ts'
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

/** Follows a theft through all that the index has. */
export async function createFollower(plan: FollowerPlan): Promise<TheftFollower> {
  const { theft, asset, index, view } = plan
  const { trace, waiting, past } = await startTrace(plan)
  return { theft, asset, index, trace, waiting, history: await tellHistory(past, { view, asset }) }
}

/** Begins again, with the seeds as the ledger has them now: a block that was taken back may have had one. */
export async function restart(follower: TheftFollower, view: LedgerView, accounts: Accounts): Promise<void> {
  const { trace, waiting, past } = await startTrace({ ...follower, view, accounts })
  Object.assign(follower, { trace, waiting, history: await tellHistory(past, { view, asset: follower.asset }) })
}

/**
 * Follows the theft through the rows of one block that its index has gained.
 *
 * Where they change what is true of the blocks before, the history is told anew; alerts that were raised stay as they
 * are: they said what was known then.
 */
export async function advance(follower: TheftFollower, view: LedgerView, height: number): Promise<TaintMove[]> {
  if (follower.waiting.length > 0) {
    const { origins, waiting } = await resolveSeeds(view, follower.waiting, follower.asset)
    follower.trace.addOrigins(origins)
    follower.waiting = waiting
  }
  const { thefts, moves, isRevised } = follower.trace.advance()
  if (isRevised) {
    const all = [...follower.trace.listThefts(), ...follower.trace.listMoves()]
    const past = all.filter(({ block }) => block < height)
    follower.history = await tellHistory(past, { view, asset: follower.asset })
  }
  return await toTaintMoves(inOrder([...thefts, ...moves]), { view, asset: follower.asset })
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

async function tellHistory(
  moves: readonly Move[],
  known: { readonly view: LedgerView; readonly asset: LedgerAsset },
): Promise<LiveMoveHistory> {
  const history = createMoveHistory()
  const byBlock = new Map<number, TaintMove[]>()
  for (const move of await toTaintMoves(inOrder(moves), known)) {
    byBlock.set(move.block, [...(byBlock.get(move.block) ?? []), move])
  }
  for (const [height, ofBlock] of byBlock) history.apply(await stampOf(known.view, height), ofBlock)
  return history
}

async function stampOf(view: LedgerView, height: number): Promise<BlockStamp> {
  const { timeSec, hash } = (await view.findBlock(height)) ?? {}
  return { height, hash: hash ?? '', timeSec: timeSec ?? 0 }
}

function inOrder(moves: readonly Move[]): Move[] {
  return [...moves].sort((one, other) => one.row - other.row)
}
