import { Command } from 'commander'
import { ChainId } from '../../../chain/index.ts'
import { LazarettoError } from '../../../LazarettoError.ts'
import { type BlockRef, type HeadWatch, openStore, type SyncEvent } from '../../../ledger/index.ts'
import { createClient } from '../../../net/index.ts'
import { assertUnserved, KeptExposures, ListedMoney, resolveLabels, vaultIn } from '../../../server/index.ts'
import { openState, type WorkState } from '../../../state/index.ts'
import {
  type Alert,
  createListWatch,
  deliverWebhooks,
  getAlert,
  listThefts,
  openWatch,
  unwatchBlocks,
  type Watch,
  watchBlocks,
} from '../../../watch/index.ts'
import { createCallsNote } from '../../createCallsNote.ts'
import { openChain } from '../../followedChain.ts'
import { onInterrupt } from '../../interrupt.ts'
import { withNodeOptions } from '../../nodeSource.ts'
import { gather, parseCount } from '../../options.ts'
import { addHook } from '../../runHook.ts'
import { sayUntraced } from '../../sayUntraced.ts'
import { defaultStoreFolder } from '../../storeFolder.ts'
import type { Terminal } from '../../Terminal.ts'
import { type UtxoSourceOptions, withUtxoOptions } from '../../utxoSource.ts'
import { WatchStop } from '../../WatchStop.ts'

interface Options extends UtxoSourceOptions {
  readonly store: string
  readonly from?: number
  readonly poll: number
  readonly json?: true
  readonly once?: true
  readonly allowHost?: readonly string[]
  readonly hook?: string
  readonly exposure: boolean
}

const EXAMPLES = `
Examples:
  lazaretto watch run --rpc http://127.0.0.1:8545 --from 23000000
  lazaretto watch run --chain bitcoin --rpc http://127.0.0.1:8332 --cookie ~/.bitcoin/.cookie
  lazaretto watch run --rpc https://one.example --rpc https://two.example --json > alerts.ndjson
  lazaretto watch run --rpc wss://one.example --rpc ws://127.0.0.1:8546 --poll 12
  lazaretto watch run --rpc http://127.0.0.1:8545 --hook ./page-somebody.sh

Reads new blocks, follows every theft that is watched, and prints an alert when its money moves. Alerts stay in the store
(lazaretto alerts). It follows the money of listed addresses too, and keeps for screenings who has how much of it, as lazaretto
exposure does, at most once a minute. On a chain that was never followed it begins with the newest block; to watch a theft of
before, say with --from a block before it. What came before its first block is history and raises no alarm. While it runs it has the ledger:
other commands of the same folder that need it find it busy (serve --watch shares it). A hook is started without a shell and with
PATH alone; if it fails or takes more than 15 s it is given the event again. Ctrl-C ends it; the next run goes on where it
stopped.`

export function runCommand(terminal: Terminal): Command {
  return withUtxoOptions(withNodeOptions(new Command('run')))
    .description('Follow the chain, and raise alerts.')
    .option('--store <folder>', 'folder of the data', defaultStoreFolder(process.env))
    .option('--from <height>', 'first block, on a chain that was never followed (default: the newest)', parseCount)
    .option('--poll <seconds>', 'how often to ask for new blocks that no node tells', parseCount, 2)
    .option('--once', 'end at the newest block')
    .option('--json', 'print each alert as a line of JSON')
    .option(
      '--allow-host <host:port>',
      'a host of your own that webhooks may go to; may be given several times',
      gather,
    )
    .option('--no-exposure', 'follow thefts only, and not the money of listed addresses')
    .option('--hook <program>', 'a program of your own that is given each event as JSON on its standard input')
    .addHelpText('after', EXAMPLES)
    .action((options: Options) => run(terminal, options))
}

