import { z } from 'zod'
import { LazarettoError } from '../LazarettoError.ts'
import { listUntraced, openStore } from '../ledger/index.ts'
import { createClient } from '../net/index.ts'
import { ListedMoney, type Port, resolveLabels, toWatchNews, type WatchNews } from '../server/index.ts'
import { openState, type WorkState } from '../state/index.ts'
import {
  deliverWebhooks,
  openWatch,
  type RestingWatch,
  restWatch,
  resumeWatch,
  unwatchBlocks,
  type Watch,
  watchBlocks,
} from '../watch/index.ts'
import { type FollowedChain, openChain } from './followedChain.ts'
import { addHook } from './runHook.ts'
import type { UtxoSourceOptions } from './utxoSource.ts'
import { WatchStop } from './WatchStop.ts'

/** What a server tells its watch. */
export interface WatchOrder {
  /** Who is asked for the chain, as commands name it. */
  readonly nodes: UtxoSourceOptions
  /** Where to begin on a chain that was never followed; the newest block where it is not said. */
  readonly from?: number | undefined
  /** Unit: seconds. */
  readonly poll: number
  readonly hook?: string | undefined
  /** Own hosts that webhooks may go to. */
  readonly hosts: readonly string[]
  /** Whether the money of listed addresses is followed beside the thefts. */
  readonly exposure: boolean
}

const schema: z.ZodType<WatchOrder> = z.strictObject({
  nodes: z.strictObject({
    chain: z.string(),
    rpc: z.array(z.string()).optional(),
    unprovenSenders: z.literal(true).optional(),
    cookie: z.string().optional(),
    source: z.string().optional(),
    sourceUrl: z.string().optional(),
  }),
  from: z.int().min(0).optional(),
  poll: z.int().min(0),
  hook: z.string().optional(),
  hosts: z.array(z.string()),
  exposure: z.boolean(),
})

/** Reads an order. A server that sends another one is a bug. */
export function parseWatchOrder(value: unknown): WatchOrder {
  return schema.parse(value)
}

/** How long the watch has the ledger at most while it has much to read. */
const TURN_MS = 10_000
/** Between two questions for the newest block, so that `--poll 0` does not flood a node of one's own. */
const POLL_SEC_MIN = 0.05

/**
 * Follows a chain for ever: it asks for the ledger when the node has news, and closes it after each turn.
 *
 * @throws what is no passing trouble, such as a chain that takes back more than it may
 */
export async function watchInTurns(port: Port, order: WatchOrder): Promise<void> {
  const chain = openChain(order.nodes, {})
  const state = openState(port.folder)
  const client = createClient({ allowPrivate: order.hosts })
  const now = (): number => Math.floor(Date.now() / 1000)
  const hook = order.hook === undefined ? undefined : addHook(state, order.hook, now())
  const end = new AbortController()
  const tools = { client, hook, now }
  const stop = new WatchStop({ state, chain: chain.chain, tools })
  const listed = order.exposure ? new ListedMoney(port.folder, chain.chain) : undefined
  const watching = followNews({ port, order, chain, state, now, listed, noteUntraced: createUntracedNote(port), stop })
  const delivering = deliverWebhooks(state, { ...tools, signal: end.signal })
  try {
    await Promise.race([watching, delivering])
  } catch (error) {
    end.abort()
    await delivering
    await stop.raise(error)
    throw error
  }
}

interface Work {
  readonly port: Port
  readonly order: WatchOrder
  readonly chain: FollowedChain
  readonly state: WorkState
  readonly listed: ListedMoney | undefined
  /** Says where what contracts paid is missing, where it has not said that yet. */
  noteUntraced(watch: Watch): Promise<void>
  readonly stop: WatchStop
  now(): number
}

async function followNews(work: Work): Promise<never> {
  const turns = work.port.input[Symbol.asyncIterator]()
  const heads = work.chain.watchHead(Math.max(work.order.poll, POLL_SEC_MIN))
  let resting: RestingWatch | undefined
  let seen: string | undefined
  for (;;) {
    try {
      const { hash } = await work.chain.findHead()
      if (hash !== seen) {
        await turns.next()
        const turn = await takeTurn(work, resting)
        resting = turn.resting
        seen = turn.isThrough ? hash : undefined
        if (!turn.isThrough) continue
        work.stop.clear()
      }
      say(work, { kind: 'well' })
    } catch (error) {
      // What it knows may be half of something: it begins again from what is stored.
      resting = undefined
      seen = undefined
      if (!(error instanceof LazarettoError) || error.kind !== 'retryable') throw error
      say(work, { kind: 'problem', code: error.code, message: error.message })
    }
    await heads.next()
  }
}

interface TurnEnd {
  readonly resting: RestingWatch
  /** Whether all that the node has was watched. */
  readonly isThrough: boolean
}

async function takeTurn(work: Work, resting: RestingWatch | undefined): Promise<TurnEnd> {
  let watch: Watch | undefined
  try {
    watch = resting === undefined ? await openNew(work) : await resumeWatch(resting)
    await work.listed?.follow(watch)
    const isThrough = await follow(work, watch)
    await work.noteUntraced(watch)
    // While much is to be read, what is true behind a block of long ago is of no use.
    const exposed = isThrough ? await work.listed?.take(watch) : undefined
    for (const news of exposed === undefined ? [] : toWatchNews(exposed)) say(work, news)
    return { resting: await restWatch(watch), isThrough }
  } catch (error) {
    watch?.plan.store.close()
    throw error
  } finally {
    say(work, { kind: 'released' })
  }
}

async function openNew({ port, state, chain: { chain }, now }: Work): Promise<Watch> {
  const store = await openStore(port.folder, { mode: 'write' })
  try {
    return await openWatch({ store, state, chain, loadLabels: resolveLabels, now })
  } catch (error) {
    store.close()
    throw error
  }
}

/** @returns false where the turn was over before all was read */
async function follow(work: Work, watch: Watch): Promise<boolean> {
  const signal = AbortSignal.timeout(TURN_MS)
  const { chain, order } = work
  const how = { ...chain.defaults, fromHeight: order.from ?? ('newest' as const), signal }
  await watchNews(work, watch)
  try {
    for await (const event of chain.open(watch.plan.store)(how)) {
      if (event.type === 'undo') await unwatchBlocks(watch, event.blocks)
      await watchNews(work, watch)
      if (signal.aborted && event.type !== 'head') return false
    }
    return true
  } catch (error) {
    if (!signal.aborted) throw error
    await watchNews(work, watch)
    return false
  }
}

async function watchNews(work: Work, watch: Watch): Promise<void> {
  for await (const { block } of watchBlocks(watch)) {
    say(work, { kind: 'block', height: block.height, timeSec: block.timeSec })
  }
}

/** More ranges are not told: who wants all of them asks the ledger. */
const UNTRACED_MAX = 100

function createUntracedNote(port: Port): Work['noteUntraced'] {
  let told = '[]'
  return async ({ plan: { store, chain } }) => {
    const blocks = (await listUntraced(store, chain)).slice(0, UNTRACED_MAX)
    const text = JSON.stringify(blocks)
    if (text !== told) say({ port }, { kind: 'untraced', blocks })
    told = text
  }
}

function say({ port }: Pick<Work, 'port'>, news: WatchNews): void {
  port.tell('stage', news)
}
