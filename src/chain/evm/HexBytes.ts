import { hashBytes } from '../kernel/keccak.ts'

const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** The Keccak-256 of bytes, as nodes write it. */
export function hashHex(bytes: Uint8Array): string {
  return toHex(hashBytes(bytes))
}

export function toHex(bytes: Uint8Array): string {
  let text = '0x'
  for (const byte of bytes) text += hexOf[byte] as string
  return text
}

/** @param hex - 0x and pairs of digits, which were checked. */
export function toBytes(hex: string): Uint8Array {
  const bytes = new Uint8Array((hex.length - 2) >> 1)
  for (let i = 0; i < bytes.length; i++) bytes[i] = byteAt(hex, i)
  return bytes
}

/** The i-th byte of hex digits behind 0x. */
export function byteAt(hex: string, i: number): number {
  return (digitOf(hex.charCodeAt(2 + 2 * i)) << 4) | digitOf(hex.charCodeAt(3 + 2 * i))
}

/** Also for upper case: the letters of both follow a digit whose low four bits are 1. */
function digitOf(code: number): number {
  return (code & 15) + (code >> 6) * 9
}
