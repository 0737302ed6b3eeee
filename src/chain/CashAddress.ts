import { bech32 } from '@scure/base'
import type { AddressReading } from './AddressMatch.ts'
import * as Base58Address from './Base58Address.ts'
import * as ChainId from './ChainId.ts'

const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const mainnet = 'bitcoincash'
const checksumLength = 8
const textLengthMax = 128
// The legacy version bytes, shared with Bitcoin.
const legacyTypes: ReadonlyMap<string, number> = new Map([
  ['0', 0],
  ['5', 1],
])
const bitcoinCash = ChainId.parse('bitcoin-cash')
const form = /^(?:(?:[a-z]+:)?[02-9ac-hj-np-z]{8,112}|(?:[A-Z]+:)?[02-9AC-HJ-NP-Z]{8,112})$/

/** What a cashaddr spells. */
export interface CashPayload {
  readonly prefix: string
  /** 0 is P2PKH, 1 is P2SH; 2 and 3 are the same two from wallets that understand CashTokens. */
  readonly type: number
  /** 20, 24, 28, 32, 40, 48, 56 or 64 bytes. */
  readonly hash: Uint8Array
}

/**
 * Reads a Bitcoin Cash address, with or without its `bitcoincash:` prefix, or in the legacy form `1...` or `3...`.
 *
 * The canonical text has the prefix. A CashTokens address (`z...`, `r...`) pays to the same script as its plain form
 * and becomes that. All upper case passes, mixed case does not.
 *
 * @source https://github.com/bitcoincashorg/bitcoincash.org/blob/master/spec/cashaddr.md
 * @source https://github.com/cashtokens/cashtokens#cashaddress-token-support
 * @example
 * CashAddress.read('qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a')[0]?.canonical // 'bitcoincash:qpm2qs...'
 * CashAddress.read('qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6c')               // 'checksum'
 */
export function read(text: string): AddressReading {
  const payload = decode(text)
  if (payload === 'syntax') return readLegacy(text)
  if (payload === 'checksum') return 'checksum'
  const { prefix, type, hash } = payload
  if (prefix !== mainnet) return 'network'
  // Without the CashTokens bit 0 is a key hash and 1 a script hash; only the latter comes in 32 bytes too.
  const isValid = type <= 3 && (hash.length === 20 || (hash.length === 32 && type % 2 === 1))
  return isValid ? toMatch(type % 2, hash) : 'syntax'
}

/**
 * Encodes a hash of one of the eight sizes as a cashaddr with its prefix.
 *
 * @source https://github.com/bitcoincashorg/bitcoincash.org/blob/master/spec/cashaddr.md
 * @example
 * CashAddress.encode({ prefix: 'bitcoincash', type: 0, hash }) // 'bitcoincash:q...'
 */
export function encode({ prefix, type, hash }: CashPayload): string {
  const versionByte = (type << 3) | sizes.indexOf(hash.length)
  const words = bech32.toWords(Uint8Array.from([versionByte, ...hash]))
  const checksum = checksumWords([...prefixWords(prefix), ...words, ...new Array<number>(checksumLength).fill(0)])
  const digits = [...words, ...checksum].map((word) => alphabet.charAt(word))
  return `${prefix}:${digits.join('')}`
}

/**
 * Decodes a cashaddr of any network, or says why it is none.
 *
 * @source https://github.com/bitcoincashorg/bitcoincash.org/blob/master/spec/cashaddr.md
 * @example
 * CashAddress.decode('bchtest:pr6m7j9njldwwzlg9v7v53unlr4jkmx6eyvwc0uz5t') // { prefix: 'bchtest', type: 1, hash }
 */
export function decode(text: string): CashPayload | 'syntax' | 'checksum' {
  if (text.length > textLengthMax || !form.test(text)) return 'syntax'
  const [prefix, digits] = splitPrefix(text.toLowerCase())
  const words = Array.from(digits, (digit) => alphabet.indexOf(digit))
  if (checksumWords([...prefixWords(prefix), ...words]).some((word) => word !== 0)) return 'checksum'
  const [versionByte = 128, ...hash] = bech32.fromWordsUnsafe(words.slice(0, -checksumLength)) ?? []
  const isValid = versionByte < 128 && hash.length === sizes[versionByte & 7]
  return isValid ? { prefix, type: versionByte >> 3, hash: Uint8Array.from(hash) } : 'syntax'
}

const sizes: readonly number[] = [20, 24, 28, 32, 40, 48, 56, 64]
// The specification's 40-bit generators as halves of 20 bits: with BigInt a legacy address took 40 µs to read, now 22.
const generators: readonly (readonly [high: number, low: number])[] = [
  [0x98f2b, 0xc8e61],
  [0x79b76, 0xd99e2],
  [0xf33e5, 0xfb3c4],
  [0xae2ea, 0xbe2a8],
  [0x1e4f4, 0x3e470],
]

function readLegacy(text: string): AddressReading {
  const payload = Base58Address.decode(text)
  if (typeof payload === 'string') return payload
  const type = legacyTypes.get(payload.version.join())
  return type === undefined ? 'network' : toMatch(type, payload.hash)
}

function toMatch(type: number, hash: Uint8Array): AddressReading {
  const canonical = encode({ prefix: mainnet, type, hash })
  return [{ kind: type === 0 ? 'p2pkh' : 'p2sh', canonical, chains: [bitcoinCash] }]
}

function splitPrefix(lower: string): [prefix: string, digits: string] {
  const colon = lower.indexOf(':')
  return colon < 0 ? [mainnet, lower] : [lower.slice(0, colon), lower.slice(colon + 1)]
}

function prefixWords(prefix: string): number[] {
  return [...Array.from(prefix, (char) => char.charCodeAt(0) & 31), 0]
}

/** The specification's PolyMod as eight 5-bit words; all are zero for a valid address. */
function checksumWords(words: readonly number[]): number[] {
  let high = 0
  let low = 1
  for (const word of words) {
    const top = high >> 15
    high = ((high & 0x7fff) << 5) | (low >> 15)
    low = ((low & 0x7fff) << 5) ^ word
    for (const [i, [generatorHigh, generatorLow]] of generators.entries()) {
      if (((top >> i) & 1) === 0) continue
      high ^= generatorHigh
      low ^= generatorLow
    }
  }
  return [...splitWords(high), ...splitWords(low ^ 1)]
}

function splitWords(half: number): number[] {
  return [half >> 15, (half >> 10) & 31, (half >> 5) & 31, half & 31]
}
