import { EvmAddress } from '../../chain/index.ts'
import * as Hex from '../signing/Hex.ts'
import type { Confirmation } from './SafeTransaction.ts'

export const SIGNATURE_BYTES = 65
const WORD_BYTES = 32
const COUNT_MAX = 200

/**
 * Takes signatures apart that stand behind each other as `execTransaction` takes them.
 *
 * What contracts sign stands behind all of them, at an offset; a part of 65 bytes that begins there is none, so the lowest such
 * offset ends the list. A rest of fewer bytes is kept, and fits nobody.
 *
 * @source https://docs.safe.global/advanced/smart-account-signatures
 */
export function splitSignatures(bytes: Uint8Array): readonly Confirmation[] {
  const parts: Confirmation[] = []
  let end = bytes.length
  for (let at = 0; at < end && parts.length < COUNT_MAX; at += SIGNATURE_BYTES) {
    const part = bytes.subarray(at, at + SIGNATURE_BYTES)
    const isContract = part[SIGNATURE_BYTES - 1] === 0
    if (isContract) end = Math.min(end, readOffset(part))
    const contractSignature = isContract ? findContractSignature(bytes, part) : undefined
    parts.push({ owner: isNamed(part) ? readOwner(part) : undefined, signature: part, contractSignature })
  }
  return parts
}

/** Signatures of contracts, and approvals on the chain, name their owner in the place of r. */
export function isNamed(signature: Uint8Array): boolean {
  return signature.length >= SIGNATURE_BYTES && (signature[SIGNATURE_BYTES - 1] ?? 2) <= 1
}

/** The owner that such a signature names. */
export function readOwner(signature: Uint8Array): EvmAddress.EvmAddress {
  return EvmAddress.fromBytes(signature.subarray(12, 32))
}

/** What a contract has signed with, behind its length at the offset that its part names; undefined where that is not all there. */
export function findContractSignature(bytes: Uint8Array, part: Uint8Array): Uint8Array | undefined {
  const start = readOffset(part) + WORD_BYTES
  if (start < SIGNATURE_BYTES + WORD_BYTES || start > bytes.length) return undefined
  const end = start + Number(Hex.toNumber(bytes.subarray(start - WORD_BYTES, start)))
  return end > bytes.length ? undefined : bytes.subarray(start, end)
}

function readOffset(part: Uint8Array): number {
  const isHuge = part.subarray(32, 60).some((byte) => byte !== 0)
  return isHuge ? Number.POSITIVE_INFINITY : new DataView(part.buffer, part.byteOffset + 60, 4).getUint32(0)
}
