import { keccak_256 } from '@noble/hashes/sha3.js'
import { concatBytes } from '@noble/hashes/utils.js'
import { EvmAddress } from '../../../chain/index.ts'
import * as Hex from '../Hex.ts'
import { encodeBytes, encodeList, encodeNumber, type RlpItem } from './Rlp.ts'
import { findSigned, type Signed } from './Signed.ts'

/** An account lets a contract's code act in its name. @source https://eips.ethereum.org/EIPS/eip-7702 */
export interface Authorization {
  /** Zero is every chain. */
  readonly chainId: bigint
  /** Whose code; the zero address takes a delegation back. */
  readonly delegate: EvmAddress.EvmAddress
  readonly nonce: bigint
  /** Undefined where it is not signed yet. */
  readonly signed?: Signed | undefined
}

const MAGIC = Uint8Array.of(0x05)

/**
 * What an account signs to delegate.
 *
 * @source https://eips.ethereum.org/EIPS/eip-7702
 */
export function hashAuthorization({ chainId, delegate, nonce }: Authorization): Uint8Array {
  const items = [encodeNumber(chainId), encodeBytes(EvmAddress.toBytes(delegate)), encodeNumber(nonce)]
  return keccak_256(concatBytes(MAGIC, encodeList(items)))
}

/** An entry of a transaction's list; undefined where it has another form. */
export function findAuthorization({ items = [] }: RlpItem): Authorization | undefined {
  const [chainId, delegate, nonce, parity, r, s] = items.map(({ bytes }) => bytes)
  if (items.length !== 6 || delegate?.length !== 20 || items.some((item) => item.items !== undefined)) return undefined
  const [chain, count, y, first, second] = [chainId, nonce, parity, r, s].map((bytes) => Hex.toNumber(bytes ?? NOTHING))
  const plain = { chainId: chain ?? 0n, delegate: EvmAddress.fromBytes(delegate), nonce: count ?? 0n }
  const signature = { r: first ?? 0n, s: second ?? 0n, parity: y ?? 0n }
  return { ...plain, signed: findSigned(hashAuthorization(plain), signature) }
}

const NOTHING = new Uint8Array(0)
