import type { AssetId } from '../../chain/index.ts'
import type { LedgerAsset } from '../../ledger/index.ts'
import type { AlertDraft, BlockStamp } from '../rules/AlertDraft.ts'
import { assessMoves } from '../rules/assessMoves.ts'
import { createMoveHistory, type LiveMoveHistory } from '../rules/MoveHistory.ts'
import type { RuleContext, TaintMove } from '../rules/RuleContext.ts'
import { assessThefts } from '../rules/stolen.ts'
import type { WatchedTheft } from '../watched/thefts.ts'
import type { Deeds, TheftTrace, WatchedLedger } from './WatchedLedger.ts'

/** One theft in one asset, as far as it was followed. */
export interface TheftFollower {
  readonly theft: WatchedTheft
  readonly asset: LedgerAsset
  trace: TheftTrace
  /** All moves of the blocks before the one that is assessed. */
  history: LiveMoveHistory
}

/** What a follower is made of. `before` is the first block that its ledger has not taken in. */
export interface FollowerPlan {
  readonly ledger: WatchedLedger
  readonly theft: WatchedTheft
  readonly asset: LedgerAsset
  readonly before: number
}

/** Hears of a block's deeds. */
export type OnPast = (follower: TheftFollower, block: BlockStamp, deeds: Deeds) => void

/** Follows a theft through all that its ledger has. `onPast` hears of the moves of each block, before they are history. */
export async function createFollower(plan: FollowerPlan, onPast?: OnPast): Promise<TheftFollower> {
  const { ledger, theft, asset, before } = plan
  const trace = await ledger.openTrace(theft, asset, before)
  const follower = { theft, asset, trace, history: createMoveHistory() }
  await tellHistory(await trace.advance(), { ledger, follower, ...(onPast && { onPast }) })
  return follower
}

/** Begins again, with the seeds as the ledger has them now: a block that was taken back may have had one. */
export async function restart(follower: TheftFollower, ledger: WatchedLedger, before: number): Promise<void> {
  follower.trace = await ledger.openTrace(follower.theft, follower.asset, before)
  follower.history = createMoveHistory()
  await tellHistory(await follower.trace.advance(), { ledger, follower })
}

/**
 * Follows the theft through the block that its ledger has taken in, and says what the rules find in it.
 *
 * Where the block changes what is true of those before, the history is told anew; alerts that were raised stay as they
 * are: they said what was known then.
 */
export async function assessTheft(
  follower: TheftFollower,
  ledger: WatchedLedger,
  context: RuleContext,
): Promise<AlertDraft[]> {
  const { thefts, moves, isRevised } = await follower.trace.advance()
  if (isRevised) {
    follower.history = createMoveHistory()
    await tellHistory(await follower.trace.listBefore(context.block.height), { ledger, follower })
  }
  const drafts = assess(follower, context, { thefts, moves })
  follower.history.apply(context.block, moves, thefts)
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

interface Telling {
  readonly ledger: WatchedLedger
  readonly follower: TheftFollower
  readonly onPast?: OnPast
}

async function tellHistory({ thefts, moves }: Deeds, { ledger, follower, onPast }: Telling): Promise<void> {
  const byBlock = new Map<number, { thefts: TaintMove[]; moves: TaintMove[] }>()
  const deedsOf = (height: number): { thefts: TaintMove[]; moves: TaintMove[] } => {
    const deeds = byBlock.get(height) ?? { thefts: [], moves: [] }
    byBlock.set(height, deeds)
    return deeds
  }
  for (const theft of thefts) deedsOf(theft.block).thefts.push(theft)
  for (const move of moves) deedsOf(move.block).moves.push(move)
  const stamps = await ledger.stampBlocks([...byBlock.keys()])
  for (const [height, deeds] of [...byBlock].sort(([one], [other]) => one - other)) {
    const stamp = stamps.get(height) as BlockStamp
    onPast?.(follower, stamp, deeds)
    follower.history.apply(stamp, deeds.moves, deeds.thefts)
  }
}
