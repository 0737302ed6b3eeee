import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ChainId } from '../chain/index.ts'
import { dumpLedger } from '../dumpLedger.support.ts'
import { LabelBook } from '../intel/index.ts'
import {
  type ChainSource,
  createAccountLedger,
  createEvmSource,
  FOLLOW_DEFAULTS,
  followChain,
  openStore,
  openView,
  type Store,
} from '../ledger/index.ts'
import { createClient } from '../net/index.ts'
import { type Anvil, hasAnvil, startAnvil } from '../startAnvil.support.ts'
import { openState, type WorkState } from '../state/index.ts'
import { parseSeed, traceTheft } from '../trace/index.ts'
import {
  addTheft,
  type LoadLabels,
  listAlerts,
  openWatch,
  unwatchBlocks,
  type Watch,
  watchBlocks,
} from '../watch/index.ts'
import { createDice } from './Dice.ts'
import { buildReorgTown, depthOf, planReorgs, type ReorgTown } from './reorgTown.support.ts'

// The long form: LAZARETTO_REORGS=1000 npx vitest run src/rehearsal/reorgs.test.ts
const SEEDS = Number(process.env['LAZARETTO_REORGS'] ?? 50)
const FIRST_SEED = Number(process.env['LAZARETTO_SEED'] ?? 0)
const CHAIN = ChainId.parse('ethereum')
const GOLDEN = (Math.sqrt(5) - 1) / 2

/** A ledger and a watch that follow the chain. */
interface Follower {
  readonly store: Store
  readonly state: WorkState
  watch: Watch
  follow(blocksAhead: number): Promise<void>
  restart(): Promise<void>
  close(): void
}

describe.skipIf(!hasAnvil())('a chain that takes blocks back', () => {
  let anvil: Anvil
  let town: ReorgTown
  let base: string
  let source: ChainSource
  let loadLabels: LoadLabels
  const folders: string[] = []

  const newFolder = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'lazaretto-reorg-'))
    folders.push(folder)
    return folder
  }

  const openFollower = async (folder: string): Promise<Follower> => {
    const store = await openStore(folder, { mode: 'write' })
    const state = openState(folder)
    const plan = { store, state, chain: CHAIN, loadLabels, now: () => 1_800_000_000 }
    const follower: Follower = {
      store,
      state,
      watch: await openWatch(plan),
      async follow(blocksAhead) {
        const ledger = createAccountLedger(store, source)
        for await (const event of followChain(ledger, source, { ...FOLLOW_DEFAULTS, blocksAhead })) {
          if (event.type === 'undo') await unwatchBlocks(follower.watch, event.blocks)
          for await (const _ of watchBlocks(follower.watch));
        }
      },
      async restart() {
        follower.watch = await openWatch(plan)
      },
      close() {
        state.close()
        store.close()
        rmSync(folder, { recursive: true })
      },
    }
    return follower
  }

  const copyOfBase = async (): Promise<Follower> => {
    const folder = newFolder()
    cpSync(base, folder, { recursive: true })
    return openFollower(folder)
  }

  beforeAll(async () => {
    anvil = await startAnvil('--chain-id', '1', '--no-mining', '--order', 'fifo')
    town = await buildReorgTown(anvil)
    source = createEvmSource({
      chain: CHAIN,
      endpoints: [town.url],
      client: createClient({ allowPrivate: [new URL(town.url).host] }),
    })
    loadLabels = labelsOf(town.addressOf('exchange'))
    base = newFolder()
    const first = await openFollower(base)
    await first.follow(16)
    addTheft(first.state, { name: 'a theft', chain: CHAIN, seeds: [town.addressOf('thief')], by: 'a test' }, 1)
    await first.follow(16)
    first.state.close()
    first.store.close()
  })

  afterAll(async () => {
    await anvil.stop()
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  })

  it(
    `leaves a ledger and a watch as if they had seen the last branch only, ${SEEDS} times`,
    async () => {
      const start = await town.height()
      for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
        const depth = depthOf(seed === 0 ? 1 : (seed * GOLDEN) % 1)
        const live = await copyOfBase()
        const clean = await copyOfBase()
        try {
          for (const { back, blocks, isRestart, blocksAhead } of planReorgs(createDice(seed, 'reorgs'), depth)) {
            if (back > 0) await town.takeBack(back)
            for (const acts of blocks) await town.mine(acts)
            if (isRestart) await live.restart()
            await live.follow(blocksAhead)
          }
          await clean.follow(64)
          const told = `seed ${seed}, depth ${depth}`
          expect(await dumpLedger(live.store), told).toEqual(await dumpLedger(clean.store))
          expect(await heldOf(live), told).toEqual(await tracedOf(live, town.addressOf('thief'), loadLabels))
          expect(standingOf(live), told).toEqual(standingOf(clean))
        } finally {
          live.close()
          clean.close()
        }
        await town.takeBack((await town.height()) - start)
      }
    },
    60_000 + SEEDS * 10_000,
  )
})

/** One labelled service. */
function labelsOf(exchange: string): LoadLabels {
  const label = LabelBook.resolve([
    {
      address: exchange,
      chain: CHAIN,
      name: 'Exchange',
      source: 'a test',
      confidence: undefined,
      category: 'exchange',
      actor: 'Exchange',
      role: 'wallet',
      rule: 'test',
      basis: 'name',
      stops: true,
    },
  ])
  return async (view, above) => {
    if (!('findAccounts' in view)) return new Map()
    const found = [...(await view.findAccounts([exchange])).values()].filter((id) => id > above)
    return new Map(found.map((id) => [id, label]))
  }
}

/** The alerts that stand, without the places that they came to by the way. */
function standingOf({ state }: Follower): unknown[] {
  const { alerts } = listAlerts(state, {}, { limit: 500 })
  return alerts.map(({ seq: _, ...alert }) => alert).sort((one, other) => (one.id < other.id ? -1 : 1))
}

/** What each account holds of the stolen money, by asset, as the watch has it. */
async function heldOf({ watch }: Follower): Promise<Record<string, bigint>> {
  const held: Record<string, bigint> = {}
  for (const { trace, asset } of watch.followers) {
    for (const { account, origin, kind } of await trace.listEndings()) {
      held[`${asset.caip19} ${account} ${kind === 'service'}`] = origin
    }
  }
  return held
}

/** The same, of a fresh trace. */
async function tracedOf({ store }: Follower, thief: string, loadLabels: LoadLabels): Promise<Record<string, bigint>> {
  const view = await openView(store, CHAIN)
  const { seed } = parseSeed(thief, CHAIN)
  const labels = await loadLabels(view, 0)
  const options = { rule: 'haircut', labels, counterpartiesMax: 1000 } as const
  const held: Record<string, bigint> = {}
  for (const { asset, destinations } of await traceTheft(view, { name: 'a theft', seeds: [seed] }, options)) {
    for (const { kind, account, amount } of destinations)
      held[`${asset.id} ${account} ${kind === 'cashed-out'}`] = amount
  }
  return held
}
