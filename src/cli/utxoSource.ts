import { type Command, Option } from 'commander'
import { ChainId } from '../chain/index.ts'
import { createBitcoindSource, createEsploraBlockSource, type UtxoSource } from '../ledger/index.ts'
import { createClient } from '../net/index.ts'
import { hostsOf, NodeOptionError, type NodeOptions, nodesOf } from './nodeSource.ts'
import { clock, OWN_ESPLORA, OWN_PER_SECOND, TX_SOURCES } from './openSource.ts'

/** Who is asked for the blocks of Bitcoin: nodes, or an explorer. */
export interface UtxoSourceOptions extends NodeOptions {
  readonly cookie?: string | undefined
  readonly source?: string | undefined
  readonly sourceUrl?: string | undefined
}

/** Adds the options by which a user names who is asked for Bitcoin's blocks. */
export function withUtxoOptions(command: Command): Command {
  return command
    .option('--cookie <file>', "of Bitcoin Core: its .cookie file, where the node's URL has no user")
    .addOption(new Option('--source <name>', 'read Bitcoin from this explorer').choices(TX_SOURCES).conflicts('rpc'))
    .option('--source-url <url>', 'address of the API of an esplora of your own')
}

/** What the user named, which may stand on this machine or in a private network. @throws NodeOptionError `LZ_NODE_OPTION` */
export function openUtxoSource(options: UtxoSourceOptions, env: NodeJS.ProcessEnv): UtxoSource {
  const chain = ChainId.parse(options.chain)
  if (options.source !== undefined) return openExplorer(options, chain)
  const endpoints = nodesOf(options, env)
  const client = createClient({ allowPrivate: hostsOf(endpoints) })
  const { cookie: cookieFile } = options
  return createBitcoindSource({ chain, endpoints, client, ...(cookieFile !== undefined && { cookieFile }) })
}

function openExplorer({ source = OWN_ESPLORA, sourceUrl }: UtxoSourceOptions, chain: ChainId.ChainId): UtxoSource {
  if (source === OWN_ESPLORA && sourceUrl === undefined) {
    throw new NodeOptionError(`Where is your ${OWN_ESPLORA}? Say --source-url http://127.0.0.1:3000`)
  }
  if (sourceUrl === undefined)
    return createEsploraBlockSource({ chain, endpoint: source, client: createClient(), clock })
  const client = createClient({ allowPrivate: hostsOf([sourceUrl]) })
  return createEsploraBlockSource({ chain, endpoint: sourceUrl, client, clock, perSecond: OWN_PER_SECOND })
}
