import { EvmAddress, Secp256k1 } from '../../chain/index.ts'
import {
  conclude,
  type Explainers,
  explainParsed,
  type Finding,
  type GuardContext,
  parseTransaction,
  type RawTransaction,
  type SafeFacts,
  type TransactionAnswer,
} from '../../guard/index.ts'
import type { TransactionDocument } from './GuardDocument.ts'
import type { GuardTools } from './GuardTools.ts'
import { gradeOrigin } from './gradeOrigin.ts'
import { listCalls, showEvm, toFinding, toTime } from './records.ts'
import { explainersOf, explainersWithSafes, learnCode } from './surroundings.ts'

/** Who asks for a signature, and of whom. */
export interface SigningContext {
  /** The chain that the wallet is connected to. */
  readonly chainId?: number | undefined
  readonly origin?: string | undefined
  readonly from?: EvmAddress.EvmAddress | undefined
  /** What is known of the Safe that the transaction executes. */
  readonly safe?: SafeFacts | undefined
}

/** A transaction: encoded, or its fields before anybody has encoded them. */
export type TransactionQuestion =
  | { readonly raw: string; readonly context: SigningContext }
  | { readonly draft: RawTransaction; readonly context: SigningContext }

const MAINNET = 1

/**
 * Says what a transaction does. Fields without a chain are taken as of Ethereum, which is said.
 *
 * @throws SigningError `LZ_GUARD_TRANSACTION`; UrlError `LZ_GUARD_URL` of the origin; GuardError `LZ_GUARD_NODE`; SourceError of the node
 */
export async function answerTransaction(
  question: TransactionQuestion,
  tools: GuardTools,
): Promise<TransactionDocument> {
  const { transaction, assumed } = readQuestion(question)
  const explain = (context: GuardContext, explainers: Explainers): TransactionAnswer =>
    explainParsed(transaction, context, { ...explainers, recover: Secp256k1.recover })
  const { safe: facts, ...said } = question.context
  const given = { ...said, now: tools.nowSec, know: tools.know }
  const around = await learnCode(tools, given, {
    chainId: transaction.chainId,
    explain: (context) => explain(context, explainersOf(tools)),
  })
  const executing = { facts, explain: (explainers: Explainers) => explain(given, explainers) }
  const answer = explain(around, await explainersWithSafes(tools, executing))
  const asking = gradeOrigin(question.context.origin, tools)
  const { verdict, findings } = conclude<Finding>([...asking, ...answer.findings, ...assumed])
  const { to, valueWei, nonce, signed, authorizations, chainId } = transaction
  return {
    schema: 'lazaretto/guard/1',
    kind: 'transaction',
    subject: to === undefined ? 'a new contract' : `to ${EvmAddress.display(to)}`,
    verdict,
    time: toTime(tools.nowSec),
    findings: findings.map(toFinding),
    chainId: chainId ?? null,
    from: showEvm(answer.from),
    to: showEvm(to),
    valueWei: String(valueWei),
    nonce: 'raw' in question ? String(nonce) : null,
    isSigned: signed !== undefined,
    delegations: authorizations.length,
    calls: answer.explanation === undefined ? [] : listCalls(answer.explanation),
  }
}

function readQuestion(question: TransactionQuestion): { transaction: RawTransaction; assumed: Finding[] } {
  if ('raw' in question) return { transaction: parseTransaction(question.raw), assumed: [] }
  const { draft, context } = question
  if (draft.chainId !== undefined) return { transaction: draft, assumed: [] }
  if (context.chainId !== undefined) return { transaction: { ...draft, chainId: context.chainId }, assumed: [] }
  const message =
    'Nobody said on which chain: it is taken as of Ethereum. On another chain the same address may be somebody else.'
  return { transaction: { ...draft, chainId: MAINNET }, assumed: [{ code: 'CHAIN_ASSUMED', effect: 'note', message }] }
}
