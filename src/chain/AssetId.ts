import { LazarettoError } from '../LazarettoError.ts'
import * as Address from './Address.ts'
import * as ChainId from './ChainId.ts'
import * as EvmAddress from './EvmAddress.ts'

declare const brand: unique symbol

/** A CAIP-19 id: `chain/namespace:reference`, with `/tokenId` for one token of a collection. */
export type AssetId = string & { readonly [brand]: 'AssetId' }

/** An asset id taken apart. */
export interface AssetParts {
  readonly chain: ChainId.ChainId
  readonly namespace: string
  readonly reference: string
  readonly tokenId: string | undefined
}

const textLengthMax = 280
const caip19 = /^([^/]+)\/([-a-z0-9]{3,8}):([-.%a-zA-Z0-9]{1,128})(?:\/([-.%a-zA-Z0-9]{1,78}))?$/

// Asset namespaces whose reference is an address of the chain.
const contractNamespaces: ReadonlyMap<string, ChainId.AddressFamily> = new Map([
  ['erc20', 'evm'],
  ['erc721', 'evm'],
  ['erc1155', 'evm'],
  ['trc20', 'tron'],
  ['token', 'solana'],
])

/**
 * The native asset of a chain in the table.
 *
 * @throws InvalidAssetError `LZ_ASSET_NATIVE` when the chain is not in the table
 * @source https://chainagnostic.org/CAIPs/caip-20
 * @example
 * AssetId.native(ChainId.parse('ethereum'))    // 'eip155:1/slip44:60'
 * AssetId.native(ChainId.parse('eip155:4242')) // throws LZ_ASSET_NATIVE
 */
export function native(chain: ChainId.ChainId): AssetId {
  const info = ChainId.find(chain)
  if (info === undefined) throw new InvalidAssetError('LZ_ASSET_NATIVE', chain)
  return `${chain}/slip44:${info.slip44}` as AssetId
}

/**
 * An ERC-20 token of an EVM chain.
 *
 * @throws InvalidAssetError `LZ_ASSET_SYNTAX` when the chain is not an EVM chain
 * @source https://namespaces.chainagnostic.org/eip155/caip19
 * @example
 * AssetId.erc20(ChainId.parse('ethereum'), usdt) // 'eip155:1/erc20:0xdac17f958d2ee523a2206206994597c13d831ec7'
 * AssetId.erc20(ChainId.parse('tron'), usdt)     // throws LZ_ASSET_SYNTAX
 */
export function erc20(chain: ChainId.ChainId, contract: EvmAddress.EvmAddress): AssetId {
  if (!ChainId.isEvm(chain)) throw new InvalidAssetError('LZ_ASSET_SYNTAX', `${chain}/erc20:${contract}`)
  return `${chain}/erc20:${contract}` as AssetId
}

/**
 * An asset known only by the name that an imported file gives it: `chain/named:reference`.
 *
 * The house form. CAIP-19 has the shape but no such namespace, and it says what it is: a name is not a contract, so
 * the id never equals a real one, and two files may mean different things by one name. The name is kept exactly,
 * case and all, with everything but letters, digits, `-` and `.` percent-encoded as UTF-8.
 *
 * @throws InvalidAssetError `LZ_ASSET_SYNTAX` when the name is empty, not Unicode, or over 128 characters encoded
 * @example
 * AssetId.named(ChainId.parse('ethereum'), 'USD')  // 'eip155:1/named:USD'
 * AssetId.named(ChainId.parse('ethereum'), 'US D') // 'eip155:1/named:US%20D'
 * AssetId.named(ChainId.parse('ethereum'), '')     // throws LZ_ASSET_SYNTAX
 */
export function named(chain: ChainId.ChainId, name: string): AssetId {
  return parse(`${chain}/named:${encodeName(name)}`)
}

/**
 * Parses a CAIP-19 id; the chain may be its house name.
 *
 * The reference of `erc20`, `erc721`, `erc1155`, `trc20` and Solana's `token` must be an address of the chain and is
 * made canonical; other namespaces are checked for syntax only.
 *
 * @throws InvalidAssetError `LZ_ASSET_SYNTAX`
 * @source https://chainagnostic.org/CAIPs/caip-19
 * @example
 * AssetId.parse('ethereum/slip44:60')   // 'eip155:1/slip44:60'
 * AssetId.parse('eip155:1/erc20:0x1234') // throws LZ_ASSET_SYNTAX
 */
export function parse(text: string): AssetId {
  const { chain, namespace, reference, tokenId } = split(text)
  const canonical = parseReference({ text, chain, namespace, reference })
  const suffix = tokenId === undefined ? '' : `/${tokenId}`
  return `${chain}/${namespace}:${canonical}${suffix}` as AssetId
}

/**
 * Parses an asset as people write it beside a chain: its native symbol, a contract, a CAIP-19 id, or any other name.
 *
 * @throws InvalidAssetError `LZ_ASSET_SYNTAX`, InvalidAddressError for a contract with a wrong checksum
 * @example
 * AssetId.parseOn('eth', ChainId.parse('ethereum'))  // 'eip155:1/slip44:60'
 * AssetId.parseOn('USD', ChainId.parse('ethereum'))  // 'eip155:1/named:USD'
 * AssetId.parseOn('a/b', ChainId.parse('ethereum'))  // throws LZ_ASSET_SYNTAX
 */
