import { EvmAddress } from '../../../chain/index.ts'
import type { GuardContext } from '../../context.ts'
import { gradeParty, gradeSpender } from '../gradeSpender.ts'
import { lookUp } from '../known/lookUp.ts'
import type { SigningFinding } from '../SigningFinding.ts'
import * as Struct from '../Struct.ts'
import * as Words from '../Words.ts'
import type { Call, Explain, Meaning, Row } from './Call.ts'

const TRANSFER_SIGNED = 'address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce'
const PERMITTED = '(address token,uint256 amount)'
const DETAILS = '(address to,uint256 requestedAmount)'

/** Functions that move tokens, or put them into a vault and out of it. */
export const TRANSFERS: readonly Row[] = [
  ['transfer(address to,uint256 value)', transfer],
  ['transferFrom(address from,address to,uint256 value)', transfer],
  ['safeTransferFrom(address from,address to,uint256 value)', transferNft],
  ['safeTransferFrom(address from,address to,uint256 value,bytes data)', transferNft],
  ['safeTransferFrom(address from,address to,uint256 id,uint256 value,bytes data)', transferMany],
  ['safeBatchTransferFrom(address from,address to,uint256[] ids,uint256[] values,bytes data)', transferMany],
  [`transferWithAuthorization(${TRANSFER_SIGNED},uint8 v,bytes32 r,bytes32 s)`, transfer],
  [`receiveWithAuthorization(${TRANSFER_SIGNED},uint8 v,bytes32 r,bytes32 s)`, transfer],
  [`transferWithAuthorization(${TRANSFER_SIGNED},bytes signature)`, transfer],
  [`receiveWithAuthorization(${TRANSFER_SIGNED},bytes signature)`, transfer],
  ['transferAndCall(address to,uint256 value,bytes data)', transfer],
  ['transferFrom(address from,address to,uint160 amount,address token)', transferPermit2],
  ['transferFrom((address from,address to,uint160 amount,address token)[] transfers)', transferBatch],
  ...permitTransfers('', ''),
  ...permitTransfers('Witness', ',bytes32 witness,string witnessTypeString'),
  [
    'executeAllowanceTransfer(address from,address token,address to,uint96 amount,address paymentToken,uint96 payment,address delegate,bytes signature)',
    transferPermit2,
  ],
  ['deposit()', (_, call, context) => say(`Pays ${Words.coins(call.valueWei)} into ${nameTo(call, context)}.`)],
  [
    'withdraw(uint256 amount)',
    (args, call, context) => say(`Takes ${Struct.uint(args, 'amount')} base units out of ${nameTo(call, context)}.`),
  ],
  ['deposit(uint256 assets,address receiver)', vault('Pays', 'assets')],
  ['mint(uint256 shares,address receiver)', vault('Pays for', 'shares')],
  ['withdraw(uint256 assets,address receiver,address owner)', vault('Takes', 'assets')],
  ['redeem(uint256 shares,address receiver,address owner)', vault('Gives back', 'shares')],
]

function permitTransfers(word: string, extra: string): Row[] {
  const name = `permit${word}TransferFrom`
  const rest = `address owner${extra},bytes signature)`
  return [
    [`${name}((${PERMITTED} permitted,uint256 nonce,uint256 deadline) permit,${DETAILS} details,${rest}`, spendPermit],
    [
      `${name}((${PERMITTED}[] permitted,uint256 nonce,uint256 deadline) permit,${DETAILS}[] details,${rest}`,
      spendPermit,
    ],
  ]
}

function transfer(args: Struct.Struct, call: Call, context: GuardContext): Meaning {
  return sayTransfer({ context, chainId: call.chainId }, call.to, args)
}

/** @param args - `to`, `value`, and `from` where it is said. */
export function sayTransfer(place: Words.Place, token: EvmAddress.EvmAddress, args: Struct.Struct): Meaning {
  const to = Struct.address(args, 'to')
  const value = Struct.uint(args, 'value')
  const isToken = lookUp(place, token).token !== undefined
  const amount = Words.amount(place, token, value)
  const what = isToken || !Struct.has(args, 'from') ? amount : `${amount} (or, of NFTs, number ${value})`
  return moved(place, { what, to, from: findFrom(args), token })
}

function transferNft(args: Struct.Struct, call: Call, context: GuardContext): Meaning {
  const place = { context, chainId: call.chainId }
  const what = `the NFT ${Struct.uint(args, 'value')} of ${Words.address(place, call.to)}`
  return moved(place, { what, to: Struct.address(args, 'to'), from: findFrom(args), token: call.to })
}

function transferMany(args: Struct.Struct, call: Call, context: GuardContext): Meaning {
  const place = { context, chainId: call.chainId }
  const count = Struct.has(args, 'ids')
    ? `${Struct.list(args, 'ids').length} kinds`
    : `number ${Struct.uint(args, 'id')}`
  const what = `tokens of ${Words.address(place, call.to)}, ${count}`
  return moved(place, { what, to: Struct.address(args, 'to'), from: findFrom(args), token: call.to })
}

