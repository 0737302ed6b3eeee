import { once } from 'node:events'
import { extname } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import {
  createApp,
  type DeskOptions,
  type Door,
  endpoints,
  LedgerQueue,
  type Listening,
  listen,
  type OpenDesk,
  openDesk,
  openDoor,
  readPolicyFile,
} from '../../server/index.ts'
import { readText } from '../files.ts'
import { openChain } from '../followedChain.ts'
import { openSupplies } from '../guard/guardOptions.ts'
import { listEndpoints, withNodeOptions } from '../nodeSource.ts'
import { gather, parseCount } from '../options.ts'
import { placeHook } from '../runHook.ts'
import { defaultStoreFolder } from '../storeFolder.ts'
import type { Terminal } from '../Terminal.ts'
import { type UtxoSourceOptions, withUtxoOptions } from '../utxoSource.ts'
import type { WatchOrder } from '../watchInTurns.ts'

interface Options extends UtxoSourceOptions {
  readonly port: number
  readonly host: string
  readonly store: string
  readonly policy?: string
  readonly keyOnLoopback: boolean
  readonly allowHost?: readonly string[]
  readonly sandbox?: true
  readonly rate: number
  readonly bodyMax: number
  readonly refresh: number
  readonly watch?: true
  readonly from?: number
  readonly poll: number
  readonly hook?: string
  readonly exposure: boolean
  readonly webhookHost?: readonly string[]
  readonly guardRpc?: string
  readonly erc7730?: string
  readonly exploits?: string
}

const EXAMPLES = `
Examples:
  lazaretto serve
  lazaretto serve --no-key-on-loopback            programs on this machine need no key
  lazaretto serve --host 0.0.0.0 --allow-host screening.example.com --policy ours.json
  LAZARETTO_RPC=https://node.example/KEY lazaretto serve --watch --hook ./page-somebody.sh
  curl -H "Authorization: Bearer $KEY" "localhost:8686/v1/screen/address?address=0x098B..."

Commands that open the ledger of the folder (import, labels, trace, ...) find the server and run in it, one at a time.
Keys are made with: lazaretto keys create. /docs describes the API, offline. It speaks plain HTTP: put TLS in front of it.
With --watch it follows a chain and raises alerts, as watch run does, beside all this; /v1/alerts/events tells them. It then
follows listed money too, and screenings know indirect exposure on that chain as of the block that their answer names.
SIGHUP loads lists and policy again; lists that are updated are noticed by themselves. SIGTERM ends it when all is answered.`

// The process runs what this file is: JavaScript when built, TypeScript in tests.
const COMMAND_WORKER = new URL(`../commandWorker${extname(import.meta.url)}`, import.meta.url)
const WATCH_WORKER = new URL(`../watchWorker${extname(import.meta.url)}`, import.meta.url)
const ADDRESS_RATE = 50
const DRAIN_MS = 10_000

export function serveCommand(terminal: Terminal): Command {
  return withUtxoOptions(withNodeOptions(new Command('serve')))
    .description('Answer screenings over HTTP, and store every answer.')
    .option('--port <n>', 'port to listen on; 0 takes a free one', parsePort, 8686)
    .option('--host <address>', 'network address to listen on', '127.0.0.1')
    .option('--store <folder>', 'folder of the data', defaultStoreFolder(process.env))
    .option('--policy <file>', 'what a finding means, as JSON')
    .option('--no-key-on-loopback', 'let programs on this machine ask without a key')
    .option('--allow-host <name>', 'name that requests may ask for; may be given several times', gather)
    .option('--sandbox', 'give the addresses of the sandbox their outcomes (docs/compat.md); not for real use')
    .option('--rate <n>', 'requests of one key in a second', parseCount, 1000)
    .option('--body-max <bytes>', 'longest body of a request', parseCount, 1 << 20)
    .option('--refresh <seconds>', 'how often to look whether lists were updated; 0 never looks', parseCount, 5)
    .option('--watch', 'follow the chain of --rpc too, and raise alerts')
    .option(
      '--from <height>',
      'with --watch: first block, on a chain that was never followed (default: the newest)',
      parseCount,
    )
    .option('--poll <seconds>', 'with --watch: how often to ask for new blocks that no node tells', parseCount, 2)
    .option('--hook <program>', 'with --watch: a program that is given each event as JSON on its standard input')
    .option('--no-exposure', 'with --watch: follow thefts only, and not the money of listed addresses')
    .option(
      '--webhook-host <host:port>',
      'with --watch: a host of your own that webhooks may go to; may be given several times',
      gather,
    )
    .option('--guard-rpc <url>', 'a node for /v1/guard, asked only where a question says so')
    .option('--erc7730 <folder>', 'for /v1/guard: descriptors that say calls in their protocols’ own words')
    .option('--exploits <file>', 'for /v1/guard: contracts through which people have lost money')
    .addHelpText('after', EXAMPLES)
    .action((options: Options) => run(terminal, options))
}

