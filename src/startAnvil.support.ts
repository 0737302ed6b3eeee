import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { request } from 'node:http'
import { resolve } from 'node:path'

const PROGRAM = resolve('node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil')
const START_MS = 20_000

/** A local chain that lives as long as a test. */
export interface Anvil {
  /** As in `http://127.0.0.1:40063`. */
  readonly url: string
  /** The result of a JSON-RPC call. @throws Error with the node's message */
  call(method: string, ...params: readonly unknown[]): Promise<unknown>
  stop(): Promise<void>
}

/** Whether there is an anvil for this machine; where there is none, the run says that its tests were skipped. */
export function hasAnvil(): boolean {
  if (existsSync(PROGRAM)) return true
  console.warn(`SKIPPED tests with a local chain: no ${PROGRAM}`)
  return false
}

/**
 * Starts a chain on 127.0.0.1, on a port that is free. Who starts it stops it, also where the test fails.
 *
 * @param args - For anvil, as in `['--hardfork', 'london', '--no-mining']`.
 */
export async function startAnvil(...args: readonly string[]): Promise<Anvil> {
  const child = spawn(PROGRAM, ['--host', '127.0.0.1', '--port', '0', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const kill = (): boolean => child.kill('SIGKILL')
  process.once('exit', kill)
  try {
    const url = `http://${await readPlace(child)}`
    return { url, call: (method, ...params) => call(url, { method, params }), stop: () => stop(child, kill) }
  } catch (error) {
    await stop(child, kill)
    throw error
  }
}

/** Host and port, which anvil prints last of all when it starts. */
async function readPlace(child: ChildProcess): Promise<string> {
  let output = ''
  return new Promise((found, fail) => {
    const late = setTimeout(() => fail(new Error(`anvil does not start: ${output}`)), START_MS)
    const read = (chunk: Buffer): void => {
      output += chunk.toString()
      const place = /Listening on (127\.0\.0\.1:\d+)/.exec(output)?.[1]
      if (place === undefined) return
      clearTimeout(late)
      output = ''
      found(place)
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('exit', (code) => fail(new Error(`anvil ended with ${code}: ${output}`)))
  })
}

async function stop(child: ChildProcess, kill: () => boolean): Promise<void> {
  process.removeListener('exit', kill)
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  kill()
  await gone
}

interface Call {
  readonly method: string
  readonly params: readonly unknown[]
}

async function call(url: string, { method, params }: Call): Promise<unknown> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
  const text = await new Promise<string>((found, fail) => {
    const headers = { 'content-type': 'application/json' }
    const sent = request(url, { method: 'POST', headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => found(Buffer.concat(chunks).toString()))
      response.on('error', fail)
    })
    sent.on('error', fail)
    sent.end(body)
  })
  const { result, error } = JSON.parse(text) as { result?: unknown; error?: { message: string } }
  if (error === undefined) return result
  throw new Error(`${method}: ${error.message}`)
}
