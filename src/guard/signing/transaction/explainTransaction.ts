import type { EvmAddress, EvmBlock } from '../../../chain/index.ts'
import type { GuardContext } from '../../context.ts'
import { conclude, type Finding, type GuardAnswer } from '../../Finding.ts'
import type { Explainers, Explanation } from '../calls/Call.ts'
import { explainCall } from '../calls/explainCall.ts'
import { placed, type SigningFinding } from '../SigningFinding.ts'
import { gradeAuthorization } from './gradeAuthorization.ts'
import { parseTransaction, type RawTransaction } from './parseTransaction.ts'
import { recoverSigner } from './Signed.ts'

/** What was found of a transaction. */
export interface TransactionAnswer extends GuardAnswer {
  readonly transaction: RawTransaction
  /** Who signs it: recovered where it is signed, otherwise who the context says. */
  readonly from: EvmAddress.EvmAddress | undefined
  /** Undefined for one that creates a contract. */
  readonly explanation: Explanation | undefined
}

export interface TransactionExplainers extends Explainers {
  /** Finds who has signed; without it the senders of signed transactions are not told. */
  readonly recover?: EvmBlock.RecoverKey | undefined
}

/**
 * Says in plain words what a transaction does, and grades it: its chain, its call and what is inside, and its delegations.
 *
 * @param text - Encoded, signed or not: `0x` and pairs of hex digits.
 * @throws SigningError `LZ_GUARD_TRANSACTION`
 * @example
 * explainTransaction('0x02f8...', { chainId: 1 }).explanation?.words // 'Pays 0.5 of the chain's own coin to 0x....'
 */
export function explainTransaction(
  text: string,
  context: GuardContext,
  explainers: TransactionExplainers = {},
): TransactionAnswer {
  return explainParsed(parseTransaction(text), context, explainers)
}

/** The same of a transaction that was parsed, or that nobody has encoded yet. */
export function explainParsed(
  transaction: RawTransaction,
  context: GuardContext,
  explainers: TransactionExplainers = {},
): TransactionAnswer {
  const { to, valueWei, data, chainId, signed, authorizations } = transaction
  const signer = signed && explainers.recover && recoverSigner(signed, explainers.recover)
  const from = signer ?? context.from
  const call =
    to &&
    explainCall({ chainId: chainId ?? context.chainId, from, to, valueWei, data }, { ...context, from }, explainers)
  const delegations = authorizations.map((each, i) =>
    placed(`authorizations[${i}]`, gradeAuthorization(each, { ...context, from }, explainers.recover)),
  )
  const findings: Finding[] = [
    ...gradeChain(transaction, context),
    ...delegations.flat(),
    ...(call?.findings ?? [CREATED]),
  ]
  return { ...conclude(findings), transaction, from, explanation: call?.explanation }
}

const CREATED: SigningFinding = {
  code: 'CONTRACT_CREATED',
  effect: 'hold',
  message: 'Creates a contract: what its code will do cannot be told here.',
}

function gradeChain({ chainId }: RawTransaction, context: GuardContext): SigningFinding[] {
  if (chainId === undefined) {
    const message = 'The transaction names no chain: once signed it can be sent on every chain.'
    return [{ code: 'CHAIN_UNBOUND', effect: 'review', message }]
  }
  if (context.chainId === undefined || context.chainId === chainId) return []
  const message = `The transaction is for chain ${chainId}, and the wallet is connected to chain ${context.chainId}.`
  return [{ code: 'CHAIN_OTHER', effect: 'review', message }]
}
