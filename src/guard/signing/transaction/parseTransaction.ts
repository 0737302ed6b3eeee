import { concatBytes } from '@noble/hashes/utils.js'
import { EvmAddress } from '../../../chain/index.ts'
import { keccak } from '../../keccak.ts'
import * as Hex from '../Hex.ts'
import { SigningError } from '../SigningError.ts'
import { type Authorization, findAuthorization } from './Authorization.ts'
import { decode, encodeList, encodeNumber, type RlpItem } from './Rlp.ts'
import { findSigned, type Signed } from './Signed.ts'

/** A transaction as wallets send it to a node or to a device. */
export interface RawTransaction {
  /** 0 for those from before EIP-2718. */
  readonly type: number
  /** Undefined for one from before EIP-155: it is valid on every chain. */
  readonly chainId: number | undefined
  readonly nonce: bigint
  /** Undefined where it creates a contract. */
  readonly to: EvmAddress.EvmAddress | undefined
  readonly valueWei: bigint
  readonly data: Uint8Array
  readonly authorizations: readonly Authorization[]
  /** Undefined where nobody has signed it yet. */
  readonly signed: Signed | undefined
}

/** Where things stand in the list of a type, and how many there are before the signature. */
interface Form {
  readonly chainId: number | undefined
  readonly nonce: number
  readonly to: number
  readonly authorizations?: number
  readonly length: number
}

const LEGACY: Form = { chainId: undefined, nonce: 0, to: 3, length: 6 }
const FORMS: ReadonlyMap<number, Form> = new Map<number, Form>([
  [1, { chainId: 0, nonce: 1, to: 4, length: 8 }],
  [2, { chainId: 0, nonce: 1, to: 5, length: 9 }],
  [3, { chainId: 0, nonce: 1, to: 5, length: 11 }],
  [4, { chainId: 0, nonce: 1, to: 5, authorizations: 9, length: 10 }],
])
const SIGNATURE_COUNT = 3
const BYTES_MAX = 2 ** 20
const CHAIN_V = 35n
const NOTHING = new Uint8Array(0)

/**
 * Parses an encoded transaction of any type up to 4, signed or not.
 *
 * @throws SigningError `LZ_GUARD_TRANSACTION`
 * @source https://eips.ethereum.org/EIPS/eip-155
 * @source https://eips.ethereum.org/EIPS/eip-2930
 * @source https://eips.ethereum.org/EIPS/eip-1559
 * @source https://eips.ethereum.org/EIPS/eip-4844
 * @source https://eips.ethereum.org/EIPS/eip-7702
 * @example
 * parseTransaction('0xe680843b9aca0082520894...').to // '0x...'
 * parseTransaction('0x00')                           // throws LZ_GUARD_TRANSACTION
 */
export function parseTransaction(text: string): RawTransaction {
  const bytes = text.length <= 2 + 2 * BYTES_MAX ? Hex.findBytes(text) : undefined
  const first = bytes?.[0]
  if (bytes === undefined || first === undefined) throw wrong('no bytes, or more than a mebibyte')
  if (first >= 0xc0) return readLegacy(listOf(bytes))
  const form = FORMS.get(first)
  if (form === undefined) throw wrong(`a transaction of type ${first}`)
  return readTyped(first, form, listOf(bytes.subarray(1)))
}

function readTyped(type: number, form: Form, listed: readonly RlpItem[]): RawTransaction {
  // A blob transaction travels with its blobs: [transaction, blobs, commitments, proofs].
  const items = (type === 3 ? listed[0]?.items : undefined) ?? listed
  const { body, v, r, s } = split(items, form.length)
  const signed = readSigned({ r, s, parity: v }, () => hashTyped(type, body))
  return { type, ...readBody(form, body), signed }
}

