import type { Command } from 'commander'
import { AssetId, ChainId } from '../chain/index.ts'
import { LazarettoError } from '../LazarettoError.ts'
import { type ChainSource, createEvmSource, createHeadWatch, type HeadWatch } from '../ledger/index.ts'
import { createClient } from '../net/index.ts'
import { gather } from './options.ts'

/** Which nodes are asked, and for which chain. */
export interface NodeOptions {
  readonly rpc?: readonly string[] | undefined
  readonly chain: string
  readonly unprovenSenders?: true | undefined
}

const RPC =
  "a node's JSON-RPC over http(s), or over ws(s), which also tells new blocks at once; several must agree. Else LAZARETTO_RPC, whose keys nobody sees"

/** Adds the options by which a user names nodes. Nobody else is ever asked. */
export function withNodeOptions(command: Command): Command {
  return command
    .option('--rpc <url>', RPC, gather)
    .option('--unproven-senders', 'take the word of a local chain that sends for accounts without their keys')
    .option('--chain <name>', 'chain, a short name or a CAIP-2 id', 'ethereum')
}

/** The nodes that are named: by options, else by the environment. */
export function listEndpoints({ rpc }: Pick<NodeOptions, 'rpc'>, env: NodeJS.ProcessEnv): readonly string[] {
  return rpc ?? env['LAZARETTO_RPC']?.split(/[\s,]+/).filter((url) => url !== '') ?? []
}

/** Nodes that the user named may stand on this machine or in a private network. */
export function openNodeSource(options: NodeOptions, env: NodeJS.ProcessEnv): ChainSource {
  const named = nodesOf(options, env)
  const id = ChainId.parse(options.chain)
  const client = createClient({ allowPrivate: hostsOf(named) })
  const native = ChainId.find(id) === undefined ? { native: AssetId.parse(`${id}/slip44:60`) } : {}
  return createEvmSource({
    chain: id,
    endpoints: named,
    client,
    checkSenders: options.unprovenSenders !== true,
    ...native,
  })
}

/** Wakes when a node of an EVM chain tells a new block over its WebSocket, and by the clock. Unit: seconds. */
export function openHeadWatch(options: NodeOptions, env: NodeJS.ProcessEnv, pollSec: number): HeadWatch {
  const endpoints = ChainId.isEvm(ChainId.parse(options.chain)) ? listEndpoints(options, env) : []
  return createHeadWatch({
    client: createClient({ allowPrivate: hostsOf(endpoints) }),
    endpoints,
    pollMs: pollSec * 1000,
  })
}

/** The URLs that the user named, here or in the environment. @throws NodeOptionError `LZ_NODE_OPTION` for none */
export function nodesOf(options: Pick<NodeOptions, 'rpc'>, env: NodeJS.ProcessEnv): readonly string[] {
  const named = listEndpoints(options, env)
  if (named.length > 0) return named
  throw new NodeOptionError('No node is named, and nobody is asked unsaid. Say --rpc http://127.0.0.1:8545')
}

/** Host and port of URLs. @throws NodeOptionError `LZ_NODE_OPTION` for what is no URL */
export function hostsOf(urls: readonly string[]): readonly string[] {
  return urls.map(hostOf)
}

function hostOf(url: string): string {
  if (!URL.canParse(url)) throw new NodeOptionError('An endpoint must be a URL, such as http://127.0.0.1:8545.')
  const { hostname, port, protocol } = new URL(url)
  const usual = protocol === 'https:' || protocol === 'wss:' ? 443 : 80
  return `${hostname}:${port === '' ? usual : port}`
}

/** Options that name no node or explorer, or one that cannot be. */
export class NodeOptionError extends LazarettoError {
  constructor(message: string) {
    super('LZ_NODE_OPTION', 'input', message)
  }
}
