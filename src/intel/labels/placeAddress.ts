import { Address, ChainId } from '../../chain/index.ts'
import { LazarettoError } from '../../LazarettoError.ts'
import type { LabelItem } from './LabelFile.ts'
import { reject } from './LabelFile.ts'

/** An address in canonical text, and the chain that it is on if that is certain. */
export interface PlacedAddress {
  readonly address: string
  readonly chain: ChainId.ChainId | undefined
}

/** An address cell of a label file, and what the file says about its chain. */
export interface AddressCell {
  readonly text: string
  /** Line, key or index, for the reject. */
  readonly place: string
  readonly chain: ChainId.ChainId | undefined
  /** Whether the chain is only a ticker: then the form of the address decides where the two disagree. */
  readonly isHint?: boolean
}

const EVM_RESERVED = /^0x0{38}[0-9a-f]{2}$/
// The all-zero key on Tron and Bitcoin, and Solana's system program.
const NOBODY: ReadonlySet<string> = new Set([
  'T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb',
  '1111111111111111111114oLvT2',
  '11111111111111111111111111111111',
])

const BITCOIN = ChainId.parse('bitcoin')

/**
 * Reads an address cell; a bad one or an address of no one (zero, EVM precompiles to `0x..ff`) comes back as a reject.
 *
 * Without a chain the form decides: an EVM address holds on every EVM chain, so no chain is set.
 */
export function placeAddress(cell: AddressCell): PlacedAddress | LabelItem {
  const placed = tryPlace(cell)
  if (typeof placed === 'string') return reject(cell.place, 'LZ_LABEL_ADDRESS', placed)
  if (!isNobody(placed.address)) return placed
  const message = `${placed.address} is an address of no one; a label on it says nothing about an owner.`
  return reject(cell.place, 'LZ_LABEL_NULL_ADDRESS', message)
}

/** Whether an address belongs to no one: zero, a precompile, or another chain's equal of it. */
export function isNobody(address: string): boolean {
  return EVM_RESERVED.test(address) || NOBODY.has(address)
}

const EVM_TINY = /^0x0{36}[0-9a-f]{4}$/

/** Whether an address has no key behind it for all that is known: of no one, or one of a chain's own, up to `0x..ffff`. */
export function isReserved(address: string): boolean {
  return isNobody(address) || EVM_TINY.test(address)
}

function tryPlace({ text, chain, isHint }: AddressCell): PlacedAddress | string {
  const trimmed = text.trim()
  if (chain === undefined) return placeByForm(trimmed)
  try {
    return { address: Address.parse(trimmed, chain), chain }
  } catch (error) {
    if (!(error instanceof LazarettoError)) throw error
    const byForm = isHint === true ? placeByForm(trimmed) : error.message
    return typeof byForm === 'string' ? error.message : byForm
  }
}

function placeByForm(text: string): PlacedAddress | string {
  const matches = Address.detect(text)
  const match = matches.find(({ chains }) => chains.includes(BITCOIN)) ?? matches[0]
  if (match === undefined) return explain(text)
  const chains = new Set(matches.flatMap((each) => each.chains))
  return { address: match.canonical, chain: chains.size === 1 ? match.chains[0] : undefined }
}

function explain(text: string): string {
  const isEvm = /^0x[0-9a-f]{40}$/i.test(text)
  const hint = isEvm ? 'is in mixed case and fails its EIP-55 checksum' : 'has the form of no known address'
  return `${JSON.stringify(text.slice(0, 80))} ${hint}; copy it again from the source.`
}
