import { sha256 } from '@noble/hashes/sha2.js'
import { createBase58check, hex } from '@scure/base'
import type { AddressMatch, AddressReading } from './AddressMatch.ts'
import * as ChainId from './ChainId.ts'

const base58check = createBase58check(sha256)
const tron = ChainId.parse('tron')
const version = 0x41
const byteLength = 21
const base58Form = /^T[1-9A-HJ-NP-Za-km-z]{33}$/
const hexForm = /^41[0-9a-fA-F]{40}$/

/**
 * Reads a Tron address: base58check `T...`, or the hex of its 21 bytes, `41...`, which carries no checksum.
 *
 * @source https://developers.tron.network/docs/account#address-format
 * @example
 * TronAddress.read('41a614f803b6fd780986a42c78ec9c7f77e6ded13c') // [{ canonical: 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t' }]
 * TronAddress.read('TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u')         // 'checksum'
 */
export function read(text: string): AddressReading {
  if (hexForm.test(text)) return [toMatch(base58check.encode(hex.decode(text)))]
  return base58Form.test(text) ? readBase58(text) : 'syntax'
}

function readBase58(text: string): AddressReading {
  const bytes = decode(text)
  if (bytes === undefined) return 'checksum'
  return bytes.length === byteLength && bytes[0] === version ? [toMatch(text)] : 'network'
}

function decode(text: string): Uint8Array | undefined {
  try {
    return base58check.decode(text)
  } catch {
    return undefined
  }
}

function toMatch(canonical: string): AddressMatch {
  return { kind: 'tron', canonical, chains: [tron] }
}
