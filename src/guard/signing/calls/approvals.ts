import { EvmAddress } from '../../../chain/index.ts'
import type { GuardContext } from '../../context.ts'
import { gradeParty, gradeSpender, isTrusted } from '../gradeSpender.ts'
import { lookUp } from '../known/lookUp.ts'
import type { SigningFinding } from '../SigningFinding.ts'
import * as Struct from '../Struct.ts'
import * as Words from '../Words.ts'
import type { Call, Explain, Meaning, Row } from './Call.ts'

/** Permit2's permits of a single token and of many, as its users hand them on: who gives them is who calls. */
export const PERMITS: readonly [one: Row, many: Row] = [permitOf(''), permitOf('[]')]

function permitOf(list: string): Row {
  const details = `(address token,uint160 amount,uint48 expiration,uint48 nonce)${list} details`
  return [
    `permit((${details},address spender,uint256 sigDeadline) permit,bytes signature)`,
    (args, call, context) => sayPermits(Struct.struct(args, 'permit'), { context, chainId: call.chainId }),
  ]
}

/** Functions that let somebody take tokens later. */
export const APPROVALS: readonly Row[] = [
  ['approve(address spender,uint256 value)', approve],
  ['increaseAllowance(address spender,uint256 value)', approve],
  ['increaseApproval(address spender,uint256 value)', approve],
  ['decreaseAllowance(address spender,uint256 value)', decrease],
  ['approveAndCall(address spender,uint256 value,bytes data)', approve],
  ['approveDelegation(address spender,uint256 value)', approve],
  [
    'setApprovalForAll(address spender,bool isAllowed)',
    approveAll('every NFT of the collection', 'that you have or will have'),
  ],
  ['setOperator(address spender,bool isAllowed)', approveAll('every token of', 'that you have or will have')],
  ['authorizeOperator(address spender)', approveAll('every token of', 'that you have or will have')],
  ['allow(address spender,bool isAllowed)', approveAll('everything that you have in', 'and borrow in your name')],
  [
    'setAuthorization(address spender,bool isAllowed)',
    approveAll('everything that you have in', 'and borrow in your name'),
  ],
  ['permit(address owner,address spender,uint256 value,uint256 deadline,uint8 v,bytes32 r,bytes32 s)', approve],
  ['permit(address owner,address spender,uint256 value,uint256 deadline,bytes signature)', approve],
  [
    'permit(address owner,address spender,uint256 nonce,uint256 expiry,bool isAllowed,uint8 v,bytes32 r,bytes32 s)',
    permitDai,
  ],
  ['approve(address token,address spender,uint160 amount,uint48 expiration)', approvePermit2],
  ...PERMITS.map(([signature, explain]): Row => [signature.replace('(', '(address owner,'), explain]),
  ['setAllowance(address spender,address token,uint96 amount,uint16 resetMinutes,uint32 resetBase)', allowSpending],
  ['lockdown((address token,address spender)[] approvals)', takeBack],
  ['invalidateNonces(address token,address spender,uint48 nonce)', takeBack],
]

function approve(args: Struct.Struct, call: Call, context: GuardContext): Meaning {
  const place = { context, chainId: call.chainId }
  const spender = Struct.address(args, 'spender')
  const value = Struct.uint(args, 'value')
  const isToken = lookUp(place, call.to).token !== undefined
  return value === 0n && !isToken && spender !== EvmAddress.zero
    ? sayZero(place, spender)
    : sayAllowance(place, call.to, { spender, value })
}

/** Of a token it takes an allowance back, of a collection it gives the NFT 0 away. */
function sayZero(place: Words.Place, spender: EvmAddress.EvmAddress): Meaning {
  const who = Words.address(place, spender)
  const words = `Takes an allowance of ${who} back, or, if that is a collection of NFTs, lets it take its NFT 0.`
  const isBad = gradeSpender(place, spender, 'NFT 0').effect === 'block'
  return meaningOf(words, { code: 'APPROVAL_TAKEN_BACK', effect: isBad ? 'review' : 'note', message: words })
}

/** What an allowance of a token comes to, given by a call or by a signature. */
export function sayAllowance(
  place: Words.Place,
  token: EvmAddress.EvmAddress,
  { spender, value, end = '' }: { spender: EvmAddress.EvmAddress; value: bigint; end?: string },
): Meaning {
  if (value === 0n || spender === EvmAddress.zero) return sayTakenBack(place, spender)
  const isToken = lookUp(place, token).token !== undefined || Words.isUnlimited(value)
  const amount = Words.amount(place, token, value)
  const what = `${isToken ? amount : `${amount} (or, if that is a collection of NFTs, its NFT ${value})`}${end}`
  return meaningOf(`Lets ${Words.address(place, spender)} take ${what}.`, gradeSpender(place, spender, what))
}

