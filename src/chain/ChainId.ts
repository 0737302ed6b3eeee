import { LazarettoError } from '../LazarettoError.ts'

declare const brand: unique symbol

/** A CAIP-2 id: `namespace:reference`, e.g. `eip155:1`. */
export type ChainId = string & { readonly [brand]: 'ChainId' }

/** A way of writing addresses; each has its codec in a file of its own. */
export type AddressFamily =
  | 'evm'
  | 'base58check'
  | 'segwit'
  | 'cashaddr'
  | 'tron'
  | 'solana'
  | 'xrp'
  | 'monero'
  | 'bnb-beacon'

/** What Lazaretto knows about a chain. */
export interface ChainInfo {
  readonly id: ChainId
  /** House name, lower-case with hyphens; `parse` takes it. */
  readonly shortName: string
  /** Other words and ids that `parse` takes for this chain. */
  readonly aliases: readonly string[]
  readonly nativeSymbol: string
  readonly nativeDecimals: number
  /** The native asset's coin type in CAIP-19 ids. */
  readonly slip44: number
  readonly addressFamilies: readonly AddressFamily[]
}

const textLengthMax = 64
const caip2 = /^([-a-z0-9]{3,8}):([-_a-zA-Z0-9]{1,32})$/

// Namespaces that write one chain in one way only. Another spelling would be a second id of the same chain.
const references: ReadonlyMap<string, RegExp> = new Map([
  ['eip155', /^(?:0|[1-9][0-9]*)$/],
  ['bip122', /^[0-9a-f]{32}$/],
])

/**
 * The chains that Lazaretto knows by name.
 *
 * @source https://namespaces.chainagnostic.org
 * @source https://github.com/satoshilabs/slips/blob/master/slip-0044.md
 */