async function run(terminal: Terminal, options: Options): Promise<void> {
  const { chain, defaults, open, watchHead } = openChain(options, process.env)
  await assertUnserved(options.store)
  const interrupt = onInterrupt()
  const store = await openStore(options.store, { mode: 'write' })
  const state = openState(options.store)
  const client = createClient(options.allowHost === undefined ? {} : { allowPrivate: options.allowHost })
  const end = new AbortController()
  const signal = AbortSignal.any([interrupt.signal, end.signal])
  const hook = options.hook === undefined ? undefined : addHook(state, options.hook, terminal.now())
  const heads = options.once === true ? undefined : watchHead(options.poll)
  const tools = { client, now: terminal.now, hook }
  const delivering = deliverWebhooks(state, { ...tools, signal })
  const stop = new WatchStop({ state, chain, tools })
  try {
    const watch = await openWatch({ store, state, chain, loadLabels: resolveLabels, now: terminal.now })
    const follow = open(store)
    const lists = createListWatch({ state, vault: vaultIn(options.store), now: terminal.now })
    const listed = options.exposure ? new ListedMoney(options.store, chain) : undefined
    const sayHead = createHeadReporter(terminal)
    const kept = new KeptExposures({ folder: options.store, chain, now: terminal.now })
    const noteCalls = createCallsNote(terminal)
    sayWatched(terminal, state, chain)
    await sayUntraced(terminal, store, chain)
    const how = { ...defaults, fromHeight: options.from ?? ('newest' as const), signal: interrupt.signal }
    const round = async (): Promise<void> => {
      for (const id of await lists.look()) tell(terminal, getAlert(state, id).alert, options.json === true)
      await listed?.follow(watch)
      for await (const event of follow(how)) {
        noteCalls(event)
        if (event.type === 'undo') sayRetracted(terminal, await unwatchBlocks(watch, event.blocks))
        await tellNews(terminal, watch, options.json === true)
        if (event.type === 'apply') sayProgress(terminal, event)
        if (event.type === 'head') sayHead(event.head)
      }
      sayRunning(terminal, stop.clear())
      const news = await listed?.take(watch)
      if (news !== undefined) kept.take(news)
      for (const id of [...(news?.opened ?? []), ...(news?.confirmed ?? [])])
        tell(terminal, getAlert(state, id).alert, options.json === true)
      await kept.write()
    }
    await repeat(terminal, { round, heads, signal: interrupt.signal }).finally(() => kept.finish())
  } catch (error) {
    end.abort()
    await delivering
    for (const id of await stop.raise(error)) tell(terminal, getAlert(state, id).alert, options.json === true)
    throw error
  } finally {
    heads?.close()
    end.abort()
    await delivering
    state.close()
    store.close()
    interrupt.end()
  }
}

/** Whoever watches nothing hears nothing: that must not look like good news. */
function sayWatched(terminal: Terminal, state: WorkState, chain: ChainId.ChainId): void {
  const thefts = listThefts(state).filter((theft) => theft.chain === chain && theft.ended === undefined).length
  const name = ChainId.shortName(chain)
  if (thefts > 0) terminal.say(`${thefts} theft${thefts === 1 ? ' is' : 's are'} watched on ${name}; Ctrl-C ends it`)
  else terminal.say(`no theft is watched on ${name} yet: lazaretto watch add names one, also while this runs`)
}

function sayProgress(terminal: Terminal, { blocks, head }: Extract<SyncEvent, { type: 'apply' }>): void {
  terminal.progress(`block ${format(blocks.at(-1)?.height ?? 0)} of ${format(head.height)} watched`)
}

/** Says once that the newest block is reached: from then on silence means that nothing moves. */
function createHeadReporter(terminal: Terminal): (head: BlockRef) => void {
  let isSaid = false
  return ({ height }) => {
    if (!isSaid) terminal.say(`watched up to block ${format(height)}, the newest`)
    isSaid = true
  }
}

function format(count: number): string {
  return count.toLocaleString('en-US')
}

interface Rounds {
  round(): Promise<void>
  /** Where new blocks are waited for. */
  readonly heads: HeadWatch | undefined
  readonly signal: AbortSignal
}

/** What may be better the next time is waited for. */
async function repeat(terminal: Terminal, { round, heads, signal }: Rounds): Promise<void> {
  while (!signal.aborted) {
    try {
      await round()
    } catch (error) {
      if (signal.aborted) return
      if (heads === undefined || !(error instanceof LazarettoError) || error.kind !== 'retryable') throw error
      terminal.say(`${error.code}: ${error.message}`)
    }
    if (heads === undefined) return
    await heads.next(signal).catch(() => undefined)
  }
}

async function tellNews(terminal: Terminal, watch: Watch, asJson: boolean): Promise<void> {
  const { state } = watch.plan
  for await (const { opened, confirmed } of watchBlocks(watch)) {
    for (const id of [...opened, ...confirmed]) tell(terminal, getAlert(state, id).alert, asJson)
  }
}

function tell(terminal: Terminal, alert: Alert, asJson: boolean): void {
  if (asJson) terminal.write(`${JSON.stringify(alert)}\n`)
  else
    terminal.write(
      `${alert.severity.toUpperCase().padEnd(8)}  ${alert.title}\n          ${alert.text}\n          ${alert.id}\n`,
    )
}

function sayRetracted(terminal: Terminal, ids: readonly string[]): void {
  if (ids.length > 0) terminal.say(`the chain has left blocks: ${ids.length} alerts stand no more (${ids.join(', ')})`)
}

function sayRunning(terminal: Terminal, ids: readonly string[]): void {
  if (ids.length > 0) terminal.say(`the watch goes on: what was said of its stop stands no more (${ids.join(', ')})`)
}
