import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { type Anvil, hasAnvil, startAnvil } from '../startAnvil.support.ts'
import { run } from './main.ts'

const CHAIN = 'eip155:31337'
/** So long that no block is found by asking. */
const NEVER_SEC = '86400'
const COMMAND = fileURLToPath(new URL('./main.support.ts', import.meta.url))
const HOOKS = new URL('../../scripts/loadSources.mjs', import.meta.url).href

interface Program {
  readonly process: ChildProcess
  readonly closed: Promise<unknown[]>
  said(): string
}

describe.skipIf(!hasAnvil())('a node that is named by its WebSocket', () => {
  const root = mkdtempSync(join(tmpdir(), 'lazaretto-socket-'))
  let anvil: Anvil
  let accounts: string[]
  let socketUrl: string

  beforeAll(async () => {
    anvil = await startAnvil()
    accounts = (await anvil.call('eth_accounts')) as string[]
    socketUrl = anvil.url.replace('http', 'ws')
    await anvil.call('anvil_mine', '0x2')
  })
  afterAll(async () => {
    await anvil.stop()
    rmSync(root, { recursive: true, force: true })
  })

  const start = (args: readonly string[]): Program => {
    const child = spawn(process.execPath, ['--import', HOOKS, COMMAND, ...args, '--chain', CHAIN], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text))
    return { process: child, closed: once(child, 'close'), said: () => said }
  }

  const lazaretto = async (...args: readonly string[]): Promise<string> => {
    let said = ''
    const stream = { write: (text: string) => (said += text) }
    expect(await run(['node', 'lazaretto', ...args], { stdout: stream, stderr: stream, env: {} }), said).toBe(0)
    return said
  }

  const pay = async (from: number, to: number, ether: number): Promise<void> => {
    const value = `0x${(BigInt(ether) * 10n ** 18n).toString(16)}`
    await anvil.call('eth_sendTransaction', { from: accounts[from], to: accounts[to], value })
  }

  const soon = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 30_000, interval: 20 })

  it('is read, beside one that speaks HTTP too, and its open connection keeps no command from its end', async () => {
    const nodes = ['--rpc', socketUrl, '--rpc', anvil.url]
    const { closed, said } = start(['sync', ...nodes, '--store', join(root, 'once')])
    expect(await closed).toEqual([0, null])
    expect(said()).toContain('3 blocks added')
  }, 40_000)

  it('wakes a watch with each block, long before it would ask', async () => {
    const store = join(root, 'watch')
    await lazaretto('watch', 'run', '--once', '--rpc', socketUrl, '--chain', CHAIN, '--from', '0', '--store', store)
    const theft = ['--seed', accounts[1] as string, '--chain', CHAIN, '--by', 'alice']
    await lazaretto('watch', 'add', 'our wallet', ...theft, '--store', store)
    const program = start(['watch', 'run', '--rpc', socketUrl, '--poll', NEVER_SEC, '--json', '--store', store])
    for (const to of [2, 3, 4]) {
      await pay(1, to, 2)
      await soon(() => expect(program.said()).toContain((accounts[to] as string).slice(2).toLowerCase()))
    }
    program.process.kill('SIGINT')
    expect(await program.closed, program.said()).toEqual([0, null])
  }, 90_000)

  it('wakes a ledger that follows it, and Ctrl-C ends that', async () => {
    const store = join(root, 'follow')
    const program = start(['sync', '--follow', '--rpc', socketUrl, '--poll', NEVER_SEC, '--store', store])
    await soon(() => expect(program.said()).toContain('blocks added'))
    // What a command has stored shows in its log of writes.
    const size = (): number => statSync(join(store, 'ledger.duckdb.wal'), { throwIfNoEntry: false })?.size ?? 0
    for (let i = 0; i < 3; i++) {
      const before = size()
      await anvil.call('anvil_mine', '0x1')
      await soon(() => expect(size()).not.toBe(before))
    }
    program.process.kill('SIGINT')
    expect(await program.closed, program.said()).toEqual([0, null])
    expect(await lazaretto('sync', '--rpc', anvil.url, '--chain', CHAIN, '--store', store)).toContain('0 blocks added')
  }, 90_000)
})
