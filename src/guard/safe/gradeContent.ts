import type { GuardContext } from '../context.ts'
import type { Finding } from '../Finding.ts'
import type { Call, Explainers, Explanation } from '../signing/calls/Call.ts'
import { explainCall } from '../signing/calls/explainCall.ts'
import type { Struct } from '../signing/Struct.ts'
import * as Fields from '../signing/Struct.ts'
import { gradeCall } from './gradeCall.ts'
import { gradeRefund } from './gradeRefund.ts'
import type { Circle } from './gradeSigners.ts'
import { knowSafe } from './knowSafe.ts'
import { placed } from './SafeFinding.ts'
import type { SafeTransaction } from './SafeTransaction.ts'

/** What a transaction does, in plain words, and what was noticed in it. */
export interface Content {
  readonly explanation: Explanation
  readonly findings: readonly Finding[]
}

/** What is known around a transaction. */
export interface Surroundings {
  readonly circle: Circle
  readonly context: GuardContext
  readonly explainers?: Explainers | undefined
}

/** What others know by name may still not run in a Safe's name: only what Safe has published for that. */
function gradeStrictly(finding: Finding): Finding {
  return finding.code === 'DELEGATECALL_KNOWN' ? { ...finding, code: 'DELEGATECALL_UNKNOWN', effect: 'block' } : finding
}

/** Says and grades what a transaction does: its own call and all inside of it. */
export function gradeContent(transaction: SafeTransaction, { circle, context, explainers }: Surroundings): Content {
  const { chainId, safe, to, valueWei, data, isDelegate } = transaction
  const known = knowSafe(transaction, circle, context)
  const call = { chainId, from: safe, to, valueWei, data, isDelegate }
  const { explanation, findings } = explainCall(call, known, { ...explainers, checkSafe: gradeExecution })
  const isAsked = context.know !== undefined && context.hasBook !== false
  const each = flatten(explanation).flatMap((one) => placed(one.place, gradeCall(one.call, known, isAsked)))
  const refund = gradeRefund(transaction, { context: known, chainId })
  return { explanation, findings: [...each, ...refund, ...findings.map(gradeStrictly)] }
}

/**
 * For `Explainers.checkSafe`: what a Safe's fields say beside the call in them, which is looked at where it is met.
 *
 * @param fields - Arguments of `execTransaction`, or the message of typed data of `SafeTx`.
 */
export function gradeExecution(fields: Struct, { chainId }: Call, context: GuardContext): readonly Finding[] {
  const refund = {
    baseGas: Fields.uint(fields, Fields.has(fields, 'dataGas') ? 'dataGas' : 'baseGas'),
    gasPrice: Fields.uint(fields, 'gasPrice'),
    gasToken: Fields.address(fields, 'gasToken'),
    refundReceiver: Fields.address(fields, 'refundReceiver'),
  }
  return gradeRefund(refund, { context, chainId })
}

function flatten(explanation: Explanation): Explanation[] {
  return [explanation, ...explanation.inner.flatMap(flatten)]
}
