import { Address, ChainId, TxHash } from '../../chain/index.ts'
import type { Recognised } from '../../investigate/index.ts'
import { BLOCKSCOUT_NAMES, isBlockscoutsOwn } from '../../ledger/index.ts'
import { SOURCES, type SourceName, TX_SOURCES, type TxSourceName } from '../openSource.ts'

/** All explorers that can be asked. */
export type AnySource = SourceName | TxSourceName

export const ALL_SOURCES: readonly AnySource[] = [...SOURCES, ...TX_SOURCES]

interface Party {
  /** Who will see what is asked. */
  readonly name: string
  readonly canFollow: (chain: ChainId.ChainId) => boolean
  readonly needs?: string
}

const isTron = (chain: ChainId.ChainId): boolean => chain === ChainId.parse('tron')

const isBitcoin = (chain: ChainId.ChainId): boolean => chain === ChainId.parse('bitcoin')

const NAMES = `and for names ${new URL(BLOCKSCOUT_NAMES).host}`

const PARTIES: Readonly<Record<AnySource, Party>> = {
  blockscout: { name: `Blockscout's explorer of that chain, ${NAMES}`, canFollow: ChainId.isEvm },
  etherscan: {
    name: 'Etherscan (api.etherscan.io)',
    canFollow: ChainId.isEvm,
    needs: 'a free key of theirs in ETHERSCAN_API_KEY, which also tells them who asks',
  },
  trongrid: { name: 'TronGrid (api.trongrid.io)', canFollow: isTron },
  mempool: { name: 'mempool.space', canFollow: isBitcoin },
  blockstream: { name: 'Blockstream (blockstream.info)', canFollow: isBitcoin },
  esplora: {
    name: 'an Esplora of your own',
    canFollow: isBitcoin,
    needs: 'its address: --source-url http://127.0.0.1:3000',
  },
}

/** Whether a source, or any source, has a chain. */
export function canFollow(chain: ChainId.ChainId, source: AnySource | undefined): boolean {
  const names = source === undefined ? ALL_SOURCES : [source]
  return names.some((name) => PARTIES[name].canFollow(chain))
}

/** Who will see what is asked of a source. */
export function partyOf(name: AnySource, url: string | undefined): string {
  if (url === undefined) return PARTIES[name].name
  const { host } = new URL(url)
  return name === 'blockscout' && isBlockscoutsOwn(url) ? `${host}, ${NAMES}` : host
}

/** What was understood, and which sources can be named: said before anybody is asked. */
export function explainSources(question: Recognised, given: string): string {
  const { kind, chain, subject, notes } = question
  const shown = kind === 'address' ? Address.display(subject, chain) : TxHash.display(TxHash.parse(subject), chain)
  const sources = ALL_SOURCES.filter((name) => PARTIES[name].canFollow(chain)).map((name) => {
    const { name: party, needs } = PARTIES[name]
    return `  --source ${name.padEnd(12)} ${party}${needs === undefined ? '' : `; it wants ${needs}`}`
  })
  const isLink = given.includes('/')
  const [first = ''] = ALL_SOURCES.filter((name) => PARTIES[name].canFollow(chain))
  return [
    `This is ${kind === 'address' ? 'an address' : 'a transaction'} on ${ChainId.shortName(chain)}: ${shown}`,
    ...notes.map((note) => `Note: ${note}.`),
    ...(kind === 'transaction' && !isLink
      ? ['If these 64 digits are your private key, stop here: it must never be sent to anybody.']
      : []),
    '',
    'Nobody has been asked yet. To follow the money, somebody must be asked about it, and will see the addresses that are',
    'looked up, and the network address that you ask from. Say who:',
    ...sources,
    '',
    `For example: lazaretto investigate ${isLink ? shown : given} --chain ${ChainId.shortName(chain)} --source ${first} --out case.lazaretto`,
    '',
  ].join('\n')
}
