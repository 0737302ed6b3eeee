import { EvmAddress } from '../../../chain/index.ts'
import { sayAllowance, sayDaiPermit, sayPermits } from '../calls/approvals.ts'
import type { Call, Meaning } from '../calls/Call.ts'
import { sayBlurOrder, sayOrder } from '../calls/orders.ts'
import { sayPermitTransfer, sayTransfer } from '../calls/transfers.ts'
import * as Struct from '../Struct.ts'
import * as Words from '../Words.ts'
import type { TypedData } from './TypedData.ts'

/** Says what somebody can do with the signature; `place` is the chain that the domain names. */
export type ExplainTyped = (typed: TypedData, place: Words.Place) => Meaning

/** A kind of typed data, and which contracts it is for: their names begin so; undefined for the token itself. */
export interface TypedKind {
  readonly explain: ExplainTyped
  readonly contract: string | undefined
}

const DETAILS = 'PermitDetails(address token,uint160 amount,uint48 expiration,uint48 nonce)'
const PERMITTED = 'TokenPermissions(address token,uint256 amount)'
const SIGNED = '(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)'
const ITEM = 'uint8 itemType,address token,uint256 identifierOrCriteria,uint256 startAmount,uint256 endAmount'
const SEAPORT = `OrderComponents(address offerer,address zone,OfferItem[] offer,ConsiderationItem[] consideration,uint8 orderType,uint256 startTime,uint256 endTime,bytes32 zoneHash,uint256 salt,bytes32 conduitKey,uint256 counter)`
const SEAPORT_ITEMS = [`ConsiderationItem(${ITEM},address recipient)`, `OfferItem(${ITEM})`]
const BLUR =
  'Order(address trader,uint8 side,address matchingPolicy,address collection,uint256 tokenId,uint256 amount,address paymentToken,uint256 price,uint256 listingTime,uint256 expirationTime,Fee[] fees,uint256 salt,bytes extraParams,uint256 nonce)Fee(uint16 rate,address recipient)'
const SAFE =
  'SafeTx(address to,uint256 value,bytes data,uint8 operation,uint256 safeTxGas,uint256 baseGas,uint256 gasPrice,address gasToken,address refundReceiver,uint256 nonce)'
const PERMIT2 = 'Permit2'
const seaport: TypedKind = { contract: 'Seaport', explain: ({ message }, place) => sayOrder(message, place) }
const transfer: TypedKind = {
  contract: undefined,
  explain: (typed, place) => sayTransfer(place, tokenOf(typed), typed.message),
}
const permitTransfer: TypedKind = {
  contract: PERMIT2,
  explain: ({ message }, place) => sayPermitTransfer(message, place),
}
const permits: TypedKind = { contract: PERMIT2, explain: ({ message }, place) => sayPermits(message, place) }

/** By the exact text of the type: contracts take no other. */
const KINDS: ReadonlyMap<string, TypedKind> = new Map<string, TypedKind>([
  [
    'Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)',
    { contract: undefined, explain: explainPermit },
  ],
  [
    'Permit(address holder,address spender,uint256 nonce,uint256 expiry,bool allowed)',
    { contract: undefined, explain: (typed, place) => sayDaiPermit(place, tokenOf(typed), typed.message) },
  ],
  [`PermitSingle(PermitDetails details,address spender,uint256 sigDeadline)${DETAILS}`, permits],
  [`PermitBatch(PermitDetails[] details,address spender,uint256 sigDeadline)${DETAILS}`, permits],
  [
    `PermitTransferFrom(TokenPermissions permitted,address spender,uint256 nonce,uint256 deadline)${PERMITTED}`,
    permitTransfer,
  ],
  [
    `PermitBatchTransferFrom(TokenPermissions[] permitted,address spender,uint256 nonce,uint256 deadline)${PERMITTED}`,
    permitTransfer,
  ],
  [`TransferWithAuthorization${SIGNED}`, transfer],
  [`ReceiveWithAuthorization${SIGNED}`, transfer],
  [[SEAPORT, ...SEAPORT_ITEMS].join(''), seaport],
  [BLUR, { contract: 'Blur', explain: ({ message }, place) => sayBlurOrder(message, place) }],
  [SAFE, { contract: undefined, explain: explainSafe }],
  [SAFE.replace('baseGas', 'dataGas'), { contract: undefined, explain: explainSafe }],
])

