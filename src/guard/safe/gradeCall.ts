import { EvmAddress } from '../../chain/index.ts'
import type { GuardContext, Knowledge } from '../context.ts'
import { findKnownContract } from '../signing/known/knownContracts.ts'
import { lookUp } from '../signing/known/lookUp.ts'
import * as Words from '../signing/Words.ts'
import { gradePower } from './gradePower.ts'
import type { Circle } from './gradeSigners.ts'
import { findSelector, type SafeCall } from './SafeCall.ts'
import { found, type SafeFinding } from './SafeFinding.ts'

const DAY_SECONDS = 86_400
/** @source https://github.com/RabbyHub/rabby-security-engine, 2.0.11: contracts younger than three days */
const YOUNG_SECONDS = 3 * DAY_SECONDS
/** Functions of tokens: run in the Safe's own name they move no token, and a screen may show them as if they did. */
const TOKEN_SELECTORS: ReadonlySet<string> = new Set([
  '0xa9059cbb', // transfer(address,uint256)
  '0x23b872dd', // transferFrom(address,address,uint256)
  '0x095ea7b3', // approve(address,uint256)
  '0x39509351', // increaseAllowance(address,uint256)
  '0xa457c2d7', // decreaseAllowance(address,uint256)
  '0xd505accf', // permit, EIP-2612
  '0xa22cb465', // setApprovalForAll(address,bool)
  '0x42842e0e', // safeTransferFrom, ERC-721
  '0xb88d4fde', // safeTransferFrom with data, ERC-721
  '0xf242432a', // safeTransferFrom, ERC-1155
  '0x2eb2c2d6', // safeBatchTransferFrom, ERC-1155
])
/** Functions that agree to a hash: what stands behind it is not in the call. */
const BLIND_SELECTORS: ReadonlyMap<string, string> = new Map([
  ['0xd4d9bdcd', 'agrees to a transaction of another Safe'],
  ['0x85a5affe', 'signs a message in the name of the Safe, which may be an order or a permit to take tokens'],
])

/** Looks at one call of a Safe: what is known of its target and what it does to who is in control. */
export function gradeCall(call: SafeCall, circle: Circle, context: GuardContext): readonly SafeFinding[] {
  const known = lookUp({ context, chainId: call.chainId }, call.to)
  return [
    ...gradeDelegate(call, known, context),
    ...gradePower(call, circle, context),
    ...gradeBlind(call),
    ...gradeTarget(call, known, context),
  ]
}

function gradeDelegate(call: SafeCall, known: Knowledge, context: GuardContext): SafeFinding[] {
  if (!call.isDelegate) return []
  const target = Words.address({ context, chainId: call.chainId }, call.to)
  const isToken = TOKEN_SELECTORS.has(findSelector(call) ?? '')
  return [...(isLibrary(call, known) ? [] : [unknownDelegate(call, target)]), ...(isToken ? [disguised(target)] : [])]
}

/** Safe's own libraries stay what they are under any name that others give them. */
function isLibrary({ to, chainId }: SafeCall, known: Knowledge): boolean {
  return known.kind === 'safe-library' || findKnownContract(to, chainId)?.kind === 'safe-library'
}

function unknownDelegate({ from }: SafeCall, target: string): SafeFinding {
  const message = `It runs the code of ${target} as if it were the own code of the Safe ${EvmAddress.display(from)} (delegatecall), and that is none of the contracts that Safe has published for it. Such code can write everything the Safe keeps, also which code it runs and who owns it: whoever wrote it can take all. Do not sign.`
  return found('DELEGATECALL_UNKNOWN', 'block', message)
}

function disguised(target: string): SafeFinding {
  const message = `It looks like a token's transfer or approval, but as a delegatecall it moves no token: the code of ${target} gets that text and does with the Safe what it likes. There is no honest reason to write it like this.`
  return found('DELEGATECALL_DISGUISED', 'block', message)
}

function gradeBlind(call: SafeCall): SafeFinding[] {
  const words = BLIND_SELECTORS.get(findSelector(call) ?? '')
  if (words === undefined) return []
  return [
    found(
      'HASH_BLIND',
      'hold',
      `It ${words}, by its hash: what that is cannot be seen here. Look at what the hash is of before you sign.`,
    ),
  ]
}

function gradeTarget(call: SafeCall, known: Knowledge, context: GuardContext): SafeFinding[] {
  if (call.to === call.from) return []
  const target = Words.address({ context, chainId: call.chainId }, call.to)
  const findings: SafeFinding[] = []
  if (known.kind === 'scam') findings.push(found('PARTY_SCAM', 'block', `${target} is reported as a scam.`))
  if (known.hasCode === false && (call.isDelegate || call.data.length > 0)) {
    findings.push(
      found(
        'TARGET_NO_CODE',
        'review',
        `${target} has no code: the call does nothing now, and what may be put there later is unknown.`,
      ),
    )
  }
  if (isYoung(known, context)) findings.push(found('TARGET_YOUNG', 'review', `${target} is younger than three days.`))
  if (context.know !== undefined && isUnknown(known)) {
    findings.push(
      found('TARGET_UNKNOWN', 'review', `${target} is not in the address book, and nobody who was asked knows it.`),
    )
  }
  return findings
}

function isYoung({ firstSeen }: Knowledge, { now }: GuardContext): boolean {
  return firstSeen !== undefined && now !== undefined && now - firstSeen < YOUNG_SECONDS
}

function isUnknown({ kind, name, isPaid }: Knowledge): boolean {
  return kind === undefined && name === undefined && isPaid !== true
}
