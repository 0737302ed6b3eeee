import { CHANGE_HEURISTICS, type ChangeContext, type ChangeHeuristic, spendable } from './changeHeuristics.ts'
import type { TxDetails } from './TxReader.ts'

/** So many kinds of evidence must speak for an output more than for any other. */
export const VOTES_AHEAD_MIN = 2

/** What one heuristic says: positions of outputs. */
export interface ChangeOpinion {
  readonly heuristic: ChangeHeuristic
  readonly positions: readonly number[]
}

/** Which output goes back to the sender, by vote. A guess, whatever the vote. */
export interface ChangeVote {
  /** Position of the output; undefined where the vote does not say. */
  readonly position: number | undefined
  /** What decided, or why nothing did, in words. */
  readonly reason: string
  /** Of the heuristics that say something. */
  readonly opinions: readonly ChangeOpinion[]
  /** Kinds of evidence by position, of outputs that have any. */
  readonly votes: ReadonlyMap<number, number>
}

/**
 * Lets the heuristics vote which output is the change.
 *
 * An output to an address that an input spends from wins at once if it is the only one. Otherwise each kind of evidence is
 * one vote, and the winner must be `VOTES_AHEAD_MIN` ahead. A CoinJoin has no change that could be told.
 *
 * @source GraphSense, change consensus (the highest confidence wins); Möser and Narayanan 2022, threshold vote
 */
export function voteChange(tx: TxDetails, context: ChangeContext, isCoinJoin: boolean): ChangeVote {
  const refusal = refuse(tx, isCoinJoin)
  if (refusal !== undefined) return { position: undefined, reason: refusal, opinions: [], votes: new Map() }
  const opinions = CHANGE_HEURISTICS.map((heuristic) => ({
    heuristic,
    positions: heuristic.find(tx, context).map(({ position }) => position),
  })).filter(({ positions }) => positions.length > 0)
  return { ...decide(opinions), opinions, votes: countVotes(opinions) }
}

function refuse(tx: TxDetails, isCoinJoin: boolean): string | undefined {
  if (tx.isCoinbase) return 'a coinbase has no sender'
  if (isCoinJoin) return 'in a CoinJoin no output can be told from the others'
  return spendable(tx).length < 2 ? 'one output cannot be both payment and change' : undefined
}

function decide(opinions: readonly ChangeOpinion[]): Pick<ChangeVote, 'position' | 'reason'> {
  const direct = opinions.find(({ heuristic }) => heuristic.name === 'direct')
  if (direct?.positions.length === 1) {
    return { position: direct.positions[0], reason: 'it goes back to an address that is spent from' }
  }
  const [best, second] = [...countVotes(opinions)].sort(([a, m], [b, n]) => n - m || a - b)
  if (best === undefined) return { position: undefined, reason: 'no heuristic says anything' }
  const ahead = best[1] - (second?.[1] ?? 0)
  const count = `${best[1]} ${best[1] === 1 ? 'kind' : 'kinds'} of evidence against ${second?.[1] ?? 0}`
  if (ahead >= VOTES_AHEAD_MIN) return { position: best[0], reason: count }
  return { position: undefined, reason: `${count}: it must be ${VOTES_AHEAD_MIN} ahead` }
}

function countVotes(opinions: readonly ChangeOpinion[]): Map<number, number> {
  const evidence = new Map<number, Set<string>>()
  for (const { heuristic, positions } of opinions) {
    for (const position of positions) {
      evidence.set(position, (evidence.get(position) ?? new Set()).add(heuristic.evidence))
    }
  }
  return new Map([...evidence].map(([position, kinds]) => [position, kinds.size]))
}
