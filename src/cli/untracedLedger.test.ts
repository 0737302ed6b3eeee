import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import {
  account,
  type FakeCall,
  FakeError,
  HEIGHT,
  makeChain,
  type Recording,
  record,
  startFakeNode,
} from '../recordedNode.support.ts'
import { hasAnvil, startAnvil } from '../startAnvil.support.ts'
import { run } from './main.ts'

const isTrace = ({ method }: FakeCall): boolean => method === 'trace_block' || method === 'debug_traceBlockByHash'
const MISSING = 'what contracts paid of the native asset there is missing'

describe.skipIf(!hasAnvil())('a ledger that no node told the calls inside of transactions', () => {
  let recording: Recording
  beforeAll(async () => {
    const anvil = await startAnvil('--chain-id', '1')
    try {
      await makeChain(anvil)
      recording = await record(anvil, HEIGHT)
    } finally {
      await anvil.stop()
    }
  })

  /** A folder, followed from a node that refuses some calls. */
  async function follow(refuse: (call: FakeCall) => FakeError | undefined): Promise<{ folder: string; url: string }> {
    const node = await startFakeNode(recording, {
      answer(call, truth) {
        const refusal = refuse(call)
        if (refusal !== undefined) throw refusal
        return truth
      },
    })
    const folder = mkdtempSync(join(tmpdir(), 'lazaretto-untraced-'))
    onTestFinished(() => {
      node.stop()
      rmSync(folder, { recursive: true })
    })
    await lazaretto('sync', '--rpc', node.url, '--store', folder)
    return { folder, url: node.url }
  }

  it('says so wherever it is read', async () => {
    const { folder, url } = await follow((call) =>
      isTrace(call) ? new FakeError(-32_601, 'no such method') : undefined,
    )
    expect(await lazaretto('store', 'info', '--store', folder)).toContain(
      'ethereum: calls inside of transactions were not',
    )
    const info = JSON.parse(await lazaretto('store', 'info', '--json', '--store', folder)) as object[]
    expect(info).toContainEqual({ chain: 'eip155:1', untraced_from: expect.any(Number) as number, untraced_to: HEIGHT })
    const trace = ['trace', '--seed', account(0x20), '--asset', 'ETH', '--store', folder]
    const page = join(folder, 'trace.html')
    expect(await lazaretto(...trace, '--html', page)).toContain(MISSING)
    expect(readFileSync(page, 'utf8')).toContain(MISSING)
    const report = JSON.parse(await lazaretto(...trace, '--json')) as { ledger: { untraced: unknown } }
    expect(report.ledger.untraced).toEqual([{ first: expect.any(Number) as number, last: HEIGHT }])
    expect(await lazaretto('timeline', account(1), '--store', folder)).toContain(MISSING)
    expect(await lazaretto('watch', 'run', '--once', '--rpc', url, '--store', folder)).toContain(MISSING)
  }, 60_000)

  it('keeps the hole of a block of which the node has the state no more, and asks for the next one', async () => {
    const pruned = recording.blocks[2]?.block.hash
    const isPruned = ({ params: [block] }: FakeCall): boolean => block === '0x2' || block === pruned
    const gone = new FakeError(-32_000, 'missing trie node 0123 (path )')
    const { folder } = await follow((call) => (isTrace(call) && isPruned(call) ? gone : undefined))
    const info = JSON.parse(await lazaretto('store', 'info', '--json', '--store', folder)) as object[]
    expect(info.filter((row) => 'untraced_from' in row)).toEqual([
      { chain: 'eip155:1', untraced_from: 2, untraced_to: 2 },
    ])
    expect(await lazaretto('store', 'info', '--store', folder)).toContain(`told for block 2: ${MISSING}`)
  }, 60_000)

  it('says nothing where all of it was told', async () => {
    const { folder } = await follow(() => undefined)
    expect(await lazaretto('store', 'info', '--store', folder)).not.toContain('calls inside')
    const trace = await lazaretto('trace', '--seed', account(0x20), '--asset', 'ETH', '--json', '--store', folder)
    expect((JSON.parse(trace) as { ledger: object }).ledger).not.toHaveProperty('untraced')
  }, 60_000)
})

async function lazaretto(...args: readonly string[]): Promise<string> {
  let said = ''
  const stdout = { write: (text: string) => (said += text) }
  const stderr = { write: (text: string) => (args.includes('--json') ? text : (said += text)) }
  expect(await run(['node', 'lazaretto', ...args], { stdout, stderr, env: {} }), said).toBe(0)
  return said
}
