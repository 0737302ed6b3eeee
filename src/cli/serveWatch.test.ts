import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Anvil, hasAnvil, startAnvil } from '../startAnvil.support.ts'
import {
  CHAIN,
  type CommandEnd,
  findWatcher,
  pay as payOn,
  runOn,
  soon,
  startWatchingServer,
  type WatchingServer,
} from './watchingServer.support.ts'

const folder = mkdtempSync(join(tmpdir(), 'lazaretto-serve-watch-'))
const hooked = join(folder, 'hooked')
let anvil: Anvil
let accounts: string[]
let server: WatchingServer

const lazaretto = (...args: readonly string[]): Promise<CommandEnd> => runOn(folder, ...args)
const ask = (path: string): Promise<string> => server.ask(path)
const figure = (name: string): Promise<number> => server.figure(name)
const pay = (from: number, to: number, ether: number): Promise<string> =>
  payOn(anvil, accounts[from] as string, accounts[to] as string, ether)

interface Told {
  readonly rule: string
  readonly title: string
  readonly block: { readonly height: number }
}

async function rules(): Promise<string[]> {
  const { alerts } = JSON.parse(await ask('/v1/alerts?limit=500&retracted=true')) as { alerts: Told[] }
  return alerts.map(({ rule }) => rule).reverse()
}

describe.skipIf(!hasAnvil())('serve --watch', () => {
  beforeAll(async () => {
    anvil = await startAnvil()
    accounts = (await anvil.call('eth_accounts')) as string[]
    await anvil.call('anvil_mine', '0x3')
    const hook = join(folder, 'hook.sh')
    writeFileSync(hook, `#!/bin/sh\ncat >> "${hooked}"; echo >> "${hooked}"\n`, { mode: 0o755 })
    // So long that no block is found by asking: the node tells them.
    server = await startWatchingServer(folder, anvil, ['--hook', hook, '--poll', '3600'])
    await soon(async () => expect(await figure('lazaretto_watch_block')).toBe(3))
  }, 120_000)

  afterAll(async () => {
    server.process.kill('SIGKILL')
    await anvil.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('raises alerts of thefts that are added while it runs, and tells the hook', async () => {
    const seed = accounts[1] as string
    const added = await lazaretto('watch', 'add', 'our wallet', '--seed', seed, '--chain', CHAIN, '--by', 'alice')
    expect(added.code).toBe(0)
    await pay(0, 1, 50)
    await pay(1, 2, 40)
    await soon(async () => expect(await rules()).toEqual(['stolen', 'moves']))
    expect(await figure('lazaretto_watch_block')).toBe(5)
    expect(await figure('lazaretto_watch_up')).toBe(1)
    expect(await figure('lazaretto_watch_lag_seconds')).toBeLessThan(600)
    await soon(() => expect(readFileSync(hooked, 'utf8').trim().split('\n')).toHaveLength(2))
    const [first] = readFileSync(hooked, 'utf8').split('\n')
    expect(JSON.parse(first ?? '')).toMatchObject({ type: 'alert.opened', data: { alert: { rule: 'stolen' } } })
  }, 90_000)

  it('leaves the ledger to commands between blocks, and takes the labels that they bring', async () => {
    const csv = join(folder, 'labels.csv')
    writeFileSync(csv, `address,label\n${accounts[3]},Binance 14\n`)
    expect(await lazaretto('labels', csv)).toMatchObject({ code: 0 })
    expect((await lazaretto('store', 'info')).out).toContain(CHAIN)
    await pay(2, 3, 30)
    await soon(async () => expect(await rules()).toEqual(['stolen', 'moves', 'reaches-service']))
  }, 90_000)

  it('takes alerts back with the blocks that they stood on', async () => {
    await anvil.call('anvil_reorg', 1, [])
    await anvil.call('anvil_mine', '0x1')
    await soon(async () => {
      const { alerts } = JSON.parse(await ask('/v1/alerts')) as { alerts: Told[] }
      expect(alerts.map(({ rule }) => rule)).toEqual(['moves', 'stolen'])
    })
  }, 90_000)

  it('outlives the death of its watch, tells it, and goes on where it stopped', async () => {
    process.kill(findWatcher(server), 'SIGKILL')
    await soon(async () => expect(await figure('lazaretto_watch_restarts')).toBe(1))
    expect(server.said()).toContain('LZ_SERVE_PROCESS')
    await pay(2, 4, 5)
    await soon(async () => expect((await rules()).at(-1)).toBe('moves'))
    await soon(async () => expect(await figure('lazaretto_watch_up')).toBe(1))
    expect(JSON.parse(await ask('/healthz'))).toEqual({ status: 'ok', reasons: [] })
  }, 90_000)

  it('is not disturbed by a second watch of the folder', async () => {
    const second = await lazaretto('watch', 'run', '--rpc', anvil.url, '--chain', CHAIN, '--once')
    expect(second).toMatchObject({ code: 1, err: expect.stringContaining('LZ_SERVE_RUNNING') as string })
  })

  it('says that the node is gone, answers meanwhile, and ends when it is told to', async () => {
    await anvil.stop()
    await soon(async () => {
      const { problem } = JSON.parse(await ask('/v1/watch')) as { problem: { code: string } | null }
      expect(problem?.code).toMatch(/^LZ_/)
    })
    expect(await ask('/healthz')).toMatch(/"status":"ok","reasons":\["watch: LZ_/)
    expect(JSON.parse(await ask(`/v1/screen/address?address=${accounts[9]}`))).toHaveProperty('verdict')
    server.process.kill('SIGTERM')
    const [code] = (await once(server.process, 'exit')) as [number | null]
    expect(code).toBe(0)
  }, 90_000)
})