export const known: readonly ChainInfo[] = [
  chain(['ethereum', 'eth'], 'eip155:1', ['ETH', 18, 60, 'evm']),
  chain(['ethereum-classic', 'etc'], 'eip155:61', ['ETC', 18, 61, 'evm']),
  chain(['bsc', 'bnb', 'bnb-smart-chain'], 'eip155:56', ['BNB', 18, 714, 'evm']),
  chain(['polygon', 'pol', 'matic'], 'eip155:137', ['POL', 18, 966, 'evm']),
  chain(['arbitrum', 'arb', 'arbitrum-one'], 'eip155:42161', ['ETH', 18, 60, 'evm']),
  chain(['optimism', 'op'], 'eip155:10', ['ETH', 18, 60, 'evm']),
  chain(['base'], 'eip155:8453', ['ETH', 18, 60, 'evm']),
  chain(['avalanche', 'avax'], 'eip155:43114', ['AVAX', 18, 9005, 'evm']),
  chain(['bitcoin', 'btc', 'xbt'], 'bip122:000000000019d6689c085ae165831e93', ['BTC', 8, 0, 'base58check', 'segwit']),
  chain(['litecoin', 'ltc'], 'bip122:12a765e31ffd4059bada1e25190f6e98', ['LTC', 8, 2, 'base58check', 'segwit']),
  // The namespace's own test case prints 33 digits; the rule is 32.
  chain(['dogecoin', 'doge'], 'bip122:1a91e3dace36e2be3bf030a65679fe82', ['DOGE', 8, 3, 'base58check']),
  // Not in the namespace's list: its rule (32 digits of the genesis hash) applied to Dash Core's chainparams.cpp.
  chain(['dash'], 'bip122:00000ffd590b1485b3caadc19b22e637', ['DASH', 8, 5, 'base58check']),
  // Not in the namespace's list: its rule applied to zcashd's chainparams.cpp.
  chain(['zcash', 'zec'], 'bip122:00040fe8ec8471911baa1db1266ea15d', ['ZEC', 8, 133, 'base58check']),
  // A fork shares Bitcoin's genesis block, so the namespace names it by a block after the fork.
  chain(['bitcoin-cash', 'bch'], 'bip122:000000000000000000b15ad892af8f6a', ['BCH', 8, 145, 'cashaddr']),
  // No CAIP id exists, and the hash of its first own block could not be confirmed: a house namespace, openly ours.
  chain(['bitcoin-gold', 'btg'], 'lazaret:bitcoin-gold', ['BTG', 8, 156, 'base58check', 'segwit']),
  chain(['bsv', 'bitcoin-sv'], 'bsv:mainnet', ['BSV', 8, 236, 'base58check']),
  // Not in the namespace's list: its rule applied to VERGE's chainparams.cpp.
  chain(['verge', 'xvg'], 'bip122:00000fc63692467faeb20cdb3b53200d', ['XVG', 6, 77, 'base58check']),
  // The namespace counts in decimal; WalletConnect and others write the same number in hex.
  chain(['tron', 'trx', 'tron:0x2b6653dc'], 'tron:728126428', ['TRX', 6, 195, 'tron']),
  chain(['solana', 'sol'], 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp', ['SOL', 9, 501, 'solana']),
  chain(['xrpl', 'xrp', 'ripple'], 'xrpl:0', ['XRP', 6, 144, 'xrp']),
  chain(['monero', 'xmr'], 'monero:418015bb9ae982a1975da7d79277c270', ['XMR', 12, 128, 'monero']),
  // The chain was shut down in 2024; the id is CAIP-2's own example.
  chain(['bnb-beacon', 'bnb-beacon-chain', 'bep2'], 'cosmos:Binance-Chain-Tigris', ['BNB', 8, 714, 'bnb-beacon']),
]

const infoById: ReadonlyMap<string, ChainInfo> = new Map(known.map((info) => [info.id, info]))
const infoByWord: ReadonlyMap<string, ChainInfo> = new Map(
  known.flatMap((info) => [info.id, info.shortName, ...info.aliases].map((word) => [word, info] as const)),
)

/**
 * Parses a chain's house name (any case) or its CAIP-2 id.
 *
 * A CAIP-2 id that is not in the table passes when its syntax is right; `find` then knows nothing about it.
 *
 * @throws InvalidChainError `LZ_CHAIN_SYNTAX`; `LZ_CHAIN_UNKNOWN` for a bare word that names no chain
 * @source https://chainagnostic.org/CAIPs/caip-2
 * @example
 * ChainId.parse('ethereum')  // 'eip155:1'
 * ChainId.parse('eip155:10') // 'eip155:10'
 * ChainId.parse('etherium')  // throws LZ_CHAIN_UNKNOWN: did you mean ethereum?
 */
export function parse(text: string): ChainId {
  const info = infoByWord.get(text)
  if (info !== undefined) return info.id
  if (text.length > textLengthMax) throw new InvalidChainError('LZ_CHAIN_SYNTAX', text)
  return text.includes(':') ? parseCaip2(text) : parseWord(text)
}

/**
 * The house name of a chain, or the id itself when the chain is not in the table.
 *
 * @example
 * ChainId.shortName(ChainId.parse('eip155:1'))    // 'ethereum'
 * ChainId.shortName(ChainId.parse('eip155:4242')) // 'eip155:4242'
 */
export function shortName(id: ChainId): string {
  return infoById.get(id)?.shortName ?? id
}

/**
 * What the table says about a chain, if it is there.
 *
 * @example
 * ChainId.find(ChainId.parse('tron'))?.nativeDecimals // 6
 * ChainId.find(ChainId.parse('eip155:4242'))          // undefined
 */
export function find(id: ChainId): ChainInfo | undefined {
  return infoById.get(id)
}

/**
 * The address families of a chain: from the table, or EVM for every `eip155` id; none when nothing is known.
 *
 * @example
 * ChainId.listFamilies(ChainId.parse('eip155:4242'))  // ['evm']
 * ChainId.listFamilies(ChainId.parse('hedera:mainnet')) // []
 */
export function listFamilies(id: ChainId): readonly AddressFamily[] {
  return infoById.get(id)?.addressFamilies ?? (isEvm(id) ? evmOnly : [])
}

/**
 * Whether a chain's addresses are EVM addresses.
 *
 * @source https://namespaces.chainagnostic.org/eip155/caip2
 * @example
 * ChainId.isEvm(ChainId.parse('base')) // true
 * ChainId.isEvm(ChainId.parse('tron')) // false
 */
export function isEvm(id: ChainId): boolean {
  return id.startsWith('eip155:')
}

const evmOnly: readonly AddressFamily[] = ['evm']

function parseCaip2(text: string): ChainId {
  const [, namespace = '', reference = ''] = caip2.exec(text) ?? []
  const isValid = namespace !== '' && (references.get(namespace)?.test(reference) ?? true)
  if (!isValid) throw new InvalidChainError('LZ_CHAIN_SYNTAX', text)
  return text as ChainId
}

function parseWord(text: string): ChainId {
  const word = text.trim().toLowerCase()
  const info = infoByWord.get(word)
  if (info !== undefined) return info.id
  throw new InvalidChainError('LZ_CHAIN_UNKNOWN', text, listCloseNames(word))
}

type Names = readonly [shortName: string, ...aliases: string[]]
type Native = readonly [symbol: string, decimals: number, slip44: number, ...addressFamilies: AddressFamily[]]

function chain([shortName, ...aliases]: Names, id: string, native: Native): ChainInfo {
  const [nativeSymbol, nativeDecimals, slip44, ...addressFamilies] = native
  return { id: id as ChainId, shortName, aliases, nativeSymbol, nativeDecimals, slip44, addressFamilies }
}

function listCloseNames(word: string): string[] {
  const names = known.flatMap((info) => [info.shortName, ...info.aliases]).filter((name) => !name.includes(':'))
  const ranked = names.map((name) => ({ name, edits: countEdits(word, name) })).filter(({ edits }) => edits <= 2)
  ranked.sort((a, b) => a.edits - b.edits || (a.name < b.name ? -1 : 1))
  return ranked.slice(0, 3).map(({ name }) => name)
}

// Levenshtein distance, one row at a time; both words are short (`textLengthMax`).
function countEdits(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, i) => i)
  for (let i = 1; i <= from.length; i++) {
    const row = [i]
    for (let j = 1; j <= to.length; j++) {
      const swap = (previous[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1)
      row.push(Math.min(swap, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    previous = row
  }
  return previous[to.length] ?? 0
}

/** A text that names no chain. */
export class InvalidChainError extends LazarettoError {
  override readonly name = 'InvalidChainError'

  constructor(code: 'LZ_CHAIN_SYNTAX' | 'LZ_CHAIN_UNKNOWN', given: string, closeNames: readonly string[] = []) {
    const shown = JSON.stringify(given.slice(0, textLengthMax))
    super(code, 'input', `${shown} is not a chain: ${code === 'LZ_CHAIN_SYNTAX' ? syntaxAdvice : advise(closeNames)}`)
  }
}

const syntaxAdvice = 'expected a name such as ethereum, or a CAIP-2 id such as eip155:1.'

function advise(closeNames: readonly string[]): string {
  if (closeNames.length > 0) return `did you mean ${closeNames.join(', ')}?`
  return `no chain has that name; use a CAIP-2 id such as eip155:1, or one of ${known.map((i) => i.shortName).join(', ')}.`
}