export function parseOn(text: string, chain: ChainId.ChainId): AssetId {
  if (text.includes('/')) return parse(text)
  if (ChainId.isEvm(chain) && /^0x[0-9a-fA-F]{40}$/.test(text)) return erc20(chain, EvmAddress.parse(text))
  return ChainId.find(chain)?.nativeSymbol === text.toUpperCase() ? native(chain) : named(chain, text)
}

/**
 * The parts of an asset id.
 *
 * @example
 * AssetId.toParts(AssetId.parse('eip155:1/slip44:60')) // { chain: 'eip155:1', namespace: 'slip44', reference: '60', ... }
 */
export function toParts(asset: AssetId): AssetParts {
  return split(asset)
}

/**
 * The name in an id that `named` made; undefined for every other asset.
 *
 * @example
 * AssetId.findName(AssetId.parse('eip155:1/named:US%20D')) // 'US D'
 * AssetId.findName(AssetId.parse('eip155:1/slip44:60'))    // undefined
 */
export function findName(asset: AssetId): string | undefined {
  const { namespace, reference } = split(asset)
  return namespace === 'named' ? decodeURIComponent(reference) : undefined
}

/**
 * What to call an asset on a screen: a native asset's symbol, a file's own name, else the reference (a contract).
 *
 * Not an identity: a file may name its asset `ETH` too, and such a name is text from outside. Show the id beside it.
 *
 * @example
 * AssetId.displayName(AssetId.parse('eip155:1/slip44:60'))     // 'ETH'
 * AssetId.displayName(AssetId.parse('eip155:1/named:US%20D'))  // 'US D'
 * AssetId.displayName(AssetId.parse('hedera:mainnet/nft:0.0.5')) // '0.0.5'
 */
export function displayName(asset: AssetId): string {
  return findNativeUnit(asset)?.symbol ?? findName(asset) ?? split(asset).reference
}

/** How amounts of a native asset are shown. */
export interface NativeUnit {
  readonly symbol: string
  readonly decimals: number
}

/**
 * How amounts of a chain's native asset are shown; undefined for other assets.
 *
 * An EVM chain that is not in the table has 18 decimals too, as the execution's rules have it, and its id for a name.
 *
 * @source https://ethereum.github.io/yellowpaper/paper.pdf 2.1
 * @example
 * AssetId.findNativeUnit(AssetId.parse('eip155:1/slip44:60'))    // { symbol: 'ETH', decimals: 18 }
 * AssetId.findNativeUnit(AssetId.parse('eip155:4242/slip44:60')) // { symbol: 'eip155:4242/slip44:60', decimals: 18 }
 */
export function findNativeUnit(asset: AssetId): NativeUnit | undefined {
  const { chain, namespace, reference } = split(asset)
  const info = ChainId.find(chain)
  if (namespace !== 'slip44') return undefined
  if (info === undefined) return ChainId.isEvm(chain) ? { symbol: asset, decimals: EVM_DECIMALS } : undefined
  return reference === `${info.slip44}` ? { symbol: info.nativeSymbol, decimals: info.nativeDecimals } : undefined
}

const EVM_DECIMALS = 18

function split(text: string): AssetParts {
  const [, chainText, namespace, reference, tokenId] = text.length > textLengthMax ? [] : (caip19.exec(text) ?? [])
  if (chainText === undefined || namespace === undefined || reference === undefined) {
    throw new InvalidAssetError('LZ_ASSET_SYNTAX', text)
  }
  return { chain: parseChain(chainText, text), namespace, reference, tokenId }
}

function parseChain(chainText: string, text: string): ChainId.ChainId {
  try {
    return ChainId.parse(chainText)
  } catch (cause) {
    throw new InvalidAssetError('LZ_ASSET_SYNTAX', text, { cause })
  }
}

type Reference = { text: string; chain: ChainId.ChainId; namespace: string; reference: string }

function parseReference({ text, chain, namespace, reference }: Reference): string {
  try {
    if (namespace === 'named') return encodeName(decodeURIComponent(reference))
    const family = contractNamespaces.get(namespace)
    const isContract = family !== undefined && ChainId.listFamilies(chain).includes(family)
    return isContract ? Address.parse(reference, chain) : reference
  } catch (cause) {
    throw new InvalidAssetError('LZ_ASSET_SYNTAX', text, { cause })
  }
}

// encodeURIComponent leaves _ ! ~ * ' ( ) alone; CAIP-19 does not take them.
function encodeName(name: string): string {
  return encodeUnicode(name).replace(/[_!~*'()]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
}

function encodeUnicode(name: string): string {
  try {
    return encodeURIComponent(name)
  } catch (cause) {
    throw new InvalidAssetError('LZ_ASSET_SYNTAX', name, { cause })
  }
}

type AssetCode = keyof typeof advice

/** A text that is no asset id. */
export class InvalidAssetError extends LazarettoError {
  override readonly name = 'InvalidAssetError'

  constructor(code: AssetCode, given: string, options?: { cause?: unknown }) {
    super(code, 'input', `${JSON.stringify(given.slice(0, 200))} ${advice[code]}`, options)
  }
}

const advice = {
  LZ_ASSET_SYNTAX: 'is not an asset: expected a CAIP-19 id such as eip155:1/slip44:60, with a valid contract address.',
  LZ_ASSET_NATIVE: 'is a chain whose native asset is not known: write the asset as chain/slip44:<coin type>.',
}
