import { Command } from 'commander'
import { LazarettoError } from '../../LazarettoError.ts'
import {
  FOLLOW_DEFAULTS,
  type FollowOptions,
  type HeadWatch,
  openStore,
  type Store,
  UTXO_FOLLOW_DEFAULTS,
} from '../../ledger/index.ts'
import { createCallsNote } from '../createCallsNote.ts'
import { createSyncReporter } from '../createSyncReporter.ts'
import { type FollowedChain, openChain } from '../followedChain.ts'
import { onInterrupt } from '../interrupt.ts'
import { withNodeOptions } from '../nodeSource.ts'
import { parseCount } from '../options.ts'
import { defaultStoreFolder } from '../storeFolder.ts'
import type { Terminal } from '../Terminal.ts'
import { type UtxoSourceOptions, withUtxoOptions } from '../utxoSource.ts'

interface Options extends UtxoSourceOptions {
  readonly store: string
  readonly from: number
  readonly follow?: true
  readonly poll: number
  readonly depth?: number
}

const EXAMPLES = `
Examples:
  lazaretto sync --rpc http://127.0.0.1:8545 --from 19000000 --store case
  lazaretto sync --rpc https://one.example --rpc https://two.example --chain polygon --follow
  lazaretto sync --rpc ws://127.0.0.1:8546 --follow
  LAZARETTO_RPC=https://node.example/KEY lazaretto sync --follow
  lazaretto sync --chain bitcoin --rpc http://user:password@127.0.0.1:8332 --store case
  lazaretto sync --chain bitcoin --rpc http://127.0.0.1:8332 --cookie ~/.bitcoin/.cookie --from 840000
  lazaretto sync --chain bitcoin --source mempool --from 925000
  lazaretto sync --chain bitcoin --source esplora --source-url http://127.0.0.1:3000

Every block is checked against its hash, its receipts and logs, or its transactions and work, against what it commits to.
Blocks that leave the chain are taken back. Ended at any moment, the next call goes on where this one stopped; a ledger that
was imported from Bitcoin's block files goes on behind its newest block. Ctrl-C ends it.`

const { reorgDepthMax: accountDepth } = FOLLOW_DEFAULTS
const DEPTH = `take back no more than these (default: ${accountDepth}, of Bitcoin ${UTXO_FOLLOW_DEFAULTS.reorgDepthMax})`

export function syncCommand(terminal: Terminal): Command {
  return withUtxoOptions(withNodeOptions(new Command('sync')))
    .description('Read the blocks of a chain from nodes into the ledger; of Bitcoin also from an explorer.')
    .option('--store <folder>', 'folder of the ledger', defaultStoreFolder(process.env))
    .option('--from <height>', 'first block, on a chain that was never followed', parseCount, 0)
    .option('--follow', 'go on with new blocks until Ctrl-C')
    .option('--poll <seconds>', 'how often to ask for new blocks that no node tells', parseCount, 2)
    .option('--depth <blocks>', DEPTH, parseCount)
    .addHelpText('after', EXAMPLES)
    .action(async (options: Options) => {
      const chain = openChain(options, process.env)
      const interrupt = onInterrupt()
      const store = await openStore(options.store, { mode: 'write' })
      const heads = options.follow === true ? chain.watchHead(options.poll) : undefined
      try {
        await sync(terminal, { store, chain, options, signal: interrupt.signal, heads })
      } finally {
        heads?.close()
        store.close()
        interrupt.end()
      }
    })
}

interface Job {
  readonly store: Store
  readonly chain: FollowedChain
  readonly options: Options
  readonly signal: AbortSignal
  /** Where new blocks are waited for. */
  readonly heads: HeadWatch | undefined
}

async function sync(terminal: Terminal, job: Job): Promise<void> {
  const { signal, heads } = job
  const follow = job.chain.open(job.store)
  const say = createSyncReporter(terminal, heads !== undefined)
  const noteCalls = createCallsNote(terminal)
  while (!signal.aborted) {
    try {
      for await (const event of follow(followOptions(job))) {
        noteCalls(event)
        say(event)
      }
    } catch (error) {
      if (signal.aborted) return
      if (heads === undefined || !isPassing(error)) throw error
      terminal.say(`${error.code}: ${error.message}`)
    }
    if (heads === undefined) return
    await heads.next(signal).catch(() => undefined)
  }
}

function followOptions({ chain: { defaults }, options, signal }: Job): FollowOptions {
  return { ...defaults, fromHeight: options.from, reorgDepthMax: options.depth ?? defaults.reorgDepthMax, signal }
}

/** What may be better the next time: whoever follows a chain waits for it. */
function isPassing(error: unknown): error is LazarettoError {
  return error instanceof LazarettoError && error.kind === 'retryable'
}
