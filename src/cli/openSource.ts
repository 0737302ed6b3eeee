import { setTimeout } from 'node:timers/promises'
import { BitcoinNetwork, ChainId } from '../chain/index.ts'
import {
  type Clock,
  createBlockscoutSource,
  createEsploraTxs,
  createEtherscanSource,
  createTronGridSource,
  ESPLORA_NAMES,
  type EsploraName,
  ExplorerError,
  findInstance,
  type HistorySource,
  type TxSource,
} from '../ledger/index.ts'
import { createClient } from '../net/index.ts'
import type { Terminal } from './Terminal.ts'

/** Explorers that a user can name. */
export const SOURCES = ['blockscout', 'etherscan', 'trongrid'] as const

export type SourceName = (typeof SOURCES)[number]

export interface SourceRequest {
  readonly name: SourceName
  readonly chain: ChainId.ChainId
  /** Of one's own instance, or another address of the same API. */
  readonly url: string | undefined
  readonly env: NodeJS.ProcessEnv
  /** Where it is said that something is waited for. */
  readonly terminal: Pick<Terminal, 'progress'>
}

/** An explorer of Bitcoin of one's own, which `--source-url` names. */
export const OWN_ESPLORA = 'esplora'

/** Explorers of Bitcoin that a user can name: the one list for traces, blocks and investigations. */
export const TX_SOURCES: readonly TxSourceName[] = [...ESPLORA_NAMES, OWN_ESPLORA]

export type TxSourceName = EsploraName | typeof OWN_ESPLORA

export function isTxSource(name: string): name is TxSourceName {
  return TX_SOURCES.some((known) => known === name)
}

export type TxSourceRequest = Pick<SourceRequest, 'chain' | 'url' | 'terminal'> & { readonly name: TxSourceName }

/** Questions to one's own instance; public ones are asked more slowly. */
export const OWN_PER_SECOND = 50

/** The explorer of Bitcoin that the user named, not asked yet. @throws ExplorerError `LZ_EXPLORER_CHAIN`, `LZ_EXPLORER_URL` */
export function openTxSource({ name, chain, url, terminal }: TxSourceRequest): TxSource {
  const network = BitcoinNetwork.find(chain)
  const known = network && findInstance(name, network)
  const client = createClient({ allowPrivate: url === undefined ? [] : ownHosts(url) })
  const pace = name === OWN_ESPLORA ? { perSecond: OWN_PER_SECOND } : {}
  return createEsploraTxs({
    client,
    clock: sayingClock(terminal),
    chain,
    url: url ?? known ?? missingUrl(name, chain),
    ...pace,
  })
}

/** The explorer that the user named, not asked yet. Keys come from the environment: `ETHERSCAN_API_KEY` and the like. */
export function openSource({ name, chain, url, env, terminal }: SourceRequest): HistorySource {
  const apiKey = env[KEYS[name]] || undefined
  const client = createClient({ allowPrivate: url === undefined ? [] : ownHosts(url) })
  const options = { client, clock: sayingClock(terminal), chain, ...(url !== undefined && { url }) }
  switch (name) {
    case 'blockscout':
      return createBlockscoutSource({ ...options, apiKey })
    case 'etherscan':
      return createEtherscanSource({ ...options, apiKey: apiKey ?? missingKey(name) })
    case 'trongrid':
      if (chain === ChainId.parse('tron')) return createTronGridSource({ ...options, apiKey })
      throw new ExplorerError(
        'LZ_EXPLORER_CHAIN',
        `TronGrid has Tron, not ${ChainId.shortName(chain)}. Say --chain tron.`,
      )
  }
}

const KEYS: Readonly<Record<SourceName, string>> = {
  blockscout: 'BLOCKSCOUT_API_KEY',
  etherscan: 'ETHERSCAN_API_KEY',
  trongrid: 'TRONGRID_API_KEY',
}

/** Pauses of an explorer's own pace are shorter: who waits longer asks again after an answer that failed. Unit: ms. */
const SAID_MS = 1000

/** The system's clock, which says what is waited for. */
export function sayingClock({ progress }: Pick<Terminal, 'progress'>): Clock {
  const sleep: Clock['sleep'] = async (ms, signal) => {
    if (ms >= SAID_MS) progress(`no answer that helps; asking again in ${Math.ceil(ms / 1000)} s`)
    await clock.sleep(ms, signal)
  }
  return { nowMs: clock.nowMs, sleep }
}

/** The system's clock. */
export const clock: Clock = {
  nowMs: () => performance.now(),
  sleep: async (ms, signal) => await setTimeout(ms, undefined, signal && { signal }),
}

/** Who names an explorer by its address may have it at home. */
function ownHosts(url: string): string[] {
  const { hostname, port, protocol } = parseUrl(url)
  return [`${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`]
}

function parseUrl(url: string): URL {
  if (URL.canParse(url)) return new URL(url)
  throw new ExplorerError(
    'LZ_EXPLORER_URL',
    `'${url.slice(0, 80)}' is no address of an explorer. Give it with https://.`,
  )
}

function missingUrl(name: TxSourceName, chain: ChainId.ChainId): never {
  const message = `No ${name} of ${ChainId.shortName(chain)} is known. Say where its API is: --source-url http://127.0.0.1:3000`
  throw new ExplorerError('LZ_EXPLORER_URL', message)
}

function missingKey(name: SourceName): never {
  throw new ExplorerError('LZ_EXPLORER_KEY', `${name} wants a key: set ${KEYS[name]} in the environment.`)
}
