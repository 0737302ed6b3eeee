import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import { LazarettoError } from '../LazarettoError.ts'
import {
  type ChainSource,
  createAccountLedger,
  FOLLOW_DEFAULTS,
  followChain,
  openStore,
  type Store,
} from '../ledger/index.ts'
import { createClient } from '../net/index.ts'
import { type Port, resolveLabels, type WatchNews } from '../server/index.ts'
import { openState, type WorkState } from '../state/index.ts'
import {
  deliverWebhooks,
  type RestingWatch,
  restWatch,
  resumeWatch,
  unwatchBlocks,
  type Watch,
  watchBlocks,
} from '../watch/index.ts'
import { openNodeSource } from './nodeSource.ts'
import { addHook } from './runHook.ts'

/** What a server tells its watch. */
export interface WatchOrder {
  readonly rpc: readonly string[]
  readonly chain: string
  readonly from: number
  /** Unit: seconds. */
  readonly poll: number
  readonly hook?: string | undefined
  /** Own hosts that webhooks may go to. */
  readonly hosts: readonly string[]
}

const schema: z.ZodType<WatchOrder> = z.strictObject({
  rpc: z.array(z.string()),
  chain: z.string(),
  from: z.int().min(0),
  poll: z.int().min(0),
  hook: z.string().optional(),
  hosts: z.array(z.string()),
})

/** Reads an order. A server that sends another one is a bug. */
export function parseWatchOrder(value: unknown): WatchOrder {
  return schema.parse(value)
}

/** How long the watch has the ledger at most while it has much to read. */
const TURN_MS = 10_000
/** Between two questions for the newest block, so that `--poll 0` does not flood a node of one's own. */
const POLL_MS_MIN = 50

/**
 * Follows a chain for ever: it asks for the ledger when the node has news, and closes it after each turn.
 *
 * @throws what is no passing trouble, such as a chain that takes back more than it may
 */
export async function watchInTurns(port: Port, order: WatchOrder): Promise<void> {
  const source = openNodeSource(order, {})
  const state = openState(port.folder)
  const client = createClient({ allowPrivate: order.hosts })
  const now = (): number => Math.floor(Date.now() / 1000)
  const hook = order.hook === undefined ? undefined : addHook(state, order.hook, now())
  const { signal } = new AbortController()
  const watching = followNews({ port, order, source, state, now })
  await Promise.race([watching, deliverWebhooks(state, { client, hook, now, signal })])
}

interface Work {
  readonly port: Port
  readonly order: WatchOrder
  readonly source: ChainSource
  readonly state: WorkState
  now(): number
}

async function followNews(work: Work): Promise<never> {
  const turns = work.port.input[Symbol.asyncIterator]()
  let resting: RestingWatch | undefined
  let seen: string | undefined
  for (;;) {
    try {
      const { hash } = await work.source.findHead()
      if (hash !== seen) {
        await turns.next()
        const turn = await takeTurn(work, resting)
        resting = turn.resting
        seen = turn.isThrough ? hash : undefined
        if (!turn.isThrough) continue
      }
      say(work, { kind: 'well' })
    } catch (error) {
      // What it knows may be half of something: it begins again from what is stored.
      resting = undefined
      seen = undefined
      if (!(error instanceof LazarettoError) || error.kind !== 'retryable') throw error
      say(work, { kind: 'problem', code: error.code, message: error.message })
    }
    await setTimeout(Math.max(work.order.poll * 1000, POLL_MS_MIN))
  }
}

interface TurnEnd {
  readonly resting: RestingWatch
  /** Whether all that the node has was watched. */
  readonly isThrough: boolean
}

async function takeTurn(work: Work, resting: RestingWatch | undefined): Promise<TurnEnd> {
  let store: Store | undefined
  try {
    store = await openStore(work.port.folder, { mode: 'write' })
    const plan = { store, state: work.state, chain: work.source.chain, loadLabels: resolveLabels, now: work.now }
    const watch = await resumeWatch(resting, plan)
    const isThrough = await follow(work, watch)
    return { resting: await restWatch(watch), isThrough }
  } finally {
    store?.close()
    say(work, { kind: 'released' })
  }
}

/** @returns false where the turn was over before all was read */
async function follow(work: Work, watch: Watch): Promise<boolean> {
  const signal = AbortSignal.timeout(TURN_MS)
  const { source, order } = work
  const ledger = createAccountLedger(watch.plan.store, source)
  await watchNews(work, watch)
  try {
    for await (const event of followChain(ledger, source, { ...FOLLOW_DEFAULTS, fromHeight: order.from, signal })) {
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

function say({ port }: Work, news: WatchNews): void {
  port.write('stage', JSON.stringify(news))
}
