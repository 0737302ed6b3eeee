import { HexBytes } from '../../chain/index.ts'

const digits = /^0x(?:[0-9a-fA-F]{2})*$/

/** The bytes of `0x` and pairs of digits; undefined for any other text. */
export function findBytes(text: string): Uint8Array | undefined {
  return digits.test(text) ? HexBytes.toBytes(text) : undefined
}

/** `0x` and lower-case digits. */
export function ofBytes(bytes: Uint8Array): string {
  return HexBytes.toHex(bytes)
}

/** The number that bytes are, the highest first. */
export function toNumber(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(ofBytes(bytes))
}

/** A number as so many bytes, the highest first; it has to fit. */
export function fromNumber(number: bigint, bytes: number = 32): Uint8Array {
  return HexBytes.toBytes(`0x${number.toString(16).padStart(2 * bytes, '0')}`)
}