const WITNESS =
  /^Permit(?:Batch)?WitnessTransferFrom\(TokenPermissions(?:\[\])? permitted,address spender,uint256 nonce,uint256 deadline,[^,()]+\)/
const BULK = /^BulkOrder\(OrderComponents(?:\[2\]){1,24} tree\)/

/** What typed data of that type mean; undefined for a type that nobody here knows. */
export function findKind({ typeText }: TypedData): TypedKind | undefined {
  const known = KINDS.get(typeText)
  if (known !== undefined) return known
  if (WITNESS.test(typeText) && typeText.includes(PERMITTED)) return { contract: PERMIT2, explain: explainWitness }
  if (BULK.test(typeText) && typeText.includes(SEAPORT)) return { contract: 'Seaport', explain: explainBulk }
  return undefined
}

/** Whether the type is that of a Safe's transaction. */
export function isSafeTx({ typeText }: TypedData): boolean {
  return KINDS.get(typeText)?.explain === explainSafe
}

function explainPermit(typed: TypedData, place: Words.Place): Meaning {
  const end = ` (the signature can be used ${Words.until(Struct.uint(typed.message, 'deadline'))})`
  const args = { spender: Struct.address(typed.message, 'spender'), value: Struct.uint(typed.message, 'value'), end }
  return sayAllowance(place, tokenOf(typed), args)
}

/** The witness is another protocol's order: the tokens that may be taken are said, what for is not. */
function explainWitness({ message }: TypedData, place: Words.Place): Meaning {
  const meaning = sayPermitTransfer(message, place)
  return { ...meaning, words: `${meaning.words} What for stands in an order that was not read here.` }
}

function explainBulk({ message }: TypedData, place: Words.Place): Meaning {
  const fields = orderFields(message)
  const meanings = flatten(Struct.list(message, 'tree')).map((values) => sayOrder({ fields, values }, place))
  const real = meanings.filter(({ words }) => !words.startsWith('Offers nothing'))
  return {
    words: `One signature for ${real.length} orders. ${real.map(({ words }) => words).join(' ')}`,
    findings: real.flatMap(({ findings }) => findings),
  }
}

function orderFields({ fields }: Struct.Struct): Struct.Struct['fields'] {
  let type = fields[0]?.type
  while (type?.kind === 'list') type = type.of
  return type?.kind === 'tuple' ? type.fields : []
}

/** The leaves of a tree of pairs: an order is a list too, and begins with its offerer. */
function flatten(tree: readonly Struct.Struct['values'][number][]): (readonly Struct.Struct['values'][number][])[] {
  return tree.flatMap((each) => {
    if (!Array.isArray(each)) return []
    const values = each as readonly Struct.Struct['values'][number][]
    return typeof values[0] === 'string' ? [values] : flatten(values)
  })
}

function explainSafe(typed: TypedData): Meaning {
  const { message } = typed
  const inner: Call = {
    chainId: typed.domain.chainId === undefined ? undefined : Number(typed.domain.chainId),
    from: typed.domain.verifyingContract,
    to: Struct.address(message, 'to'),
    valueWei: Struct.uint(message, 'value'),
    data: Struct.bytes(message, 'data'),
    isDelegate: Struct.uint(message, 'operation') === 1n,
  }
  return { words: 'Agrees to a transaction of a Safe.', findings: [], inner: [inner] }
}

function tokenOf({ domain }: TypedData): EvmAddress.EvmAddress {
  return domain.verifyingContract ?? EvmAddress.zero
}
