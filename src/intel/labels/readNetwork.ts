import { ChainId } from '../../chain/index.ts'
import { readChainCell } from './readCurrency.ts'

/**
 * Networks as exchanges call them, where that is not the chain's own word or ticker.
 *
 * @source https://chainlist.org for the ids of EVM chains
 */
const NETWORKS: ReadonlyMap<string, string> = new Map([
  ['avaxc', 'avalanche'],
  ['avalanchecchain', 'avalanche'],
  ['cchain', 'avalanche'],
  ['poly', 'polygon'],
  ['arbitrumone', 'arbitrum'],
  ['arbi', 'arbitrum'],
  ['optimismethereum', 'optimism'],
  ['bnbchain', 'bsc'],
  ['bscbnb', 'bsc'],
  ['ftm', 'eip155:250'],
  ['fantom', 'eip155:250'],
  ['heco', 'eip155:128'],
  ['cro', 'eip155:25'],
  ['cronos', 'eip155:25'],
  ['klay', 'eip155:8217'],
  ['kaia', 'eip155:8217'],
  ['celo', 'eip155:42220'],
  ['ethw', 'eip155:10001'],
  ['linea', 'eip155:59144'],
  ['zksync', 'eip155:324'],
  ['zksyncera', 'eip155:324'],
  ['mantle', 'eip155:5000'],
  ['scroll', 'eip155:534352'],
  ['blast', 'eip155:81457'],
  ['opbnb', 'eip155:204'],
  ['ronin', 'eip155:2020'],
  ['ron', 'eip155:2020'],
  ['sonic', 'eip155:146'],
])

/**
 * The chain that a network's name in an exchange's list stands for; undefined for chains that we do not know.
 *
 * @example
 * readNetwork('AVAXC')              // 'eip155:43114'
 * readNetwork('Avalanche C-Chain')  // 'eip155:43114'
 * readNetwork('APT')                // undefined
 */
export function readNetwork(text: string): ChainId.ChainId | undefined {
  const known = NETWORKS.get(text.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))
  return known === undefined ? readChainCell(text) : ChainId.parse(known)
}
