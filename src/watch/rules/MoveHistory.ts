import type { BlockRef } from '../../ledger/index.ts'
import type { BlockStamp } from './AlertDraft.ts'
import { groupBy } from './MoveGroup.ts'
import type { TaintMove } from './RuleContext.ts'

/** What moved before a block, as far as rules ask. */
export interface MoveHistory {
  /** Whether any of it was paid on since the theft. */
  readonly hasMoved: boolean
  /** Time of the last block in which stolen money came to an account or left it. */
  findLastMovedSec(account: string): number | undefined
  /** Whom an account paid since a height, and how many origin units. */
  listReceivers(account: string, fromHeight: number): ReadonlyMap<string, bigint>
}

/** A history that grows with the chain and goes back with it. */
export interface LiveMoveHistory extends MoveHistory {
  /**
   * Takes the moves of a block, and the transfers by which more was stolen; blocks come in ascending order, those without
   * either may be left out.
   */
  apply(block: BlockStamp, moves: readonly TaintMove[], thefts?: readonly TaintMove[]): void
  /** Takes a block back, if it is the newest that was applied. Reaches as far as blocks are kept. */
  undo(block: BlockRef): void
}

interface Step {
  readonly block: BlockStamp
  readonly payments: ReadonlyMap<string, readonly TaintMove[]>
  readonly before: ReadonlyMap<string, number | undefined>
}

/** Blocks with moves that can be taken back: more than the deepest reorg that is followed. */
const STEPS_KEPT = 600

/**
 * Makes the history of one theft and asset. It lives in memory, one number for each account that ever had stolen money,
 * and is made anew by applying all moves in order when the live trace is.
 */
export function createMoveHistory(stepsKept: number = STEPS_KEPT): LiveMoveHistory {
  const last = new Map<string, number>()
  const steps: Step[] = []
  let blocksMoved = 0
  return {
    get hasMoved() {
      return blocksMoved > 0
    },
    findLastMovedSec: (account) => last.get(account),
    listReceivers: (account, fromHeight) => sumReceivers(steps, account, fromHeight),
    apply(block, moves, thefts = []) {
      const accounts = new Set([
        ...moves.flatMap(({ from, others = [], to }) => [from, ...others, to]),
        ...thefts.map(({ to }) => to),
      ])
      if (accounts.size === 0) return
      if (moves.length > 0) blocksMoved++
      const before = new Map([...accounts].map((account) => [account, last.get(account)]))
      for (const account of accounts) last.set(account, block.timeSec)
      steps.push({ block, payments: groupBy(moves, ({ from }) => from), before })
      if (steps.length > stepsKept) steps.shift()
    },
    undo({ hash }) {
      if (steps.at(-1)?.block.hash !== hash) return
      const { payments, before } = steps.pop() as Step
      if (payments.size > 0) blocksMoved--
      for (const [account, timeSec] of before) {
        if (timeSec === undefined) last.delete(account)
        else last.set(account, timeSec)
      }
    },
  }
}

function sumReceivers(steps: readonly Step[], account: string, fromHeight: number): Map<string, bigint> {
  const received = new Map<string, bigint>()
  for (let i = steps.length - 1; i >= 0; i--) {
    const { block, payments } = steps[i] as Step
    if (block.height < fromHeight) break
    for (const { to, origin } of payments.get(account) ?? []) received.set(to, (received.get(to) ?? 0n) + origin)
  }
  return received
}
