import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { EvmAddress, EvmBlock } from '../../chain/index.ts'
import { keccak } from '../keccak.ts'
import * as Hex from '../signing/Hex.ts'
import { findSigned, recoverSigner } from '../signing/transaction/Signed.ts'
import type { SafeHashes } from './SafeHashes.ts'
import type { Confirmation, SafeTransaction } from './SafeTransaction.ts'
import { isNamed, readOwner, SIGNATURE_BYTES } from './splitSignatures.ts'

/** How an owner has agreed: by signing the hash, or its EIP-191 message; as a contract; on the chain; in no form that a Safe knows. */
export type SignatureKind = 'hash' | 'message' | 'contract' | 'approval' | 'none'

/** Who has agreed, and whether that can be seen. */
export interface Signer {
  /** Who is said to have signed. */
  readonly owner: EvmAddress.EvmAddress | undefined
  readonly kind: SignatureKind
  /** Whose signature it is over the hash; of contracts and approvals the one that they name, unproved. */
  readonly signer: EvmAddress.EvmAddress | undefined
  /** Of contracts and approvals, whether the chain says so; undefined where nobody asked it, or it gave no answer. */
  readonly hasAgreed?: boolean | undefined
}

/** That a contract has signed, or that an approval stands: what the chain alone can tell. */
export interface Claim {
  readonly transaction: SafeTransaction
  readonly hashes: SafeHashes
  readonly owner: EvmAddress.EvmAddress
  /** What the contract has signed with; undefined for an approval. */
  readonly contractSignature: Uint8Array | undefined
}

/** Whether it is true; undefined where that is not known. */
export type HasAgreed = (claim: Claim) => boolean | undefined

const PREFIX = utf8ToBytes('\x19Ethereum Signed Message:\n32')
const MESSAGE_V = 31

/**
 * Finds who has signed a Safe's hash.
 *
 * @source https://docs.safe.global/advanced/smart-account-signatures
 */
export function findSigner({ owner, signature }: Confirmation, hash: string, recover: EvmBlock.RecoverKey): Signer {
  // The service keeps approvals that stand on the chain without any bytes.
  if (signature === undefined) return { owner, kind: 'approval', signer: owner }
  if (isNamed(signature)) {
    return { owner, kind: signature[SIGNATURE_BYTES - 1] === 0 ? 'contract' : 'approval', signer: readNamed(signature) }
  }
  const v = signature[SIGNATURE_BYTES - 1] ?? 0
  const digest = Hex.findBytes(hash)
  const isMessage = v === MESSAGE_V || v === MESSAGE_V + 1
  if (digest === undefined || (!isMessage && v !== 27 && v !== 28)) return { owner, kind: 'none', signer: undefined }
  const signed = findSigned(isMessage ? keccak(concatBytes(PREFIX, digest)) : digest, {
    r: Hex.toNumber(signature.subarray(0, 32)),
    s: Hex.toNumber(signature.subarray(32, 64)),
    parity: BigInt((v + 1) % 2),
  })
  return { owner, kind: isMessage ? 'message' : 'hash', signer: signed && recoverSigner(signed, recover) }
}

/** Twelve bytes that are not zero before it make it no address at all. */
function readNamed(signature: Uint8Array): EvmAddress.EvmAddress | undefined {
  return signature.subarray(0, 12).some((byte) => byte !== 0) ? undefined : readOwner(signature)
}
