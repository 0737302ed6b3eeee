import { utf8 } from '@scure/base'
import { LazarettoError } from '../LazarettoError.ts'
import type { AddressMatch, AddressReading } from './AddressMatch.ts'
import * as Base58Address from './Base58Address.ts'
import * as BeaconAddress from './BeaconAddress.ts'
import * as CashAddress from './CashAddress.ts'
import * as ChainId from './ChainId.ts'
import * as EvmAddress from './EvmAddress.ts'
import * as MoneroAddress from './MoneroAddress.ts'
import * as SegwitAddress from './SegwitAddress.ts'
import * as SolanaAddress from './SolanaAddress.ts'
import * as TronAddress from './TronAddress.ts'
import * as XrpAddress from './XrpAddress.ts'

export type { AddressKind, AddressMatch } from './AddressMatch.ts'

// The longest address here, an integrated Monero one, has 106 characters.
const textLengthMax = 128

const readers: Readonly<Record<ChainId.AddressFamily, (text: string) => AddressReading>> = {
  evm: readEvm,
  base58check: Base58Address.read,
  segwit: SegwitAddress.read,
  cashaddr: CashAddress.read,
  tron: TronAddress.read,
  solana: SolanaAddress.read,
  xrp: XrpAddress.read,
  monero: MoneroAddress.read,
  'bnb-beacon': BeaconAddress.read,
}

const evmChains: readonly ChainId.ChainId[] = ChainId.known.map(({ id }) => id).filter(ChainId.isEvm)

/**
 * Parses an address of one chain and returns its one canonical spelling.
 *
 * EVM: lower case. Bech32: lower case. Bitcoin Cash: cashaddr with prefix, also for the legacy form. Litecoin P2SH:
 * `M...`, also for the old `3...`. Tron: `T...`, also for hex. Checksums are checked wherever the format has one.
 *
 * @throws InvalidAddressError `LZ_ADDRESS_SYNTAX`, `LZ_ADDRESS_CHECKSUM`; `LZ_ADDRESS_CHAIN` for an address of another
 * chain or a test network; `LZ_ADDRESS_UNSUPPORTED` for a chain without a codec
 * @source the file of each family, e.g. `SegwitAddress.ts`
 * @example
 * Address.parse('BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4', ChainId.parse('bitcoin'))
 * // 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'
 * Address.parse('LVg2kJoFNg45Nbpy53h7Fe1wKyeXVRhMH9', ChainId.parse('bitcoin')) // throws LZ_ADDRESS_CHAIN
 */
export function parse(text: string, chain: ChainId.ChainId): string {
  if (ChainId.isEvm(chain)) return parseEvm(text, chain)
  const families = ChainId.listFamilies(chain)
  if (families.length === 0) throw new InvalidAddressError('LZ_ADDRESS_UNSUPPORTED', { text, chain })
  const readings = text.length > textLengthMax ? [] : families.map((family) => readers[family](text))
  const match = listMatches(readings).find(({ chains }) => chains.includes(chain))
  if (match === undefined) throw explain({ text, chain, readings })
  return match.canonical
}

/**
 * Every way to read a text as an address of a known chain; none when it is no address.
 *
 * One text may be several: `1...` is an account on Bitcoin, BSV and, under another spelling, Bitcoin Cash. A text that
 * is good on an EVM chain is good on all of them.
 *
 * @example
 * Address.detect('DH5yaieqoZN36fDVciNyRueRGvGLR3mr7L') // [{ kind: 'p2pkh', canonical: 'DH5y...', chains: [dogecoin, verge] }]
 * Address.detect('hello')                             // []
 */
export function detect(text: string): AddressMatch[] {
  if (text.length > textLengthMax) return []
  return listMatches(Object.values(readers).map((read) => read(text)))
}

/**
 * Shows a canonical address the way the chain's own tools do: EVM with its EIP-55 checksum, others as they are.
 *
 * @example
 * Address.display('0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed', ChainId.parse('ethereum'))
 * // '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'
 */
export function display(canonical: string, chain: ChainId.ChainId): string {
  return ChainId.isEvm(chain) ? EvmAddress.display(canonical as EvmAddress.EvmAddress) : canonical
}

