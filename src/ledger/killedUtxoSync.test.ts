import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BitcoinNetwork } from '../chain/index.ts'
import { compileProgram, runProgram, startProgram } from '../program.support.ts'
import { readBlocks, splitRecords, toRecords } from './makeBlocks.support.ts'
import { regtestGenesis } from './source/bitcoin/FakeChain.support.ts'
import { type FakeBitcoind, startFakeBitcoind } from './source/bitcoind/fakeBitcoind.support.ts'
import { startFakeEsplora } from './source/esplora/fakeEsplora.support.ts'
import { openStore } from './store/Store.ts'
import { createDice, dumpBlocks, growBranch, type TreeBlock } from './sync/blockTree.support.ts'

const real = readBlocks('blk00000-first-4522-blocks.dat')
const COIN = '0437cd7f8525ceed2324359c2d0ba26006d92d856a9c20fa0241106ee5a597c9:0'
const { main, regtest } = BitcoinNetwork

/** What a node does when it has been asked so often. */
let atQuestion: { left: number; act: () => void } | undefined

function startNode(blocks: readonly { readonly bytes: Buffer }[]): Promise<FakeBitcoind> {
  return startFakeBitcoind(blocks, {
    send() {
      if (atQuestion !== undefined && --atQuestion.left === 0) atQuestion.act()
      return false
    },
  })
}

describe('a sync of Bitcoin', () => {
  let program = ''
  const folder = mkdtempSync(join(tmpdir(), 'lazaretto-killed-'))
  const place = (name: string): string => join(folder, name)
  const start = (store: string, chain: string, node: FakeBitcoind) =>
    startProgram(program, ['sync', '--chain', chain, '--rpc', node.url, '--store', place(store)])
  const dump = async (name: string): Promise<string[]> => {
    const store = await openStore(place(name), { mode: 'write' })
    const lines = await dumpBlocks(store)
    store.close()
    return lines
  }
  const trace = (store: string): string =>
    runProgram(program, [
      'trace',
      '--chain',
      'bitcoin',
      '--seed',
      COIN,
      '--rule',
      'fifo',
      '--json',
      '--store',
      place(store),
    ])

  beforeAll(() => {
    program = compileProgram()
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('that is killed again and again, while the chain changes, ends as one that was left alone', async () => {
    const dice = createDice(Number(process.env['LAZARETTO_SEED'] ?? 1))
    let path: TreeBlock[] = growBranch([{ ...regtestGenesis, height: 0, unspent: [] }], 60, dice)
    const node = await startNode(path)
    const ends: unknown[] = []
    for (let kills = Number(process.env['LAZARETTO_KILLS'] ?? 4); kills > 0; kills--) {
      const { child, end } = start('killed', regtest.chain, node)
      const waitMs = dice(60)
      atQuestion = { left: 2 + dice(12), act: () => void setTimeout(waitMs).then(() => child.kill('SIGKILL')) }
      ends.push(await end)
      path = growBranch(path.slice(0, Math.max(1, path.length - dice(20))), 5 + dice(40), dice)
      node.chain.replace(path)
    }
    atQuestion = undefined
    expect(ends).toContain('SIGKILL')
    expect(await start('killed', regtest.chain, node).end).toBe(0)
    expect(await start('clean', regtest.chain, node).end).toBe(0)
    node.stop()
    expect(await dump('killed')).toEqual(await dump('clean'))
  }, 3_600_000)

  it('from an explorer is the same, and is told by store info', async () => {
    const path = growBranch([{ ...regtestGenesis, height: 0, unspent: [] }], 12, createDice(2))
    const [node, explorer] = [await startNode(path), await startFakeEsplora(path)]
    expect(await start('of-node', regtest.chain, node).end).toBe(0)
    const args = ['--source', 'esplora', '--source-url', explorer.url, '--store', place('of-explorer')]
    expect(await startProgram(program, ['sync', '--chain', regtest.chain, ...args]).end).toBe(0)
    for (const server of [node, explorer]) server.stop()
    expect(await dump('of-explorer')).toEqual(await dump('of-node'))
    const info = JSON.parse(runProgram(program, ['store', 'info', '--json', '--store', place('of-node')])) as unknown[]
    const cursor = { chain: regtest.chain, followed_to: 12, hash: `0x${path[12]?.hash}`, final_to: null }
    expect(info).toContainEqual(cursor)
  }, 120_000)

  it.skipIf(real === undefined)(
    'reads what a file of the same blocks has, and behind a file the rest',
    async () => {
      const blocks = splitRecords(real as Buffer)
      writeFileSync(place('some.dat'), toRecords(blocks.slice(0, 3000), main.magic))
      writeFileSync(place('all.dat'), real as Buffer)
      const node = await startNode(blocks)
      for (const [file, store] of [
        ['all.dat', 'file'],
        ['some.dat', 'behind'],
      ] as const) {
        expect(await startProgram(program, ['import', place(file), '--store', place(store)]).end).toBe(0)
      }
      for (const store of ['node', 'behind']) expect(await start(store, 'bitcoin', node).end).toBe(0)
      node.stop()
      const cursor = JSON.stringify({ chain: 1, height: 4521 }).slice(0, -1)
      const followed = await dump('node')
      expect(followed.filter((line) => line.startsWith(cursor))).toHaveLength(1)
      expect(await dump('behind')).toEqual(followed)
      expect(await dump('file')).toEqual(followed.filter((line) => !line.startsWith(cursor)))
      expect(trace('node')).toBe(trace('file'))
    },
    300_000,
  )
})