function readLegacy(items: readonly RlpItem[]): RawTransaction {
  const { body, v, r, s } = split(items, LEGACY.length)
  const isUnsigned = r === 0n && s === 0n
  const chain = isUnsigned ? v : v >= CHAIN_V ? (v - CHAIN_V) / 2n : 0n
  const parity = v >= CHAIN_V ? (v - CHAIN_V) % 2n : v - 27n
  const signed = readSigned({ r, s, parity }, () => hashLegacy(body, chain))
  return { type: 0, ...readBody(LEGACY, body), chainId: chain === 0n ? undefined : toChainId(chain), signed }
}

interface Split {
  readonly body: readonly RlpItem[]
  readonly v: bigint
  readonly r: bigint
  readonly s: bigint
}

/** What is signed, and the signature: all zero where there is none. */
function split(items: readonly RlpItem[], length: number): Split {
  const [v = 0n, r = 0n, s = 0n, ...more] = items.slice(length).map(numberOf)
  if (more.length > 0 || (items.length !== length && items.length !== length + SIGNATURE_COUNT))
    throw wrong('a list of another length')
  return { body: items.slice(0, length), v, r, s }
}

/** The digest is made only where somebody has signed. */
function readSigned(
  signature: { readonly r: bigint; readonly s: bigint; readonly parity: bigint },
  digest: () => Uint8Array,
): Signed | undefined {
  if (signature.r === 0n && signature.s === 0n) return undefined
  const signed = findSigned(digest(), signature)
  if (signed === undefined) throw wrong('a signature that is none')
  return signed
}

function hashTyped(type: number, body: readonly RlpItem[]): Uint8Array {
  return keccak(concatBytes(Uint8Array.of(type), encodeList(body.map(({ encoded }) => encoded))))
}

/** What is signed of one: since EIP-155 also the chain. */
function hashLegacy(body: readonly RlpItem[], chain: bigint): Uint8Array {
  const tail = chain === 0n ? [] : [chain, 0n, 0n].map(encodeNumber)
  return keccak(encodeList([...body.map(({ encoded }) => encoded), ...tail]))
}

function readBody(form: Form, body: readonly RlpItem[]): Omit<RawTransaction, 'type' | 'signed'> {
  const [to, value, data] = body.slice(form.to, form.to + 3)
  if (to === undefined || value === undefined || data?.items !== undefined) throw wrong('no receiver, value or data')
  return {
    chainId: form.chainId === undefined ? undefined : toChainId(numberOf(body[form.chainId])),
    nonce: numberOf(body[form.nonce]),
    to: readReceiver(to),
    valueWei: numberOf(value),
    data: data?.bytes ?? NOTHING,
    authorizations: form.authorizations === undefined ? [] : readAuthorizations(body[form.authorizations]),
  }
}

function readReceiver({ bytes, items }: RlpItem): EvmAddress.EvmAddress | undefined {
  if (items !== undefined || (bytes.length !== 0 && bytes.length !== 20)) throw wrong('a receiver that is no address')
  return bytes.length === 0 ? undefined : EvmAddress.fromBytes(bytes)
}

function readAuthorizations(item: RlpItem | undefined): Authorization[] {
  if (item?.items === undefined) throw wrong('no list of authorizations')
  return item.items.map((entry) => {
    const authorization = findAuthorization(entry)
    if (authorization === undefined) throw wrong('an authorization of another form')
    return authorization
  })
}

function listOf(bytes: Uint8Array): readonly RlpItem[] {
  const items = decode(bytes)?.items
  if (items === undefined) throw wrong('no list in RLP')
  return items
}

function numberOf(item: RlpItem | undefined): bigint {
  const isNumber = item?.items === undefined && item !== undefined && item.bytes.length <= 32 && item.bytes[0] !== 0
  if (!isNumber) throw wrong('a number of another form')
  return Hex.toNumber(item.bytes)
}

function toChainId(number: bigint): number {
  if (number > BigInt(Number.MAX_SAFE_INTEGER)) throw wrong(`the chain ${number}`)
  return Number(number)
}

function wrong(finding: string): SigningError {
  return new SigningError('LZ_GUARD_TRANSACTION', `The transaction holds ${finding}`)
}
