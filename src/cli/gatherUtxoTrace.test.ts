import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { ChainId } from '../chain/index.ts'
import { importBlocks, openStore } from '../ledger/index.ts'
import type { TraceReport } from '../trace/index.ts'
import { type FakeEsploraTxs, serveEsploraTxs } from './fakeEsploraTxs.support.ts'
import {
  BLOCKS,
  COIN,
  ENDS,
  endsOf,
  gather,
  isHere,
  MERGED,
  openCase,
  openFolder,
  readReal,
  trace,
} from './gatherUtxo.support.ts'
import { run } from './main.ts'

const chain = ChainId.parse('bitcoin')
const program = new URL('./main.support.ts', import.meta.url).pathname

/** What differs between single transactions and whole blocks, and should: how much the ledger has, and where fees end. */
const withoutLedger = ({ ledger: _, rule: { name }, destinations, ...rest }: TraceReport): unknown => ({
  ...rest,
  name,
  destinations: destinations.map(({ inflow: __, ...destination }) => destination),
})

/** The transactions, scripts and addresses that were asked about more than once in the same way. */
const listRepeated = (...servers: readonly FakeEsploraTxs[]): string[] => {
  const asked = servers.flatMap((server) => server.asked).filter((path) => /^\/(tx|scripthash|address)\//.test(path))
  const repeated = asked.filter((path, i) => asked.indexOf(path) < i)
  return [...new Set(repeated.map((path) => path.split('/')[2] as string))]
}

describe.skipIf(!isHere)('the 50 bitcoin of block 9, from an explorer', () => {
  it('end as they do in the blocks, under every rule', async () => {
    const store = await openCase()
    const server = await serveEsploraTxs(readReal())
    expect(await gather({ store, server, rule: 'poison' })).toMatchObject({
      waiting: [],
      hubs: [],
      pending: [],
      unspent: 5,
    })
    const whole = await openCase()
    await importBlocks(whole, [BLOCKS], { chain, strict: false, onProgress: () => {} })
    for (const rule of ['fifo', 'haircut', 'poison', 'lifo', 'tiho'] as const) {
      const [found, expected] = [await trace(store, { rule }), await trace(whole, { rule })]
      expect(withoutLedger(found)).toEqual(withoutLedger(expected))
    }
    expect(endsOf(await trace(store, { rule: 'fifo' }))).toEqual(ENDS)
    expect(endsOf(await trace(store, { rule: 'haircut' }))).toEqual(ENDS)
    expect(endsOf(await trace(store, { rule: 'poison' }))).toEqual({ ...ENDS, [MERGED]: 6_100_000_000n })
    expect([listRepeated(server), server.asked.length < 60]).toEqual([[], true])
  }, 120_000)

  it('are asked for once, but for the transaction at which it was cut off', async () => {
    for (const cut of [3, 26, 41]) {
      const store = await openCase()
      const broken = await serveEsploraTxs(readReal(), ({ turn, response }) => {
        if (turn < cut) return undefined
        response.destroy()
        return 'sent'
      })
      await expect(gather({ store, server: broken })).rejects.toMatchObject({ code: 'LZ_NET_CONNECT' })
      broken.asked.splice(cut - 1)
      const server = await serveEsploraTxs(readReal())
      expect(await gather({ store, server })).toMatchObject({ read: 10, unspent: 5 })
      expect(endsOf(await trace(store))).toEqual(ENDS)
      expect(listRepeated(broken, server).length).toBeLessThan(2)
    }
  }, 120_000)

  it('are asked for once by a program that was killed', async () => {
    const folder = openFolder()
    const ref: { kill?: () => void } = {}
    const broken = await serveEsploraTxs(readReal(), ({ turn }) => {
      if (turn < 30) return undefined
      ref.kill?.()
      return 'sent'
    })
    const source = ['--chain', 'bitcoin', '--source', 'esplora', '--source-url', broken.url]
    const args = ['--import', './scripts/loadSources.mjs', program, 'trace', ...source]
    const child = spawn(process.execPath, [...args, '--seed', COIN, '--store', folder], { stdio: 'ignore' })
    ref.kill = () => void child.kill('SIGKILL')
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL'])
    broken.asked.splice(29)
    const server = await serveEsploraTxs(readReal())
    const store = await openStore(folder, { mode: 'write' })
    try {
      // By a clock that is behind the program's, so that what it heard is not too old.
      expect(await gather({ store, server, laterSec: -1_000_000_000 })).toMatchObject({ read: 10, unspent: 5 })
      expect(endsOf(await trace(store))).toEqual(ENDS)
    } finally {
      store.close()
    }
    expect(listRepeated(broken, server).length).toBeLessThan(2)
  }, 120_000)

  it('is one command', async () => {
    const server = await serveEsploraTxs(readReal())
    const folder = openFolder()
    let [out, err] = ['', '']
    const streams = {
      stdout: { write: (text: string) => (out += text) },
      stderr: { write: (text: string) => (err += text) },
    }
    const source = ['--source', 'esplora', '--source-url', server.url]
    const args = ['--chain', 'bitcoin', '--seed', COIN, '--rule', 'fifo', '--store', folder, '--json']
    expect(await run(['node', 'lazaretto', 'trace', ...source, ...args], { ...streams, env: {} })).toBe(0)
    expect(err).toBe(
      "fetched 10 of 10 transactions from esplora, each proved by its block\n  unspent by the explorer's word, which nothing can prove: 5 outputs\n",
    )
    const first = out
    expect(JSON.parse(first)).toMatchObject({ statement: [{ kind: 'held', amount: '5000000000' }] })
    out = ''
    expect(await run(['node', 'lazaretto', 'trace', ...args], { ...streams, env: {} })).toBe(0)
    expect(out).toBe(first)
  }, 120_000)
})
