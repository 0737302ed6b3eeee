import { concatBytes } from '@noble/hashes/utils.js'
import { EvmAddress } from '../../../chain/index.ts'
import { keccak } from '../../keccak.ts'
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
const PLAIN_COUNT = 3
const SIGNED_COUNT = 6
const WORD_BYTES = 32

/**
 * What an account signs to delegate.
 *
 * @source https://eips.ethereum.org/EIPS/eip-7702
 */
export function hashAuthorization({ chainId, delegate, nonce }: Authorization): Uint8Array {
  const items = [encodeNumber(chainId), encodeBytes(EvmAddress.toBytes(delegate)), encodeNumber(nonce)]
  return keccak(concatBytes(MAGIC, encodeList(items)))
}

/** An entry of a transaction's list; undefined where it has another form. */
export function findAuthorization({ items = [] }: RlpItem): Authorization | undefined {
  const delegate = items[1]?.bytes
  const isWhole = items.length === SIGNED_COUNT || items.length === PLAIN_COUNT
  if (!isWhole || delegate?.length !== 20 || !items.every((item, i) => isWord(item, i === 1))) return undefined
  const [chainId = 0n, , nonce = 0n, parity = 0n, r = 0n, s = 0n] = items.map(({ bytes }) => Hex.toNumber(bytes))
  const plain = { chainId, delegate: EvmAddress.fromBytes(delegate), nonce }
  return { ...plain, signed: findSigned(hashAuthorization(plain), { r, s, parity }) }
}

/** Numbers have no zeros in front: a node takes none that have. */
function isWord({ bytes, items }: RlpItem, isAddress: boolean): boolean {
  return items === undefined && bytes.length <= WORD_BYTES && (isAddress || bytes[0] !== 0)
}