function decrease(args: Struct.Struct, call: Call, context: GuardContext): Meaning {
  return sayTakenBack({ context, chainId: call.chainId }, Struct.address(args, 'spender'))
}

function approveAll(before: string, after: string): Explain {
  return (args, call, context) => {
    const place = { context, chainId: call.chainId }
    const spender = Struct.address(args, 'spender')
    if (Struct.has(args, 'isAllowed') && !Struct.bool(args, 'isAllowed')) return sayTakenBack(place, spender)
    const what = `${before} ${Words.address(place, call.to)} ${after}`
    return meaningOf(`Lets ${Words.address(place, spender)} take ${what}.`, gradeSpender(place, spender, what))
  }
}

function permitDai(args: Struct.Struct, call: Call, context: GuardContext): Meaning {
  return sayDaiPermit({ context, chainId: call.chainId }, call.to, args)
}

/** @param args - `spender`, `expiry` and whether it is allowed, which DAI's typed data call `allowed`. */
export function sayDaiPermit(place: Words.Place, token: EvmAddress.EvmAddress, args: Struct.Struct): Meaning {
  const spender = Struct.address(args, 'spender')
  if (!Struct.bool(args, Struct.has(args, 'allowed') ? 'allowed' : 'isAllowed')) return sayTakenBack(place, spender)
  const value = 2n ** 256n - 1n
  const expiry = Struct.uint(args, 'expiry')
  const end = ` (the signature can be used ${expiry === 0n ? 'for ever' : Words.until(expiry)})`
  return sayAllowance(place, token, { spender, value, end })
}

function approvePermit2(args: Struct.Struct, call: Call, context: GuardContext): Meaning {
  return sayPermit2({ context, chainId: call.chainId }, Struct.address(args, 'spender'), args)
}

/** Permit2's `PermitSingle` and `PermitBatch`: every token of it. */
export function sayPermits(permit: Struct.Struct, place: Words.Place): Meaning {
  const isOne = permit.fields.find(({ name }) => name === 'details')?.type.kind === 'tuple'
  const details = isOne ? [Struct.struct(permit, 'details')] : Struct.structs(permit, 'details')
  const each = details.map((detail) => sayPermit2(place, Struct.address(permit, 'spender'), detail))
  return {
    words: each.length === 0 ? 'Permits nothing.' : Words.joined(each.map(({ words }) => words)),
    findings: each.flatMap(({ findings }) => findings),
  }
}

function sayPermit2(place: Words.Place, spender: EvmAddress.EvmAddress, detail: Struct.Struct): Meaning {
  return sayAllowance(place, Struct.address(detail, 'token'), {
    spender,
    value: Struct.uint(detail, 'amount'),
    end: `, through Permit2, ${Words.until(Struct.uint(detail, 'expiration'))}`,
  })
}

/** Of Safe's allowance module: whoever may spend is a person, so that an account without code is nothing odd. */
function allowSpending(args: Struct.Struct, call: Call, context: GuardContext): Meaning {
  const place = { context, chainId: call.chainId }
  const spender = Struct.address(args, 'spender')
  const what = Words.amount(place, Struct.address(args, 'token'), Struct.uint(args, 'amount'))
  const minutes = Struct.uint(args, 'resetMinutes')
  const again = minutes === 0n ? '' : `, again every ${minutes} minutes`
  const words = `Lets ${Words.address(place, spender)} spend ${what} through ${Words.address(place, call.to)}${again}.`
  if (isTrusted(lookUp(place, spender))) return meaningOf(words, { code: 'APPROVAL', effect: 'note', message: words })
  return meaningOf(words, ...gradeParty(place, spender), { code: 'SPENDER_UNKNOWN', effect: 'review', message: words })
}

function takeBack(): Meaning {
  return taken('Takes allowances of Permit2 back: less can be taken from you after it.')
}

function sayTakenBack(place: Words.Place, spender: EvmAddress.EvmAddress): Meaning {
  return taken(`Takes an allowance of ${Words.address(place, spender)} back, or makes it smaller.`)
}

function taken(message: string): Meaning {
  return meaningOf(message, { code: 'APPROVAL_TAKEN_BACK', effect: 'note', message })
}

function meaningOf(words: string, ...findings: readonly SigningFinding[]): Meaning {
  return { words, findings }
}
