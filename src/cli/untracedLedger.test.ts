import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { type Anvil, hasAnvil, startAnvil } from '../startAnvil.support.ts'
import { run } from './main.ts'
import { CHAIN, pay } from './watchingServer.support.ts'

interface Call {
  readonly id: number
  readonly method: string
  readonly params: readonly unknown[]
}

interface Refusal {
  readonly code: number
  readonly message: string
}

const MISSING = 'what contracts paid of the native asset there is missing'
const HEIGHT = 3
const isTrace = ({ method }: Call): boolean => method === 'trace_block' || method === 'debug_traceBlockByHash'

describe.skipIf(!hasAnvil())('a ledger that no node told the calls inside of transactions', () => {
  let anvil: Anvil
  let accounts: string[]
  beforeAll(async () => {
    anvil = await startAnvil()
    accounts = (await anvil.call('eth_accounts')) as string[]
    for (const to of [1, 2, 3]) await pay(anvil, accounts[to - 1] as string, accounts[to] as string, to)
  })
  afterAll(() => anvil.stop())

  /** A way to the node on which some calls are refused. */
  async function refuse(refusalOf: (call: Call) => Refusal | undefined): Promise<string> {
    const answer = async (call: Call): Promise<object> => {
      const error = refusalOf(call)
      const told = error === undefined ? { result: await anvil.call(call.method, ...call.params) } : { error }
      return { jsonrpc: '2.0', id: call.id, ...told }
    }
    const server = createServer((request, response) => {
      void json(request).then(async (asked) => {
        const calls = asked as Call | Call[]
        const answers = Array.isArray(calls) ? await Promise.all(calls.map(answer)) : await answer(calls)
        response.setHeader('content-type', 'application/json').end(JSON.stringify(answers))
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  /** A folder that has followed the chain of a node. */
  async function follow(url: string): Promise<string> {
    const folder = mkdtempSync(join(tmpdir(), 'lazaretto-untraced-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    await lazaretto('sync', '--rpc', url, '--chain', CHAIN, '--store', folder)
    return folder
  }

  it('says so wherever it is read', async () => {
    const url = await refuse((call) => (isTrace(call) ? { code: -32_601, message: 'Method not found' } : undefined))
    const folder = await follow(url)
    const at = ['--chain', CHAIN, '--store', folder]
    const range = { first: 1, last: HEIGHT }
    expect(await lazaretto('store', 'info', '--store', folder)).toContain(`told for blocks 1..${HEIGHT}: ${MISSING}`)
    const info = JSON.parse(await lazaretto('store', 'info', '--json', '--store', folder)) as object[]
    expect(info).toContainEqual({ chain: CHAIN, untraced_from: range.first, untraced_to: range.last })
    const trace = ['trace', '--seed', accounts[1] as string, ...at]
    const page = join(folder, 'trace.html')
    expect(await lazaretto(...trace, '--html', page)).toContain(MISSING)
    expect(readFileSync(page, 'utf8')).toContain(MISSING)
    const report = JSON.parse(await lazaretto(...trace, '--json')) as { ledger: { untraced: unknown } }
    expect(report.ledger.untraced).toEqual([range])
    expect(await lazaretto('timeline', accounts[1] as string, ...at)).toContain(MISSING)
    expect(await lazaretto('watch', 'run', '--once', '--rpc', url, ...at)).toContain(MISSING)
  }, 120_000)

  it('keeps the hole of a block of which the node has the state no more, and asks for the next one', async () => {
    const { hash } = (await anvil.call('eth_getBlockByNumber', '0x2', false)) as { hash: string }
    const isPruned = ({ params: [block] }: Call): boolean => block === '0x2' || block === hash
    const gone = { code: -32_000, message: 'missing trie node 0123 (path )' }
    const folder = await follow(await refuse((call) => (isTrace(call) && isPruned(call) ? gone : undefined)))
    const info = JSON.parse(await lazaretto('store', 'info', '--json', '--store', folder)) as object[]
    expect(info.filter((row) => 'untraced_from' in row)).toEqual([{ chain: CHAIN, untraced_from: 2, untraced_to: 2 }])
    expect(await lazaretto('store', 'info', '--store', folder)).toContain(`told for block 2: ${MISSING}`)
  }, 120_000)

  it('says nothing where all of it was told', async () => {
    const folder = await follow(anvil.url)
    expect(await lazaretto('store', 'info', '--store', folder)).not.toContain('calls inside')
    const seed = ['--seed', accounts[1] as string, '--chain', CHAIN]
    const trace = await lazaretto('trace', ...seed, '--json', '--store', folder)
    expect((JSON.parse(trace) as { ledger: object }).ledger).not.toHaveProperty('untraced')
  }, 120_000)
})

/** What a command says: to people on both streams, or as JSON alone. */
async function lazaretto(...args: readonly string[]): Promise<string> {
  let said = ''
  const stdout = { write: (text: string) => (said += text) }
  const stderr = { write: (text: string) => (args.includes('--json') ? text : (said += text)) }
  expect(await run(['node', 'lazaretto', ...args], { stdout, stderr, env: {} }), said).toBe(0)
  return said
}
