import { applyTxs } from './applyTxs.ts'
import type { UtxoFlow } from './UtxoFlow.ts'
import type { UtxoIndex } from './UtxoIndex.ts'
import { addOutputs, createUtxoRun, type UtxoQuestion } from './UtxoRun.ts'
import { createSeed } from './UtxoSeeds.ts'
import { utxoFlowOf } from './utxoFlowOf.ts'

/**
 * Follows one theft through a UTXO ledger under one rule, exact, visiting only the transactions that it reaches.
 *
 * Transactions are visited in ledger order (backwards: the last first), the coinbase as the last of its block. All that a
 * seed's outputs have is stolen, as far as it is not stolen money that comes back. Backward the same transactions are run
 * from what they made to what they spent, so that FIFO and LIFO pair the same satoshi in both directions.
 *
 * @throws StolenTooMuchError `LZ_TRACE_UTXO_STOLEN`
 */
export function followUtxos(index: UtxoIndex, question: UtxoQuestion): UtxoFlow {
  const run = createUtxoRun(index, question)
  for (const origin of question.origins) addOutputs(run, createSeed(origin), origin.outputs)
  applyTxs(run)
  return utxoFlowOf(run)
}
