import { EvmAddress } from '../../../chain/index.ts'
import type { Finding } from '../../Finding.ts'
import * as OutsideText from '../../OutsideText.ts'
import { sayAllowance, sayDaiPermit, sayPermits } from '../calls/approvals.ts'
import type { Call, Meaning } from '../calls/Call.ts'
import { sayBlurOrder, sayOrder } from '../calls/orders.ts'
import { sayPermitTransfer, sayTransfer } from '../calls/transfers.ts'
import { gradeSpender } from '../gradeSpender.ts'
import { SIGNED_ORDERS } from '../known/signedOrders.ts'
import * as Struct from '../Struct.ts'
import * as Words from '../Words.ts'
import { saySignedOrder } from './signedOrder.ts'
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
const BLUR_2 =
  'Order(address trader,address collection,bytes32 listingsRoot,uint256 numberOfListings,uint256 expirationTime,uint8 assetType,FeeRate makerFee,uint256 salt,uint8 orderType,uint256 nonce)FeeRate(address recipient,uint16 rate)'
const FORWARD = 'ForwardRequest(address from,address to,uint256 value,uint256 gas,uint256 nonce,'
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
const forward: TypedKind = { contract: undefined, explain: explainForward }
const permits: TypedKind = { contract: PERMIT2, explain: ({ message }, place) => sayPermits(message, place) }

/**
 * By the exact text of the type: contracts take no other.
 *
 * @source https://eips.ethereum.org/EIPS/eip-2612, eip-3009, eip-4494, eip-2771; the verified code of Permit2, DAI, Seaport and of
 * Blur's exchanges 0x000000000000Ad05Ccc4F10045630fb830B95127 and 0xb2ecfE4E4D61f8790bbb9DE2D1259B9e2410CEA5
 */
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
  [
    'CancelAuthorization(address authorizer,bytes32 nonce)',
    { contract: undefined, explain: () => say('Takes back a transfer that was signed and is not done yet.', 'note') },
  ],
  [
    'Permit(address spender,uint256 tokenId,uint256 nonce,uint256 deadline)',
    { contract: undefined, explain: permitNft },
  ],
  [BLUR, { contract: 'Blur', explain: ({ message }, place) => sayBlurOrder(message, place) }],
  [BLUR_2, { contract: 'Blur', explain: explainListings }],
  ['Root(bytes32 root)', { contract: 'Blur', explain: (_, place) => sayListings('Agrees to orders on Blur', place) }],
  [`${FORWARD}bytes data)`, forward],
  [`${FORWARD}uint48 deadline,bytes data)`, forward],
  [
    'MetaTransaction(uint256 nonce,address from,bytes functionSignature)',
    { contract: undefined, explain: explainMeta },
  ],
  [
    'SafeMessage(bytes message)',
    {
      contract: undefined,
      explain: () => say('Signs, in the name of a Safe, a message of which only a hash is shown.', 'review'),
    },
  ],
  ...SIGNED_ORDERS.map((order): [string, TypedKind] => [
    order.type,
    { contract: order.contract, explain: ({ message }, place) => saySignedOrder(order, message, place) },
  ]),
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
    words: `One signature for ${real.length} orders. ${Words.joined(real.map(({ words }) => words))}`,
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

/** Blur keeps the prices to itself: what is signed is the root of a tree of them. */
function explainListings({ message }: TypedData, place: Words.Place): Meaning {
  const verb = Struct.uint(message, 'orderType') === 0n ? 'Sells' : 'Buys'
  const count = Struct.uint(message, 'numberOfListings')
  const collection = Words.address(place, Struct.address(message, 'collection'))
  const end = Words.until(Struct.uint(message, 'expirationTime'))
  return sayListings(`${verb} up to ${count} NFTs of ${collection}, ${end}`, place)
}

const BLUR_SITE = /^https:\/\/(?:[\w-]+\.)*blur\.io(?:[/:]|$)/

/** Nobody but the site that made the tree can say what stands in it, so that site has to be Blur's. */
function sayListings(what: string, { context: { origin } }: Words.Place): Meaning {
  const words = `${what}: which, and at what price, stands in a list of which only a hash is shown.`
  if (origin === undefined || BLUR_SITE.test(origin)) return say(words, 'review')
  return say(
    `${words} ${OutsideText.quote(origin)}, which asks for it, is not Blur's site: it may be for nothing.`,
    'block',
  )
}

/** The permit of a single NFT (ERC-4494), as positions of Uniswap have it. */
function permitNft(typed: TypedData, place: Words.Place): Meaning {
  const spender = Struct.address(typed.message, 'spender')
  const nft = `the NFT ${Struct.uint(typed.message, 'tokenId')} of ${Words.address(place, tokenOf(typed))}`
  const what = `${nft} (the signature can be used ${Words.until(Struct.uint(typed.message, 'deadline'))})`
  return {
    words: `Lets ${Words.address(place, spender)} take ${what}.`,
    findings: [gradeSpender(place, spender, what)],
  }
}

/** Somebody else sends the call and pays for it; the contract takes it as the signer's own (ERC-2771). */
function explainForward(typed: TypedData): Meaning {
  return sayCall('Agrees to a call that somebody else sends.', typed, {
    from: Struct.address(typed.message, 'from'),
    ...targetOf(typed.message),
  })
}

/** The same, of the contract that the signature is for. */
function explainMeta(typed: TypedData): Meaning {
  return sayCall('Agrees to a call that somebody else sends.', typed, {
    from: Struct.address(typed.message, 'from'),
    to: tokenOf(typed),
    valueWei: 0n,
    data: Struct.bytes(typed.message, 'functionSignature'),
  })
}

function explainSafe(typed: TypedData): Meaning {
  return sayCall('Agrees to a transaction of a Safe.', typed, {
    from: typed.domain.verifyingContract,
    ...targetOf(typed.message),
    isDelegate: Struct.uint(typed.message, 'operation') === 1n,
  })
}

function targetOf(message: Struct.Struct): Pick<Call, 'to' | 'valueWei' | 'data'> {
  return {
    to: Struct.address(message, 'to'),
    valueWei: Struct.uint(message, 'value'),
    data: Struct.bytes(message, 'data'),
  }
}

function sayCall(words: string, { domain }: TypedData, call: Omit<Call, 'chainId'>): Meaning {
  const chainId = domain.chainId === undefined ? undefined : Number(domain.chainId)
  return { words, findings: [], inner: [{ chainId, ...call }] }
}

function say(words: string, effect: Finding['effect']): Meaning {
  const code = effect === 'note' ? 'APPROVAL_TAKEN_BACK' : 'HASH_BLIND'
  return { words, findings: [{ code, effect, message: words }] }
}

function tokenOf({ domain }: TypedData): EvmAddress.EvmAddress {
  return domain.verifyingContract ?? EvmAddress.zero
}
