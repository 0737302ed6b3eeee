import { hashBytes } from '../kernel/keccak.ts'
import { EvmBlockError } from './EvmBlockError.ts'
import type { EvmTransaction } from './EvmTransaction.ts'
import { toBytes, toHex } from './HexBytes.ts'
import * as Rlp from './Rlp.ts'
import * as Secp256k1 from './Secp256k1.ts'
import { isSigned, LEGACY } from './transactionForms.ts'

/**
 * The public key that has signed a digest of 32 bytes, as its 64 bytes; undefined where none can have. `signature` is r and s,
 * both between zero and the group's order, and `parity` that of the point whose x is r.
 */
export type RecoverKey = (digest: Uint8Array, signature: Uint8Array, parity: 0 | 1) => Uint8Array | undefined

/** Numbers at the end of an encoded transaction that are its signature. */
const SIGNATURE_COUNT = 3
const LEGACY_ITEMS = 6
/** The first `v` that names a chain (EIP-155). */
const CHAIN_V = 35n

/**
 * Checks that transactions were signed by those who the node says have sent them: no hash of the block covers that.
 *
 * It costs about a millisecond for each, so that it is asked for apart. Of unsigned and unknown types nothing is checked.
 *
 * @param recover - A faster way than the plain one.
 * @throws EvmBlockError `LZ_EVM_SENDER`
 * @source https://eips.ethereum.org/EIPS/eip-155
 * @example
 * EvmBlock.assertSenders(block.transactions.filter(({ valueWei }) => valueWei > 0n))
 */
export function assertSenders(transactions: Iterable<EvmTransaction>, recover: RecoverKey = Secp256k1.recover): void {
  for (const { type, items, from, index } of transactions) {
    if (items === undefined || !isSigned(type)) continue
    const signer = findSigner(type, items, recover)
    if (signer === from) continue
    const finding = signer === undefined ? 'its signature is none' : `it was signed by ${signer}, not ${from}`
    throw new EvmBlockError('LZ_EVM_SENDER', `transactions[${index}].from`, finding)
  }
}

function findSigner(type: number, items: readonly Rlp.Rlp[], recover: RecoverKey): string | undefined {
  const [v = 0n, r = 0n, s = 0n] = items.slice(-SIGNATURE_COUNT).map(toNumber)
  const signed = type === LEGACY ? encodeLegacy(items, v) : Rlp.encodeTyped(type, items.slice(0, -SIGNATURE_COUNT))
  const parity = Number(type !== LEGACY ? v : v >= CHAIN_V ? (v - CHAIN_V) % 2n : v - 27n)
  if ((parity !== 0 && parity !== 1) || !Secp256k1.isScalar(r) || !Secp256k1.isScalar(s)) return undefined
  const key = recover(hashBytes(signed).slice(), toBytes(`0x${wordOf(r)}${wordOf(s)}`), parity)
  return key === undefined ? undefined : toHex(hashBytes(key).subarray(12))
}

/** What is signed of a legacy transaction: since EIP-155 also the chain. */
function encodeLegacy(items: readonly Rlp.Rlp[], v: bigint): Uint8Array {
  const body = items.slice(0, LEGACY_ITEMS)
  if (v < CHAIN_V) return Rlp.encode(body)
  return Rlp.encode([...body, Rlp.ofQuantity(`0x${((v - CHAIN_V) / 2n).toString(16)}`), '0x', '0x'])
}

function wordOf(number: bigint): string {
  return number.toString(16).padStart(64, '0')
}

function toNumber(item: Rlp.Rlp): bigint {
  return typeof item === 'string' && item !== '0x' ? BigInt(item) : 0n
}
