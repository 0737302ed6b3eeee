import { EvmAddress, type EvmBlock } from '../../../chain/index.ts'
import type { GuardContext } from '../../context.ts'
import { isTrusted } from '../gradeSpender.ts'
import { lookUp } from '../known/lookUp.ts'
import type { SigningCode, SigningFinding } from '../SigningFinding.ts'
import * as Words from '../Words.ts'
import type { Authorization } from './Authorization.ts'
import { recoverSigner } from './Signed.ts'

const CHAIN_MAX = BigInt(Number.MAX_SAFE_INTEGER)

/**
 * Grades that an account lets a contract's code act in its name: that code can take everything the account has and will have.
 *
 * @source https://eips.ethereum.org/EIPS/eip-7702#security-considerations
 */
export function gradeAuthorization(
  authorization: Authorization,
  context: GuardContext,
  recover?: EvmBlock.RecoverKey,
): SigningFinding[] {
  const { chainId, delegate, signed } = authorization
  const authority = signed && recover && recoverSigner(signed, recover)
  const place = { context, chainId: chainId > 0n && chainId <= CHAIN_MAX ? Number(chainId) : undefined }
  const whose =
    authority === undefined || authority === context.from
      ? 'your account'
      : `the account ${Words.address(place, authority)}`
  if (delegate === EvmAddress.zero) {
    const message = `Takes a delegation back: after it ${whose} is a plain one again.`
    return [finding('AUTHORIZATION_CLEARED', 'note', message)]
  }
  const party = lookUp(place, delegate)
  const isAccount = party.kind === 'account' || party.kind === 'own'
  const words = `Lets the code of ${Words.address(place, delegate)} act as ${whose}, from now on and in everything.`
  return [
    sayDelegate(words, { isAccount, isNamed: isTrusted(party) }),
    ...gradeChain(authorization, context, isAccount),
  ]
}

function sayDelegate(words: string, { isAccount, isNamed }: { isAccount: boolean; isNamed: boolean }): SigningFinding {
  if (isAccount) return finding('AUTHORIZATION_KNOWN', 'review', `${words} It is known as code for accounts.`)
  const why = isNamed ? 'It is no code for accounts' : 'Who has made it is not known here'
  return finding(
    'AUTHORIZATION_UNKNOWN',
    'block',
    `${words} ${why}: it could take all that is there, and all that comes.`,
  )
}

function gradeChain({ chainId }: Authorization, context: GuardContext, isAccount: boolean): SigningFinding[] {
  if (chainId === 0n) {
    const message = 'It counts on every chain, also where other code is at that address, or none yet.'
    return [finding('AUTHORIZATION_CHAIN_ANY', isAccount ? 'review' : 'block', message)]
  }
  if (context.chainId === undefined || chainId === BigInt(context.chainId)) return []
  return [
    finding(
      'CHAIN_OTHER',
      'review',
      `It counts on chain ${chainId}, and the wallet is connected to ${context.chainId}.`,
    ),
  ]
}

function finding(code: SigningCode, effect: SigningFinding['effect'], message: string): SigningFinding {
  return { code, effect, message }
}
