import { EvmAddress } from '../../../chain/index.ts'
import type { GuardContext } from '../../context.ts'
import { gradeSpender } from '../gradeSpender.ts'
import { lookUp } from '../known/lookUp.ts'
import type { SigningFinding } from '../SigningFinding.ts'
import * as Struct from '../Struct.ts'
import * as Words from '../Words.ts'
import type { Call, Meaning, Row } from './Call.ts'

/** Functions that let somebody take tokens later. */
export const APPROVALS: readonly Row[] = [
  ['approve(address spender,uint256 value)', approve],
  ['increaseAllowance(address spender,uint256 value)', approve],
  ['increaseApproval(address spender,uint256 value)', approve],
  ['decreaseAllowance(address spender,uint256 value)', decrease],
  ['setApprovalForAll(address spender,bool isAllowed)', approveAll],
  ['permit(address owner,address spender,uint256 value,uint256 deadline,uint8 v,bytes32 r,bytes32 s)', approve],
  [
    'permit(address owner,address spender,uint256 nonce,uint256 expiry,bool isAllowed,uint8 v,bytes32 r,bytes32 s)',
    permitDai,
  ],
  ['approve(address token,address spender,uint160 amount,uint48 expiration)', approvePermit2],
  [
    'permit(address owner,((address token,uint160 amount,uint48 expiration,uint48 nonce) details,address spender,uint256 sigDeadline) permit,bytes signature)',
    (args, call, context) => sayPermits(Struct.struct(args, 'permit'), { context, chainId: call.chainId }),
  ],
  [
    'permit(address owner,((address token,uint160 amount,uint48 expiration,uint48 nonce)[] details,address spender,uint256 sigDeadline) permit,bytes signature)',
    (args, call, context) => sayPermits(Struct.struct(args, 'permit'), { context, chainId: call.chainId }),
  ],
  ['lockdown((address token,address spender)[] approvals)', takeBack],
  ['invalidateNonces(address token,address spender,uint48 nonce)', takeBack],
]

function approve(args: Struct.Struct, call: Call, context: GuardContext): Meaning {
  return sayAllowance({ context, chainId: call.chainId }, call.to, {
    spender: Struct.address(args, 'spender'),
    value: Struct.uint(args, 'value'),
  })
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

function approveAll(args: Struct.Struct, call: Call, context: GuardContext): Meaning {
  const place = { context, chainId: call.chainId }
  const spender = Struct.address(args, 'spender')
  if (!Struct.bool(args, 'isAllowed')) return sayTakenBack(place, spender)
  const what = `every NFT of the collection ${Words.address(place, call.to)} that you have or will have`
  return meaningOf(`Lets ${Words.address(place, spender)} take ${what}.`, gradeSpender(place, spender, what))
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
    words: each.length === 0 ? 'Permits nothing.' : each.map(({ words }) => words).join(' '),
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
