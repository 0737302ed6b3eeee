import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BitcoinNetwork } from '../../../chain/index.ts'
import {
  coinbaseOf,
  type FakeBitcoind,
  type MadeBlock,
  makeTx,
  mineChain,
  payTo,
  regtestGenesis,
  startFakeBitcoind,
} from '../../../madeBitcoin.support.ts'
import { run } from '../../main.ts'

const chain = BitcoinNetwork.regtest.chain
const folder = mkdtempSync(join(tmpdir(), 'lazaretto-watch-'))
let node: FakeBitcoind

const theft = makeTx({
  spends: [{ txid: coinbaseOf(0).txid, place: 0 }],
  pays: [{ valueSat: 3_000_000_000, script: payTo(20) }],
})
const move = makeTx({
  spends: [{ txid: theft.txid, place: 0 }],
  pays: [{ valueSat: 2_900_000_000, script: payTo(21) }],
})

/** Blocks on the first of regtest: the theft is in the second of them, the move in the one that is named. */
function blocksWith(movedIn: number, count: number, name: string): MadeBlock[] {
  const shared = mineChain(2, { on: regtestGenesis, plan: (i) => (i === 1 ? [theft] : []) })
  const on = shared.at(-1) as MadeBlock
  const plan = (i: number): readonly (typeof move)[] => (i === movedIn ? [move] : [])
  return [regtestGenesis, ...shared, ...mineChain(count, { on, name, plan })]
}

beforeAll(async () => {
  node = await startFakeBitcoind(blocksWith(-1, 0, 'x'))
})

afterAll(() => {
  node.stop()
  rmSync(folder, { recursive: true })
})

async function lazaretto(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', '']
  const stdout = { write: (text: string) => (out += text) }
  const stderr = { write: (text: string) => (err += text) }
  const code = await run(['node', 'lazaretto', ...args, '--store', folder], { stdout, stderr, env: {} })
  return { code, out, err }
}

const watchOnce = (): ReturnType<typeof lazaretto> =>
  lazaretto('watch', 'run', '--rpc', node.url, '--chain', chain, '--from', '0', '--once', '--json')

const rulesIn = (out: string): string[] =>
  out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { rule: string }).rule)

describe('watch on Bitcoin', () => {
  it('raises the alarm over a node, and again where a reorganisation moves the move', async () => {
    const seed = `${theft.txid}:0`
    const added = await lazaretto('watch', 'add', 'a wallet', '--chain', chain, '--seed', seed, '--by', 'alice')
    expect(added).toMatchObject({ code: 0 })
    expect(await watchOnce()).toMatchObject({ code: 0 })

    node.chain.replace(blocksWith(0, 1, 'a'))
    const told = await watchOnce()
    expect(rulesIn(told.out)).toEqual(['moves'])
    expect(JSON.parse(told.out)).toMatchObject({ tx: `0x${move.txid}`, block: { height: 3 } })

    node.chain.replace(blocksWith(1, 2, 'b'))
    const again = await watchOnce()
    expect(again.err).toContain('1 alerts stand no more')
    expect(rulesIn(again.out)).toEqual(['moves'])
    expect(JSON.parse(again.out)).toMatchObject({
      id: (JSON.parse(told.out) as { id: string }).id,
      block: { height: 4 },
    })
    expect((await watchOnce()).out).toBe('')
  })
})
