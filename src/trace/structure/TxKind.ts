import { spendable } from './changeHeuristics.ts'
import type { TxDetails } from './TxReader.ts'

/** What a transaction looks like by the number of its inputs and outputs and by whose they are. */
export type TxKind =
  | 'coinbase'
  | 'coinjoin'
  | 'data only'
  | 'self-transfer'
  | 'sweep'
  | 'consolidation'
  | 'payment'
  | 'batch payout'
  | 'many to many'

/** A kind with what made it one. */
export interface NamedKind {
  readonly kind: TxKind
  readonly reason: string
}

const BATCH_OUTPUTS_MIN = 5
const MANY_INPUTS_MIN = 5

/** Names the kind of a transaction; `mix` is the class of CoinJoin that it is. The forms are those of payments; what they are for, no form says. */
export function nameKind(
  tx: TxDetails,
  { clusterOf, mix }: { clusterOf: (owner: number) => number; mix: string | undefined },
): NamedKind {
  if (tx.isCoinbase) return { kind: 'coinbase', reason: 'it is the first of its block and has no inputs' }
  if (mix !== undefined) return { kind: 'coinjoin', reason: `the rule for ${mix} fires` }
  const [inputs, outputs] = [tx.inputs.length, spendable(tx).length]
  const counts = `${inputs} input${inputs === 1 ? '' : 's'}, ${outputs} output${outputs === 1 ? '' : 's'}`
  if (outputs === 0) return { kind: 'data only', reason: 'no output can be spent' }
  if (isToSelf(tx, clusterOf)) return { kind: 'self-transfer', reason: `${counts}, all of one cluster` }
  if (outputs === 1) return { kind: inputs === 1 ? 'sweep' : 'consolidation', reason: counts }
  if (outputs < BATCH_OUTPUTS_MIN) return { kind: 'payment', reason: counts }
  return { kind: inputs >= MANY_INPUTS_MIN ? 'many to many' : 'batch payout', reason: counts }
}

function isToSelf(tx: TxDetails, clusterOf: (owner: number) => number): boolean {
  const senders = new Set(tx.inputs.map((coin) => (coin === undefined ? undefined : clusterOf(coin.owner))))
  return senders.size === 1 && spendable(tx).every(({ owner }) => senders.has(clusterOf(owner)))
}
