import type { BitcoinNetwork } from '../../../chain/index.ts'

/** Explorers that speak Esplora's language, by the name that a user says. */
export const ESPLORA_NAMES = ['mempool', 'blockstream'] as const

export type EsploraName = (typeof ESPLORA_NAMES)[number]

type NetworkName = BitcoinNetwork.BitcoinNetwork['name']

/** @source https://mempool.space/docs/api/rest, https://github.com/Blockstream/esplora/blob/master/API.md */
const INSTANCES: Readonly<Record<EsploraName, Partial<Record<NetworkName, string>>>> = {
  mempool: {
    main: 'https://mempool.space/api',
    test: 'https://mempool.space/testnet/api',
    signet: 'https://mempool.space/signet/api',
  },
  blockstream: {
    main: 'https://blockstream.info/api',
    test: 'https://blockstream.info/testnet/api',
    signet: 'https://blockstream.info/signet/api',
  },
}

/** Where an explorer answers for a network; undefined where there is no such explorer, or it has no such network. */
export function findInstance(name: string, network: BitcoinNetwork.BitcoinNetwork): string | undefined {
  return ESPLORA_NAMES.some((known) => known === name) ? INSTANCES[name as EsploraName][network.name] : undefined
}
