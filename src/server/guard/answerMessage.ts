import {
  type Authorization,
  conclude,
  explainAuthorization,
  explainHash,
  explainMessage,
  explainTypedData,
  type Finding,
  type GuardContext,
  type MessageAnswer,
  parseTypedData,
} from '../../guard/index.ts'
import type { SigningContext } from './answerTransaction.ts'
import type { MessageDocument, TypedDocument } from './GuardDocument.ts'
import type { GuardTools } from './GuardTools.ts'
import { gradeOrigin } from './gradeOrigin.ts'
import { judgeLinks } from './links.ts'
import { listCalls, toFinding, toTime } from './records.ts'
import { explainersOf, learnCode } from './surroundings.ts'

/** A text or bytes of `personal_sign`, a hash of `eth_sign`, or an authorisation of EIP-7702. */
export type MessageQuestion =
  | { readonly text: string; readonly context: SigningContext }
  | { readonly hash: string; readonly context: SigningContext }
  | { readonly authorization: Authorization; readonly context: SigningContext }

/**
 * Looks at a message that is to be signed, at who asks, and at the sites that it names.
 *
 * @throws SigningError `LZ_GUARD_MESSAGE`; UrlError `LZ_GUARD_URL` of the origin
 */
export function answerMessage(question: MessageQuestion, tools: GuardTools): MessageDocument {
  const { nowSec, know } = tools
  const answer = explain(question, { ...question.context, now: nowSec, know })
  const asking = gradeOrigin(question.context.origin, tools)
  const links = 'text' in question ? judgeLinks(question.text, tools) : []
  const { verdict, findings } = conclude<Finding>([...asking, ...answer.findings, ...links])
  return {
    schema: 'lazaretto/guard/1',
    kind: 'message',
    subject: SUBJECTS[kindOf(question)],
    verdict,
    time: toTime(nowSec),
    findings: findings.map(toFinding),
    words: answer.words,
    digest: answer.digest,
  }
}

const SUBJECTS = { authorization: 'a delegation', hash: 'a hash', text: 'a text' } as const

function kindOf(question: MessageQuestion): keyof typeof SUBJECTS {
  if ('authorization' in question) return 'authorization'
  return 'hash' in question ? 'hash' : 'text'
}

function explain(question: MessageQuestion, context: GuardContext): MessageAnswer {
  if ('authorization' in question) return explainAuthorization(question.authorization, context)
  return 'hash' in question ? explainHash(question.hash) : explainMessage(question.text, context)
}

/** Looks at typed data (EIP-712). @throws SigningError `LZ_GUARD_TYPED_DATA`; GuardError `LZ_GUARD_NODE`; SourceError */
export async function answerTyped(
  typedData: unknown,
  context: SigningContext,
  tools: GuardTools,
): Promise<TypedDocument> {
  const { primaryType, domain } = parseTypedData(typedData)
  const explain = (around: GuardContext) => explainTypedData(typedData, around, explainersOf(tools))
  const chainId = domain.chainId === undefined ? context.chainId : Number(domain.chainId)
  const given = { ...context, now: tools.nowSec, know: tools.know }
  const answer = explain(await learnCode(tools, given, { chainId, explain }))
  const { verdict, findings } = conclude([...gradeOrigin(context.origin, tools), ...answer.findings])
  const { words, inner, domainHash, messageHash, digest } = answer
  return {
    schema: 'lazaretto/guard/1',
    kind: 'typed-data',
    subject: primaryType,
    verdict,
    time: toTime(tools.nowSec),
    findings: findings.map(toFinding),
    words: words ?? null,
    calls: inner.flatMap(listCalls),
    domainHash,
    messageHash,
    digest,
  }
}
