import type { AssetId } from '../../chain/index.ts'
import { type AlertDraft, type AmountFact, type Party, WATCH_RULES_VERSION } from './AlertDraft.ts'
import type { MoveContext, TaintMove } from './RuleContext.ts'
import { createAmount, createParty } from './wording.ts'

/** Moves that make one finding. */
export interface MoveGroup {
  readonly moves: readonly TaintMove[]
  readonly from: readonly Party[]
  readonly to: readonly Party[]
  /** Stolen units in all. */
  readonly origin: bigint
  readonly stolen: AmountFact
  /** What was paid, by asset. */
  readonly paid: readonly AmountFact[]
}

const PARTIES_MAX = 20
const TXS_MAX = 20

/** Things by what they have in common, in the order in which they first come. */
export function groupBy<T>(things: Iterable<T>, keyOf: (thing: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const thing of things) {
    const key = keyOf(thing)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [thing])
    else group.push(thing)
  }
  return groups
}

/** Adds moves up and names who takes part. */
export function createGroup(moves: readonly TaintMove[], context: MoveContext): MoveGroup {
  const origin = moves.reduce((sum, move) => sum + move.origin, 0n)
  const paid = new Map<AssetId.AssetId, bigint>()
  for (const move of moves) paid.set(move.asset, (paid.get(move.asset) ?? 0n) + move.paid)
  return {
    moves,
    from: [...new Set(moves.flatMap(({ from, others = [] }) => [from, ...others]))].map((address) =>
      createParty('from', address, context),
    ),
    to: [...new Set(moves.map(({ to }) => to))].map((address) => createParty('to', address, context)),
    origin,
    stolen: createAmount('stolen', [context.stolen, origin], context),
    paid: [...paid].map((amount) => createAmount('paid', amount, context)),
  }
}

/** The fields of a draft that every rule about stolen money fills alike. */
type SharedFields = Pick<AlertDraft, 'theft' | 'chain' | 'block' | 'tx' | 'parties' | 'amounts' | 'evidence'>

/** Fills them. Lists are bounded; the evidence says how many there are in all. */
export function draftOf(group: MoveGroup, { theft, chain, block }: MoveContext): SharedFields {
  const txs = [...new Set(group.moves.map(({ tx }) => tx))]
  return {
    theft: theft.id,
    chain,
    block,
    tx: txs.length === 1 ? txs[0] : undefined,
    parties: [...group.from.slice(0, PARTIES_MAX), ...group.to.slice(0, PARTIES_MAX)],
    amounts: [group.stolen, ...group.paid],
    evidence: {
      version: WATCH_RULES_VERSION,
      moves: group.moves.length,
      txs: txs.slice(0, TXS_MAX),
      txsInAll: txs.length,
      receivers: group.to.length,
    },
  }
}
