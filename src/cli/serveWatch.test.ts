import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Anvil, hasAnvil, startAnvil } from '../startAnvil.support.ts'
import { run } from './main.ts'

const CHAIN = 'eip155:31337'
const folder = mkdtempSync(join(tmpdir(), 'lazaretto-serve-watch-'))
const hooked = join(folder, 'hooked')
let anvil: Anvil
let accounts: string[]
let server: ChildProcess
let said = ''
let port = 0

async function lazaretto(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', '']
  const stdout = { write: (text: string) => (out += text) }
  const stderr = { write: (text: string) => (err += text) }
  const code = await run(['node', 'lazaretto', ...args, '--store', folder], { stdout, stderr, env: {} })
  return { code, out, err }
}

async function ask(path: string): Promise<string> {
  const asked = request({ host: '127.0.0.1', port, path }).end()
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  let text = ''
  for await (const chunk of response) text += String(chunk)
  return text
}

interface Told {
  readonly rule: string
  readonly title: string
  readonly block: { readonly height: number }
}

async function rules(): Promise<string[]> {
  const { alerts } = JSON.parse(await ask('/v1/alerts?limit=500&retracted=true')) as { alerts: Told[] }
  return alerts.map(({ rule }) => rule).reverse()
}

async function figure(name: string): Promise<number> {
  return Number(new RegExp(`^${name}(?:\\{.*\\})? (.*)$`, 'm').exec(await ask('/metrics'))?.[1])
}

async function pay(from: number, to: number, ether: number): Promise<void> {
  const value = `0x${(BigInt(ether) * 10n ** 18n).toString(16)}`
  await anvil.call('eth_sendTransaction', { from: accounts[from], to: accounts[to], value })
}

const soon = (check: () => Promise<void> | void): Promise<void> => vi.waitFor(check, { timeout: 60_000, interval: 50 })

/** The server's process that watches. */
function findWatcher(): number {
  const tasks = `/proc/${server.pid}/task`
  const children = readdirSync(tasks).flatMap((task) => readFileSync(`${tasks}/${task}/children`, 'utf8').split(' '))
  const pid = children.find((one) => one !== '' && readFileSync(`/proc/${one}/cmdline`, 'utf8').includes('watchWorker'))
  return Number(pid)
}

describe.skipIf(!hasAnvil())('serve --watch', () => {
  beforeAll(async () => {
    anvil = await startAnvil()
    accounts = (await anvil.call('eth_accounts')) as string[]
    await anvil.call('anvil_mine', '0x3')
    const hook = join(folder, 'hook.sh')
    writeFileSync(hook, `#!/bin/sh\ncat >> "${hooked}"; echo >> "${hooked}"\n`, { mode: 0o755 })
    const main = fileURLToPath(new URL('./commands/serve.support.ts', import.meta.url))
    const hooks = new URL('../../scripts/loadSources.mjs', import.meta.url).href
    const watching = ['--watch', '--chain', CHAIN, '--poll', '0', '--hook', hook]
    const args = ['serve', '--port', '0', '--no-key-on-loopback', '--store', folder, ...watching]
    const env = { ...process.env, LAZARETTO_RPC: anvil.url }
    server = spawn(process.execPath, ['--import', hooks, main, ...args], { env })
    server.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text))
    await soon(() => expect(said).toMatch(/listening on/))
    port = Number(/127\.0\.0\.1:(\d+)/.exec(said)?.[1])
    await soon(async () => expect(await figure('lazaretto_watch_block')).toBe(3))
  }, 120_000)

  afterAll(async () => {
    server.kill('SIGKILL')
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
    process.kill(findWatcher(), 'SIGKILL')
    await soon(async () => expect(await figure('lazaretto_watch_restarts')).toBe(1))
    expect(said).toContain('LZ_SERVE_PROCESS')
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
    server.kill('SIGTERM')
    const [code] = (await once(server, 'exit')) as [number | null]
    expect(code).toBe(0)
  }, 90_000)
})