async function run(terminal: Terminal, options: Options): Promise<void> {
  // Whoever reads the log may go; the server stays.
  process.stderr.on('error', () => undefined)
  const report = (error: unknown): void => terminal.say(describe(error))
  const queue = new LedgerQueue()
  const door = await openDoor({ folder: options.store, file: COMMAND_WORKER, queue, report })
  try {
    await answer(terminal, options, { queue, door, report })
  } finally {
    await door.close()
  }
}

interface Premises {
  readonly queue: LedgerQueue
  readonly door: Door
  report(error: unknown): void
}

async function answer(terminal: Terminal, options: Options, { queue, door, report }: Premises): Promise<void> {
  const desk = await openDesk({
    folder: options.store,
    limits: { perKey: options.rate, perAddress: ADDRESS_RATE, bodyBytesMax: options.bodyMax },
    isLoopbackOpen: !options.keyOnLoopback,
    isSandbox: options.sandbox === true,
    readPolicy: () => readPolicyFile(options.policy === undefined ? undefined : readText(options.policy)),
    now: terminal.now,
    queue,
    guardSupplies: openSupplies(terminal, options),
    watching: options.watch === true ? planWatch(options) : undefined,
    report,
  })
  try {
    const server = await listen(createApp(desk, endpoints), { ...options, allowedHosts: options.allowHost, report })
    terminal.say(`listening on ${server.url} (read ${server.url}/docs); ${describeLists(desk)}`)
    await serveUntilEnd(terminal, desk, { server, door, refreshMs: options.refresh * 1000 })
  } finally {
    await desk.close()
  }
}

/** What the watch's process is told; a node that cannot be asked is said before anything is started. */
function planWatch(options: Options): DeskOptions['watching'] {
  const { chain, from, poll, hook, exposure, webhookHost, unprovenSenders, cookie, source, sourceUrl } = options
  const rpc = source === undefined ? listEndpoints(options, process.env) : undefined
  const nodes = { chain, rpc, unprovenSenders, cookie, source, sourceUrl }
  const order: WatchOrder = {
    nodes,
    from,
    poll,
    exposure,
    hosts: webhookHost ?? [],
    ...(hook && { hook: placeHook(hook) }),
  }
  return { file: WATCH_WORKER, chain: openChain(nodes, {}).chain, order }
}

interface Running {
  readonly server: Listening
  readonly door: Door
  readonly refreshMs: number
}

async function serveUntilEnd(terminal: Terminal, desk: OpenDesk, { server, door, refreshMs }: Running): Promise<void> {
  const reload = (): void => void desk.editions.refresh().then((isDone) => sayReload(terminal, desk, isDone))
  if (refreshMs > 0) desk.editions.watch(refreshMs)
  process.on('SIGHUP', reload)
  await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')])
  process.off('SIGHUP', reload)
  terminal.say('ending: no new requests, answering those that are here')
  desk.endStreams()
  await Promise.all([door.close(), server.close(DRAIN_MS)])
}

function sayReload(terminal: Terminal, desk: OpenDesk, isDone: boolean): void {
  if (isDone) terminal.say(`loaded again: ${describeLists(desk)}`)
}

function describeLists({ editions }: OpenDesk): string {
  const { lists, policy } = editions.current.screener
  const names = lists.map(({ list, published }) => `${list} ${published ?? 'of unknown date'}`)
  return `${names.length === 0 ? 'no list is installed (lazaretto intel update)' : names.join(', ')}; policy ${policy.name}`
}

/** For the log on stderr: causes too, which clients are not told. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return `error ${String(error)}`
  const { code } = error as { code?: unknown }
  if (typeof code !== 'string') return `error ${error.stack ?? error.message}`
  return `${code === 'LZ_POLICY_LIST' ? 'warning' : 'error'} ${code}: ${error.message}`
}

function parsePort(text: string): number {
  const port = parseCount(text)
  if (port > 65_535) throw new InvalidArgumentError('It must be a port: 0 to 65535.')
  return port
}
