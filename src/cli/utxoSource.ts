import { ChainId } from '../chain/index.ts'
import { createBitcoindSource, type UtxoSource } from '../ledger/index.ts'
import { createClient } from '../net/index.ts'
import { hostsOf, type NodeOptions, nodesOf } from './nodeSource.ts'

/** Nodes of Bitcoin that the user named: as with other nodes, they may stand on this machine or in a private network. */
export function openUtxoSource(options: NodeOptions, env: NodeJS.ProcessEnv): UtxoSource {
  const endpoints = nodesOf(options, env)
  const client = createClient({ allowPrivate: hostsOf(endpoints) })
  const { cookie: cookieFile } = options
  return createBitcoindSource({
    chain: ChainId.parse(options.chain),
    endpoints,
    client,
    ...(cookieFile && { cookieFile }),
  })
}
