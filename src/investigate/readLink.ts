import { ChainId } from '../chain/index.ts'

/** What the address of an explorer's page shows. */
export interface Link {
  readonly chain: ChainId.ChainId
  readonly text: string
}

// Hosts as the explorers name themselves on their own pages.
const CHAINS: Readonly<Record<string, string>> = {
  'etherscan.io': 'ethereum',
  'eth.blockscout.com': 'ethereum',
  'etc.blockscout.com': 'ethereum-classic',
  'bscscan.com': 'bsc',
  'polygonscan.com': 'polygon',
  'arbiscan.io': 'arbitrum',
  'optimistic.etherscan.io': 'optimism',
  'optimism.blockscout.com': 'optimism',
  'basescan.org': 'base',
  'base.blockscout.com': 'base',
  'snowtrace.io': 'avalanche',
  'tronscan.org': 'tron',
  'mempool.space': 'bitcoin',
  'blockstream.info': 'bitcoin',
}

const URL_LENGTH_MAX = 2000

/**
 * What a link to an explorer's page shows, if it is one: people copy links rather than addresses.
 *
 * @example
 * readLink('https://etherscan.io/tx/0x5c50...')       // { chain: 'eip155:1', text: '0x5c50...' }
 * readLink('https://tronscan.org/#/address/TR7NHq...') // { chain: 'tron:728126428', text: 'TR7NHq...' }
 * readLink('https://example.org/tx/0x5c50...')         // undefined
 */
export function readLink(text: string): Link | undefined {
  if (text.length > URL_LENGTH_MAX || !/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined
  const { hostname, pathname, hash } = new URL(text)
  const chain = CHAINS[hostname.replace(/^www\./, '')]
  const path = hash.startsWith('#/') ? hash.slice(1).split('?')[0] : pathname
  const shown = /\/(?:address|tx|transaction)\/([0-9A-Za-z]{20,128})(?:\/|$)/.exec(path ?? '')?.[1]
  return chain === undefined || shown === undefined ? undefined : { chain: ChainId.parse(chain), text: shown }
}
