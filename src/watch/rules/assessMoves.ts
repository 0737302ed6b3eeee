import type { AlertDraft } from './AlertDraft.ts'
import { boundAlerts } from './boundAlerts.ts'
import { moves as plainMoves } from './moves.ts'
import { quoteText } from './quoteText.ts'
import type { MoveContext, MoveRule, TaintMove } from './RuleContext.ts'
import { reachesBridge } from './reachesBridge.ts'
import { reachesMixer } from './reachesMixer.ts'
import { reachesPool } from './reachesPool.ts'
import { reachesService } from './reachesService.ts'
import { smallMoves } from './smallMoves.ts'
import { splits } from './splits.ts'
import { wakes } from './wakes.ts'

const RULES: readonly MoveRule[] = [reachesService, reachesBridge, reachesMixer, reachesPool, wakes, splits, plainMoves]

/**
 * What the rules say of the moves of one theft and asset in one block. Pure: the same input gives the same alerts.
 *
 * Then `history.apply` takes the moves; a move that the rules are to see as one before it is not in the history yet.
 */
export function assessMoves(moves: readonly TaintMove[], context: MoveContext): AlertDraft[] {
  const { theft, stolen, options, block } = context
  if (moves.some((move) => move.block !== block.height)) throw new RangeError('Moves are assessed block by block.')
  const least = options.leastUnits.get(stolen) ?? 1n
  const [worth, small] = [moves.filter(({ origin }) => origin >= least), moves.filter(({ origin }) => origin < least)]
  const drafts = [...RULES.flatMap((rule) => rule(worth, context)), ...smallMoves(small, context)]
  return boundAlerts(drafts, { theft: theft.id, about: quoteText(theft.name), key: stolen }, context)
}
