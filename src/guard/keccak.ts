import { Keccak } from '../chain/index.ts'

/** Keccak-256, in bytes of one's own. */
export function keccak(bytes: Uint8Array): Uint8Array {
  return Keccak.hashBytes(bytes).slice()
}
