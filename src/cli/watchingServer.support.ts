import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, vi } from 'vitest'
import type { Anvil } from '../startAnvil.support.ts'
import { run } from './main.ts'

/** The chain of `startAnvil`. */
export const CHAIN = 'eip155:31337'

/** `serve --watch` in a process of its own. Who starts it ends it. */
export interface WatchingServer {
  readonly process: ChildProcess
  /** What it has written to its log. */
  said(): string
  /** Asks by GET; by POST where there is a body. */
  ask(path: string, body?: unknown): Promise<string>
  /** A number of its metrics. */
  figure(name: string): Promise<number>
}

/** Starts a server on a folder over a local chain, and waits until it listens. */
export async function startWatchingServer(
  folder: string,
  anvil: Anvil,
  more: readonly string[] = [],
): Promise<WatchingServer> {
  const main = fileURLToPath(new URL('./commands/serve.support.ts', import.meta.url))
  const hooks = new URL('../../scripts/loadSources.mjs', import.meta.url).href
  const watching = ['--watch', '--chain', CHAIN, '--from', '0', '--poll', '0', ...more]
  const args = ['serve', '--port', '0', '--no-key-on-loopback', '--store', folder, ...watching]
  const env = { ...process.env, LAZARETTO_RPC: anvil.url.replace('http', 'ws') }
  const child = spawn(process.execPath, ['--import', hooks, main, ...args], { env })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  await soon(() => expect(said).toMatch(/listening on/))
  const port = Number(/127\.0\.0\.1:(\d+)/.exec(said)?.[1])
  const ask = async (path: string, body?: unknown): Promise<string> => await askServer(port, path, body)
  return {
    process: child,
    said: () => said,
    ask,
    figure: async (name) => Number(new RegExp(`^${name}(?:\\{.*\\})? (.*)$`, 'm').exec(await ask('/metrics'))?.[1]),
  }
}

async function askServer(port: number, path: string, body: unknown): Promise<string> {
  const headers = { 'Content-Type': 'application/json' }
  const how = body === undefined ? {} : { method: 'POST', headers }
  const asked = request({ host: '127.0.0.1', port, path, ...how })
  asked.end(body === undefined ? undefined : JSON.stringify(body))
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  let text = ''
  for await (const chunk of response) text += String(chunk)
  return text
}

/** The server's process that watches. */
export function findWatcher({ process: { pid } }: WatchingServer): number {
  const tasks = `/proc/${pid}/task`
  const children = readdirSync(tasks).flatMap((task) => readFileSync(`${tasks}/${task}/children`, 'utf8').split(' '))
  const found = children.find(
    (one) => one !== '' && readFileSync(`/proc/${one}/cmdline`, 'utf8').includes('watchWorker'),
  )
  return Number(found)
}

/** Waits until something is so. */
export const soon = (check: () => Promise<void> | void): Promise<void> =>
  vi.waitFor(check, { timeout: 60_000, interval: 50 })

/** What a command did. */
export interface CommandEnd {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs a command on a folder. */
export async function runOn(folder: string, ...args: readonly string[]): Promise<CommandEnd> {
  let [out, err] = ['', '']
  const stdout = { write: (text: string) => (out += text) }
  const stderr = { write: (text: string) => (err += text) }
  const code = await run(['node', 'lazaretto', ...args, '--store', folder], { stdout, stderr, env: {} })
  return { code, out, err }
}

/** Pays ether between two accounts of a local chain. @returns the transaction */
export async function pay(anvil: Anvil, from: string, to: string, ether: number): Promise<string> {
  const value = `0x${(BigInt(ether) * 10n ** 18n).toString(16)}`
  return (await anvil.call('eth_sendTransaction', { from, to, value })) as string
}

/** Puts a list of addresses into force, as published today. */
export async function installSanctions(folder: string, addresses: readonly string[]): Promise<void> {
  const csv = join(folder, 'list.csv')
  writeFileSync(
    csv,
    `uid,name,address,asset\n${addresses.map((each, n) => `${n},Party ${n},${each},ETH`).join('\n')}\n`,
  )
  const today = new Date().toISOString().slice(0, 10)
  const how = ['--list', 'ofac-sdn', '--published', today, '--accept', 'first']
  expect(await runOn(folder, 'intel', 'update', '--from', csv, ...how)).toMatchObject({ code: 0 })
}
