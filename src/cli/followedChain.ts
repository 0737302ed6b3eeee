import { BitcoinNetwork, ChainId } from '../chain/index.ts'
import {
  type BlockHeader,
  type BlockRef,
  type BlockSource,
  createAccountLedger,
  createUtxoLedger,
  FOLLOW_DEFAULTS,
  type Follower,
  type FollowOptions,
  followChain,
  type HeadWatch,
  type Store,
  type SyncEvent,
  UTXO_FOLLOW_DEFAULTS,
} from '../ledger/index.ts'
import { NodeOptionError, openHeadWatch, openNodeSource } from './nodeSource.ts'
import { openUtxoSource, type UtxoSourceOptions } from './utxoSource.ts'

/** A chain to be followed, whatever its ledger is made of. */
export interface FollowedChain {
  readonly chain: ChainId.ChainId
  readonly defaults: FollowOptions
  /** The newest block that its source has. */
  findHead(signal?: AbortSignal): Promise<BlockRef>
  /** Wakes when it is worth asking again, after so many seconds at the latest. */
  watchHead(pollSec: number): HeadWatch
  open(store: Store): (options: FollowOptions) => AsyncIterable<SyncEvent>
}

/** The chain that options name, over the nodes that they name. Nobody else is asked. */
export function openChain(options: UtxoSourceOptions, env: NodeJS.ProcessEnv): FollowedChain {
  const chain = ChainId.parse(options.chain)
  const watchHead = (pollSec: number): HeadWatch => openHeadWatch(options, env, pollSec)
  if (BitcoinNetwork.find(chain) !== undefined) {
    const source = openUtxoSource(options, env)
    const open = (store: Store) => followWith(createUtxoLedger(store, chain), source)
    return { chain, defaults: UTXO_FOLLOW_DEFAULTS, findHead: (signal) => source.findHead(signal), watchHead, open }
  }
  if (options.source !== undefined)
    throw new NodeOptionError('--source names explorers of Bitcoin. Say --rpc http://127.0.0.1:8545')
  const source = openNodeSource(options, env)
  const open = (store: Store) => followWith(createAccountLedger(store, source), source)
  return { chain, defaults: FOLLOW_DEFAULTS, findHead: (signal) => source.findHead(signal), watchHead, open }
}

function followWith<Block extends BlockHeader>(
  ledger: Follower<Block>,
  source: BlockSource<Block>,
): (options: FollowOptions) => AsyncIterable<SyncEvent> {
  return (options) => followChain(ledger, source, options)
}
