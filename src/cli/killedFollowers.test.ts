import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dumpLedger } from '../dumpLedger.support.ts'
import { openStore } from '../ledger/index.ts'
import { type Anvil, hasAnvil, startAnvil } from '../startAnvil.support.ts'
import { openState } from '../state/index.ts'
import { addSubscriber, listAlerts } from '../watch/index.ts'
import { run } from './main.ts'

// The long form: LAZARETTO_KILLS=200 npx vitest run src/cli/killedFollowers.test.ts
const KILLS = Number(process.env['LAZARETTO_KILLS'] ?? 4)
const PAYMENTS_MAX = 3
/** Nobody takes the messages: more wait in the log of events. */
const WAITING_MAX = 1_000
/** Between blocks, so that the one who follows has a chance. */
const BLOCK_MS = 20
const COMMAND = fileURLToPath(new URL('./commands/serve.support.ts', import.meta.url))
const HOOKS = new URL('../../scripts/loadSources.mjs', import.meta.url).href

/** Where moments of kills and payments come from. */
let state = Number(process.env['LAZARETTO_SEED'] ?? 7)

/** @source George Marsaglia, Xorshift RNGs, 2003 */
function below(bound: number): number {
  state ^= state << 13
  state ^= state >>> 17
  state ^= state << 5
  return (state >>> 0) % bound
}

async function lazaretto(...args: readonly string[]): Promise<void> {
  let said = ''
  const stream = { write: (text: string) => (said += text) }
  const code = await run(['node', 'lazaretto', ...args], { stdout: stream, stderr: stream, env: {} })
  if (code !== 0) throw new Error(said)
}

describe.skipIf(!hasAnvil())('a process that follows a chain and is killed', () => {
  const root = mkdtempSync(join(tmpdir(), 'lazaretto-killed-'))
  const base = join(root, 'base')
  let anvil: Anvil
  let accounts: string[]
  let snapshot: unknown
  const waiting: ChildProcess[] = []

  beforeAll(async () => {
    anvil = await startAnvil('--chain-id', '1', '--no-mining', '--order', 'fifo')
    accounts = (await anvil.call('eth_accounts')) as string[]
    await mine()
    await lazaretto('watch', 'run', '--once', ...following(base))
    const thief = accounts[0] as string
    await lazaretto('watch', 'add', 'a theft', '--seed', thief, '--by', 'a test', '--store', base)
    const work = openState(base)
    const desk = { kind: 'webhook', name: 'desk', url: 'http://127.0.0.1:9/desk', by: 'a test' } as const
    addSubscriber(work, desk, { now: 0, randomBytes })
    work.close()
    snapshot = await anvil.call('evm_snapshot')
  })
  beforeEach(async () => {
    await anvil.call('evm_revert', snapshot)
    snapshot = await anvil.call('evm_snapshot')
  })
  afterEach(() => {
    for (const child of waiting.splice(0)) child.kill('SIGKILL')
  })
  afterAll(async () => {
    await anvil.stop()
    rmSync(root, { recursive: true })
  })

  const following = (store: string): string[] => ['--rpc', anvil.url, '--store', store, '--from', '0', '--poll', '0']

  const mine = async (): Promise<void> => {
    for (let payments = below(PAYMENTS_MAX + 1); payments > 0; payments--) {
      const [from, to] = [accounts[below(3)], accounts[below(5)]]
      const fees = { gas: '0x5208', gasPrice: '0x2540be400' }
      await anvil.call('eth_sendTransaction', { from, to, value: `0x${(below(1000) + 1).toString(16)}`, ...fees })
    }
    await anvil.call('evm_mine')
  }

  /** Takes blocks back; an empty block of the new branch is another one than that of the old. */
  const takeBack = async (blocks: number): Promise<void> => {
    await anvil.call('anvil_rollback', blocks)
    await anvil.call(
      'anvil_setCoinbase',
      `0x${below(2 ** 31)
        .toString(16)
        .padStart(40, '0')}`,
    )
  }

  /** Starts a command, and kills it some moment after it has begun to write, while the chain goes on. */
  const runAndKill = async (args: readonly string[], store: string, onBlock: () => Promise<void>): Promise<void> => {
    const child = spawn(process.execPath, ['--import', HOOKS, COMMAND, ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    waiting.push(child)
    const closed = once(child, 'close')
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    const log = join(store, 'ledger.duckdb.wal')
    const sizeOf = (): number => (existsSync(log) ? statSync(log).size : 0)
    const before = sizeOf()
    while (sizeOf() === before && child.exitCode === null) await setTimeout(2)
    const killed = setTimeout(below(250)).then(() => child.kill('SIGKILL'))
    while (child.signalCode === null && child.exitCode === null) {
      await onBlock()
      await setTimeout(BLOCK_MS)
    }
    await killed
    expect(await closed, said).toEqual([null, 'SIGKILL'])
  }

  const newStore = (name: string): string => {
    const store = join(root, name)
    rmSync(store, { recursive: true, force: true })
    cpSync(base, store, { recursive: true })
    return store
  }

  it(
    'leaves a ledger as one that was never killed, also where blocks are taken back',
    async () => {
      const killed = newStore('killed-sync')
      for (let kill = 0; kill < KILLS; kill++) {
        for (let blocks = 0; blocks < 3; blocks++) await mine()
        await runAndKill(['sync', '--follow', ...following(killed)], killed, async () => {
          const height = Number(await anvil.call('eth_blockNumber'))
          if (below(4) === 0 && height > 4) await takeBack(1 + below(3))
          await mine()
        })
      }
      await mine()
      const clean = newStore('clean-sync')
      for (const store of [killed, clean]) await lazaretto('sync', ...following(store))
      expect(await dumpOf(killed)).toEqual(await dumpOf(clean))
    },
    60_000 + KILLS * 30_000,
  )

  it(
    'has raised each alert once, and written each message once',
    async () => {
      const killed = newStore('killed-watch')
      for (let kill = 0; kill < KILLS; kill++) {
        for (let blocks = 0; blocks < 3; blocks++) await mine()
        await runAndKill(['watch', 'run', ...following(killed)], killed, mine)
      }
      const clean = newStore('clean-watch')
      for (const store of [killed, clean]) await lazaretto('watch', 'run', '--once', ...following(store))
      expect(await dumpOf(killed)).toEqual(await dumpOf(clean))
      const said = saidOf(killed)
      expect(said).toEqual(saidOf(clean))
      expect(said.alerts.length).toBeGreaterThan(KILLS)
      expect(said.messages).toHaveLength(Math.min(said.alerts.length, WAITING_MAX))
    },
    60_000 + KILLS * 30_000,
  )
})

async function dumpOf(folder: string): Promise<string[]> {
  const store = await openStore(folder, { mode: 'read' })
  try {
    return await dumpLedger(store)
  } finally {
    store.close()
  }
}

/** Alerts, and the messages about them in their order, without the moments at which they were written. */
function saidOf(folder: string): { readonly alerts: unknown[]; readonly messages: unknown[] } {
  const work = openState(folder)
  const alerts: unknown[] = []
  let before: number | undefined
  do {
    const page = listAlerts(work, {}, { limit: 500, before })
    alerts.push(...page.alerts)
    before = page.next
  } while (before !== undefined)
  const rows = work.prepare('SELECT key, body FROM message ORDER BY id').all() as { key: string; body: Uint8Array }[]
  work.close()
  const messages = rows.map(({ key, body }) => ({
    key,
    ...(JSON.parse(Buffer.from(body).toString()) as object),
    timestamp: '',
  }))
  return { alerts, messages }
}
