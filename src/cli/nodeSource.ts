import type { Command } from 'commander'
import { AssetId, ChainId } from '../chain/index.ts'
import { LazarettoError } from '../LazarettoError.ts'
import { type ChainSource, createEvmSource } from '../ledger/index.ts'
import { createClient } from '../net/index.ts'
import { gather } from './options.ts'

/** Which nodes are asked, and for which chain. */
export interface NodeOptions {
  readonly rpc?: readonly string[]
  readonly chain: string
  readonly unprovenSenders?: true
}

/** Adds the options by which a user names nodes. Nobody else is ever asked. */
export function withNodeOptions(command: Command): Command {
  return command
    .option('--rpc <url>', "a node's JSON-RPC; several must agree. Else LAZARETTO_RPC, whose keys nobody sees", gather)
    .option('--unproven-senders', 'take the word of a local chain that sends for accounts without their keys')
    .option('--chain <name>', 'chain, a short name or a CAIP-2 id', 'ethereum')
}

/** Nodes that the user named may stand on this machine or in a private network. */
export function openNodeSource({ rpc, chain, unprovenSenders }: NodeOptions, env: NodeJS.ProcessEnv): ChainSource {
  const named = rpc ?? env['LAZARETTO_RPC']?.split(/[\s,]+/).filter((url) => url !== '') ?? []
  if (named.length === 0)
    throw new NodeOptionError('No node is named, and nobody is asked unsaid. Say --rpc http://127.0.0.1:8545')
  const id = ChainId.parse(chain)
  const client = createClient({ allowPrivate: named.map(hostOf) })
  const native = ChainId.find(id) === undefined ? { native: AssetId.parse(`${id}/slip44:60`) } : {}
  return createEvmSource({ chain: id, endpoints: named, client, checkSenders: unprovenSenders !== true, ...native })
}

function hostOf(url: string): string {
  if (!URL.canParse(url)) throw new NodeOptionError('An RPC endpoint must be a URL, such as http://127.0.0.1:8545.')
  const { hostname, port, protocol } = new URL(url)
  return `${hostname}:${port === '' ? (protocol === 'https:' ? 443 : 80) : port}`
}

/** Options that name no node. */
class NodeOptionError extends LazarettoError {
  constructor(message: string) {
    super('LZ_NODE_OPTION', 'input', message)
  }
}
