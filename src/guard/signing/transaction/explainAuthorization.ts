import type { EvmBlock } from '../../../chain/index.ts'
import type { GuardContext } from '../../context.ts'
import { conclude } from '../../Finding.ts'
import * as Hex from '../Hex.ts'
import type { MessageAnswer } from '../messages/explainMessage.ts'
import { type Authorization, hashAuthorization } from './Authorization.ts'
import { gradeAuthorization } from './gradeAuthorization.ts'

/**
 * Looks at an authorisation that is to be signed by itself: whoever gets it can put it into a transaction of theirs.
 *
 * @source https://eips.ethereum.org/EIPS/eip-7702
 * @example
 * explainAuthorization({ chainId: 0n, delegate, nonce: 0n }, {}).verdict // 'block', for a delegate that nobody knows
 */
export function explainAuthorization(
  authorization: Authorization,
  context: GuardContext,
  recover?: EvmBlock.RecoverKey,
): MessageAnswer {
  const findings = gradeAuthorization(authorization, context, recover)
  const words = findings[0]?.message ?? ''
  return { ...conclude(findings), words, digest: Hex.ofBytes(hashAuthorization(authorization)) }
}