/**
 * The ledger's key of a canonical address: the 20 bytes on EVM chains, the UTF-8 text elsewhere.
 *
 * @example
 * Address.toKey(EvmAddress.zero, ChainId.parse('ethereum')) // Uint8Array(20) of zeros
 */
export function toKey(canonical: string, chain: ChainId.ChainId): Uint8Array {
  return ChainId.isEvm(chain) ? EvmAddress.toBytes(canonical as EvmAddress.EvmAddress) : utf8.decode(canonical)
}

/**
 * The canonical address of a key that `toKey` made.
 *
 * @example
 * Address.fromKey(new Uint8Array(20), ChainId.parse('ethereum')) // '0x0000000000000000000000000000000000000000'
 */
export function fromKey(key: Uint8Array, chain: ChainId.ChainId): string {
  return ChainId.isEvm(chain) ? EvmAddress.fromBytes(key) : utf8.encode(key)
}

// Apart from the other families: it is the hot one, and holds for EVM chains that are not in the table too.
function parseEvm(text: string, chain: ChainId.ChainId): string {
  try {
    return EvmAddress.parse(text)
  } catch {
    throw explain({ text, chain, readings: [readEvm(text)] })
  }
}

function readEvm(text: string): AddressReading {
  try {
    return [{ kind: 'evm', canonical: EvmAddress.parse(text), chains: evmChains }]
  } catch (error) {
    if (!(error instanceof EvmAddress.InvalidEvmAddressError)) throw error
    return error.code === 'LZ_ADDRESS_CHECKSUM' ? 'checksum' : 'syntax'
  }
}

function listMatches(readings: readonly AddressReading[]): AddressMatch[] {
  return readings.flatMap((reading) => (typeof reading === 'string' ? [] : reading))
}

type Failure = { text: string; chain: ChainId.ChainId; readings: readonly AddressReading[] }

function explain({ text, chain, readings }: Failure): InvalidAddressError {
  if (readings.includes('checksum')) return new InvalidAddressError('LZ_ADDRESS_CHECKSUM', { text, chain })
  const others = detect(text).flatMap(({ chains }) => chains)
  const isForeign = others.length > 0 || readings.includes('network')
  return new InvalidAddressError(isForeign ? 'LZ_ADDRESS_CHAIN' : 'LZ_ADDRESS_SYNTAX', { text, chain, others })
}

type AddressCode = keyof typeof advice

/** A text that is no address of the chain. */
export class InvalidAddressError extends LazarettoError {
  override readonly name = 'InvalidAddressError'

  constructor(code: AddressCode, given: { text: string; chain: ChainId.ChainId; others?: readonly ChainId.ChainId[] }) {
    const shown = JSON.stringify(given.text.slice(0, textLengthMax))
    const hint = hintAtLookalike(given.text) + hintAtChains(given.others ?? [])
    super(code, 'input', `${shown} is not an address of ${ChainId.shortName(given.chain)}: ${advice[code]}${hint}`)
  }
}

// A Cyrillic or Greek letter that looks Latin, pasted or planted; real lists contain them.
function hintAtLookalike(text: string): string {
  const stranger = /[^\x20-\x7e]/u.exec(text.slice(0, textLengthMax))
  const codePoint = stranger?.[0].codePointAt(0)
  if (stranger === null || codePoint === undefined) return ''
  const name = `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`
  return ` Character ${stranger.index + 1} is ${name}, which only looks like a letter or digit of an address.`
}

function hintAtChains(others: readonly ChainId.ChainId[]): string {
  return others.length === 0 ? '' : ` It is one of ${[...new Set(others)].map(ChainId.shortName).join(', ')}.`
}

const advice = {
  LZ_ADDRESS_SYNTAX: 'it has the form of no address of that chain; check that it is complete.',
  LZ_ADDRESS_CHECKSUM: 'its checksum does not fit, so a character is wrong or missing; copy it again from the source.',
  LZ_ADDRESS_CHAIN: 'it belongs to another chain or a test network; name the chain that it is on.',
  LZ_ADDRESS_UNSUPPORTED: 'addresses of that chain cannot be checked; use a chain that Lazaretto knows.',
}
