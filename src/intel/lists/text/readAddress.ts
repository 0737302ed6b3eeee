import { Address, ChainId } from '../../../chain/index.ts'
import { LazarettoError } from '../../../LazarettoError.ts'
import type { ListedAddress } from '../ListEntry.ts'
import { withoutBlanks } from './tidy.ts'

// One chain of each family whose addresses have a checksum.
const CHECKED = ['bitcoin', 'ethereum', 'tron', 'bitcoin-cash', 'monero', 'xrp', 'bnb-beacon', 'zcash'].map(
  ChainId.parse,
)
// The shortest address of any family; below it a text is some other number.
const ADDRESS_LENGTH_MIN = 25
const CURRENCY = /^(?:alt\.\s+)?Digital Currency Address\s*[-–:]?\s*(\S*)$/i

// Assets that live on one chain, which is not Solana: its addresses have no checksum, and any half of a longer one may be one.
const ELSEWHERE: ReadonlySet<string> = new Set([
  ...ChainId.known.map(({ nativeSymbol }) => nativeSymbol).filter((symbol) => symbol !== 'SOL'),
  ...['XBT', 'ARB', 'BSC', 'ADA', 'DOT', 'XLM', 'ATOM', 'EOS', 'TON', 'ALGO', 'XTZ', 'FIL'],
])

/**
 * Reads a string that a publisher gives as an address: every reading, or its fault. Blanks inside it are dropped.
 *
 * @param ticker - The publisher's code of the asset: a hint that changes no reading which a checksum or a fixed form proves, and
 * rules out a mere Solana address for what is on another chain.
 * @example
 * readAddress('0x098B716B8Aaf21512996dC57EB0615e2383E2f96', 'ETH') // readings on all EVM chains, no fault
 * readAddress('0xa7e5d5a720f06526557c513402f2e6b5fa20b00', 'ETH')  // no readings, fault 'syntax'
 */
export function readAddress(text: string, ticker?: string): ListedAddress {
  const whole = withoutBlanks(text)
  const readings = detectAs(whole, ticker)
  const fault = readings.length > 0 ? undefined : findFault(whole)
  return { text: whole, ticker: ticker || undefined, readings, fault, evidence: undefined }
}

/**
 * Every way to read a string as an address of an asset.
 *
 * @example
 * detectAs('884Bz8WHmGeGHXp2aMzgqKjEcVxBXSZDGPKGzdPVNSrt', 'XMR') // []: a Monero address that was cut
 * detectAs('TGUjh57T2E2HRygT3YHdR3ya1Ag1f37SoW', 'XBT')           // Tron, whatever the ticker
 */
export function detectAs(text: string, ticker: string | undefined): readonly Address.AddressMatch[] {
  const readings = Address.detect(text)
  const isMisread = ELSEWHERE.has((ticker ?? '').toUpperCase()) && isUnproven(readings)
  return isMisread ? [] : readings
}

/** Whether nothing proves that a string is whole: no checksum and no fixed form, as of Solana. */
export function isUnproven(readings: readonly Address.AddressMatch[]): boolean {
  return readings.every(({ kind }) => kind === 'solana')
}

/**
 * The asset's code in OFAC's words for a kind of identifier; undefined for other identifiers.
 *
 * @example
 * findTicker('Digital Currency Address - XBT') // 'XBT'
 * findTicker('Passport')                       // undefined
 */
export function findTicker(kind: string): string | undefined {
  return CURRENCY.exec(kind.trim())?.[1]
}

function findFault(text: string): 'syntax' | 'checksum' {
  const isLong = text.length >= ADDRESS_LENGTH_MIN
  return isLong && CHECKED.some((chain) => isMistyped(text, chain)) ? 'checksum' : 'syntax'
}

function isMistyped(text: string, chain: ChainId.ChainId): boolean {
  try {
    Address.parse(text, chain)
    return false
  } catch (error) {
    return error instanceof LazarettoError && error.code === 'LZ_ADDRESS_CHECKSUM'
  }
}
