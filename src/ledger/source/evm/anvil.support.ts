import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { onTestFinished } from 'vitest'
import { createClient, readBytes } from '../../../net/index.ts'

/** A local chain of one test. */
export interface Anvil {
  /** `127.0.0.1:PORT` */
  readonly host: string
  readonly url: string
  request(method: string, params?: readonly unknown[]): Promise<unknown>
  stop(): void
}

const BINARY = findBinary()

/** Whether anvil, an optional dependency, is here. */
export const hasAnvil: boolean = BINARY !== undefined

/** Starts a chain of its own on a free port; `stop` it where no test does. */
export async function startAnvil(args: readonly string[] = []): Promise<Anvil> {
  if (BINARY === undefined) throw new Error('anvil is not installed')
  const child = spawn(BINARY, ['--host', '127.0.0.1', '--port', '0', ...args], { stdio: ['ignore', 'pipe', 'ignore'] })
  const host = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const [, found] = /Listening on (127\.0\.0\.1:\d+)/.exec(said) ?? []
      if (found !== undefined) resolve(found)
    })
    child.on('error', reject)
    child.on('exit', () => reject(new Error(`anvil has ended: ${said.slice(-500)}`)))
  })
  const url = `http://${host}`
  return { host, url, request: (method, params = []) => ask(url, method, params), stop: () => child.kill('SIGKILL') }
}

/** A chain that ends with the test. */
export async function useAnvil(args: readonly string[] = []): Promise<Anvil> {
  const anvil = await startAnvil(args)
  onTestFinished(() => anvil.stop())
  return anvil
}

interface RpcAnswer {
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

async function ask(url: string, method: string, params: readonly unknown[]): Promise<unknown> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
  const client = createClient({ allowPrivate: [new URL(url).host] })
  const headers = { 'content-type': 'application/json' }
  const { body: text } = await client.post(url, body, { maxBytes: 64 << 20, headers })
  const answer = JSON.parse(Buffer.from(await readBytes(text)).toString()) as RpcAnswer
  if (answer.error !== undefined) throw new Error(`${method}: ${answer.error.message}`)
  return answer.result
}

function findBinary(): string | undefined {
  try {
    const path = createRequire(import.meta.url).resolve('@foundry-rs/anvil-linux-amd64/bin/anvil')
    return existsSync(path) ? path : undefined
  } catch {
    return undefined
  }
}