function transferPermit2(args: Struct.Struct, call: Call, context: GuardContext): Meaning {
  const place = { context, chainId: call.chainId }
  const token = Struct.address(args, 'token')
  const what = Words.amount(place, token, Struct.uint(args, 'amount'))
  return moved(place, { what, to: Struct.address(args, 'to'), from: findFrom(args), token })
}

/** Permit2's transfers of many tokens. */
export function transferBatch(args: Struct.Struct, call: Call, context: GuardContext): Meaning {
  return together(Struct.structs(args, 'transfers').map((each) => transferPermit2(each, call, context)))
}

/** Spends a signature of Permit2 that somebody has given. */
function spendPermit(args: Struct.Struct, call: Call, context: GuardContext): Meaning {
  const place = { context, chainId: call.chainId }
  const permitted = one(Struct.struct(args, 'permit'), 'permitted')
  const meanings = one(args, 'details').map((detail, i) => {
    const of = permitted[i]
    const token = of === undefined ? undefined : Struct.address(of, 'token')
    const what = Words.amount(place, token, Struct.uint(detail, 'requestedAmount'))
    return moved(place, { what, to: Struct.address(detail, 'to'), from: Struct.address(args, 'owner'), token })
  })
  return together(meanings)
}

/** Permit2's `PermitTransferFrom`, single or batch: whoever the spender is takes it once. */
export function sayPermitTransfer(permit: Struct.Struct, place: Words.Place): Meaning {
  const spender = Struct.address(permit, 'spender')
  const end = Words.until(Struct.uint(permit, 'deadline'))
  const each = one(permit, 'permitted').map((of) =>
    Words.amount(place, Struct.address(of, 'token'), Struct.uint(of, 'amount')),
  )
  const what = `${Words.joined(each, ' and ')}, once, ${end}`
  return {
    words: `Lets ${Words.address(place, spender)} take ${what}.`,
    findings: [gradeSpender(place, spender, what)],
  }
}

/** A struct or a list of them, as Permit2 has both. */
function one(outer: Struct.Struct, name: string): Struct.Struct[] {
  const isOne = outer.fields.find((field) => field.name === name)?.type.kind === 'tuple'
  return isOne ? [Struct.struct(outer, name)] : Struct.structs(outer, name)
}

function vault(verb: string, units: 'assets' | 'shares'): Explain {
  return (args, call, context) => {
    const place = { context, chainId: call.chainId }
    const receiver = Struct.address(args, 'receiver')
    const what = `${Struct.uint(args, units)} base units of ${units} of the vault ${nameTo(call, context)}`
    const words = `${verb} ${what}; ${Words.address(place, receiver)} gets what comes of it.`
    return { words, findings: [...gradeParty(place, receiver), note(words)] }
  }
}

interface Move {
  readonly what: string
  readonly to: EvmAddress.EvmAddress
  readonly from: EvmAddress.EvmAddress | undefined
  readonly token: EvmAddress.EvmAddress | undefined
}

function moved(place: Words.Place, { what, to, from, token }: Move): Meaning {
  const source = from === undefined || from === place.context.from ? '' : ` from ${Words.address(place, from)}`
  const words = `Sends ${what}${source} to ${Words.address(place, to)}.`
  return { words, findings: [...gradeParty(place, to), ...gradeDeadEnd(place, to, token), note(words)] }
}

/** What is burnt goes there. */
const NOBODY: ReadonlySet<string> = new Set([EvmAddress.zero, '0x000000000000000000000000000000000000dead'])

/** Tokens, or coins, that nobody can move again. */
export function gradeDeadEnd(
  place: Words.Place,
  to: EvmAddress.EvmAddress,
  token?: EvmAddress.EvmAddress,
): SigningFinding[] {
  const isToken = token !== undefined && (to === token || lookUp(place, to).kind === 'token')
  if (!isToken && !NOBODY.has(to)) return []
  const message = `${Words.address(place, to)} is a token's own contract, or nobody's: what is sent there is lost.`
  return [{ code: 'TOKENS_TO_CONTRACT', effect: 'review', message }]
}

function findFrom(args: Struct.Struct): EvmAddress.EvmAddress | undefined {
  return Struct.has(args, 'from') ? Struct.address(args, 'from') : undefined
}

function nameTo({ to, chainId }: Call, context: GuardContext): string {
  return Words.address({ context, chainId }, to)
}

function together(meanings: readonly Meaning[]): Meaning {
  return {
    words: Words.joined(meanings.map(({ words }) => words)),
    findings: meanings.flatMap(({ findings }) => findings),
  }
}

function say(words: string): Meaning {
  return { words, findings: [note(words)] }
}

function note(message: string): SigningFinding {
  return { code: 'TRANSFER', effect: 'note', message }
}
