import * as ChainId from '../ChainId.ts'

/**
 * What tells one network of Bitcoin's rules from another.
 *
 * Litecoin would be one more row but for its proof of work (scrypt) and its extension blocks; Dogecoin merge-mines, which
 * puts more than 80 bytes into a header.
 */
export interface BitcoinNetwork {
  readonly name: 'main' | 'test' | 'signet' | 'regtest'
  readonly chain: ChainId.ChainId
  /** The four bytes before every block on disk and on the wire. */
  readonly magic: readonly number[]
  readonly pubkeyHashVersion: number
  readonly scriptHashVersion: number
  readonly segwitPrefix: string
  /** The easiest target. */
  readonly targetMax: bigint
  /** Hash of block 0, as explorers show it. */
  readonly genesis: string
  /** From this height on every coinbase begins with its height (BIP-34). */
  readonly bip34Height: number
  /** Whether the target follows from the blocks before without exception. */
  readonly retargets: boolean
}

const prefixes = { pubkeyHashVersion: 111, scriptHashVersion: 196, segwitPrefix: 'tb' }

/** @source https://github.com/bitcoin/bitcoin/blob/master/src/kernel/chainparams.cpp */
export const main: BitcoinNetwork = {
  name: 'main',
  chain: ChainId.parse('bitcoin'),
  magic: [0xf9, 0xbe, 0xb4, 0xd9],
  pubkeyHashVersion: 0,
  scriptHashVersion: 5,
  segwitPrefix: 'bc',
  targetMax: (1n << 224n) - 1n,
  genesis: '000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f',
  bip34Height: 227_931,
  retargets: true,
}

export const test: BitcoinNetwork = {
  ...prefixes,
  name: 'test',
  chain: ChainId.parse('bip122:000000000933ea01ad0ee984209779ba'),
  magic: [0x0b, 0x11, 0x09, 0x07],
  targetMax: (1n << 224n) - 1n,
  genesis: '000000000933ea01ad0ee984209779baaec3ced90fa3f408719526f8d77f4943',
  bip34Height: 21_111,
  retargets: false,
}

export const signet: BitcoinNetwork = {
  ...prefixes,
  name: 'signet',
  chain: ChainId.parse('bip122:00000008819873e925422c1ff0f99f7c'),
  magic: [0x0a, 0x03, 0xcf, 0x40],
  targetMax: 0x377aen << 216n,
  genesis: '00000008819873e925422c1ff0f99f7cc9bbb232af63a077a480a3633bee1ef6',
  bip34Height: 1,
  retargets: true,
}

/** Blocks that anybody can make. Its rules are set by whoever runs it, so that no coinbase must have a height. */
export const regtest: BitcoinNetwork = {
  ...prefixes,
  name: 'regtest',
  chain: ChainId.parse('bip122:0f9188f13cb7b2c71f2a335e3a4fc328'),
  magic: [0xfa, 0xbf, 0xb5, 0xda],
  segwitPrefix: 'bcrt',
  targetMax: (1n << 255n) - 1n,
  genesis: '0f9188f13cb7b2c71f2a335e3a4fc328bf5beb436012afca590b1a11466e2206',
  bip34Height: Number.POSITIVE_INFINITY,
  retargets: false,
}

/** All networks. */
export const known: readonly BitcoinNetwork[] = [main, test, signet, regtest]

/** The network of a chain, if it is one of Bitcoin's. */
export function find(chain: ChainId.ChainId): BitcoinNetwork | undefined {
  return known.find((network) => network.chain === chain)
}
