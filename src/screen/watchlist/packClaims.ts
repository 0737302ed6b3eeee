import type { Claim } from '../Claim.ts'

/** Claims as JSON in one array of bytes: claim `i` is `bytes[offsets[i], offsets[i + 1])`. */
export interface PackedClaims {
  readonly bytes: Uint8Array
  readonly offsets: Float64Array
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Packs claims, so that a million of them cost no million objects and can be handed to another thread. */
export function packClaims(claims: readonly Claim[]): PackedClaims {
  const offsets = new Float64Array(claims.length + 1)
  const parts = claims.map((claim, i) => {
    const part = encoder.encode(JSON.stringify(claim))
    offsets[i + 1] = (offsets[i] ?? 0) + part.length
    return part
  })
  const bytes = new Uint8Array(offsets[claims.length] ?? 0)
  for (const [i, part] of parts.entries()) bytes.set(part, offsets[i])
  return { bytes, offsets }
}

/** The claims with these numbers. */
export function decodeClaims({ bytes, offsets }: PackedClaims, ids: Iterable<number>): Claim[] {
  return Array.from(ids, (id) => JSON.parse(decoder.decode(bytes.subarray(offsets[id], offsets[id + 1]))) as Claim)
}
