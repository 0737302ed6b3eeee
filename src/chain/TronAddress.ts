import type { AddressMatch, AddressReading } from './AddressMatch.ts'
import * as Base58Address from './Base58Address.ts'
import * as ChainId from './ChainId.ts'
import { toBytes } from './evm/HexBytes.ts'

const tron = ChainId.parse('tron')
const version = 0x41
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
  if (hexForm.test(text)) return [toMatch(Base58Address.encode([version], toBytes(`0x${text.slice(2)}`)))]
  return base58Form.test(text) ? readBase58(text) : 'syntax'
}

function readBase58(text: string): AddressReading {
  const payload = Base58Address.decode(text)
  if (typeof payload === 'string') return 'checksum'
  return payload.version.join() === String(version) ? [toMatch(text)] : 'network'
}

function toMatch(canonical: string): AddressMatch {
  return { kind: 'tron', canonical, chains: [tron] }
}
