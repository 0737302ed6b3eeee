import { concatBytes } from '@noble/hashes/utils.js'
import { EvmAddress, type EvmBlock, Secp256k1 } from '../../../chain/index.ts'
import { keccak } from '../../keccak.ts'
import * as Hex from '../Hex.ts'

/** A signature and what it is over. */
export interface Signed {
  readonly digest: Uint8Array
  /** r and s, 32 bytes each. */
  readonly signature: Uint8Array
  readonly parity: 0 | 1
}

/** Undefined for numbers that are no signature. */
export function findSigned(
  digest: Uint8Array,
  { r, s, parity }: { r: bigint; s: bigint; parity: bigint },
): Signed | undefined {
  if (!Secp256k1.isScalar(r) || !Secp256k1.isScalar(s) || (parity !== 0n && parity !== 1n)) return undefined
  return { digest, signature: concatBytes(Hex.fromNumber(r), Hex.fromNumber(s)), parity: parity === 0n ? 0 : 1 }
}

/** Who has signed; undefined where nobody can have. */
export function recoverSigner(
  { digest, signature, parity }: Signed,
  recover: EvmBlock.RecoverKey,
): EvmAddress.EvmAddress | undefined {
  const key = recover(digest, signature, parity)
  return key === undefined ? undefined : EvmAddress.fromBytes(keccak(key).subarray(12))
}
