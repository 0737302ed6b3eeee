import { BitcoinBlock, BitcoinNetwork, BlockHeader, type ChainId } from '../../chain/index.ts'
import type { BlockRef, UtxoBlock, UtxoSource } from '../ChainSource.ts'
import { type MadeBlock, type MadeTx, makeCoinbase, makeTx, mineBlock, payTo } from '../makeBlocks.support.ts'
import { queryRows, type Store } from '../store/Store.ts'

export const CHAIN: ChainId.ChainId = BitcoinNetwork.regtest.chain

/** A mined block, and the outputs that can be spent behind it. */
export interface TreeBlock extends MadeBlock {
  readonly height: number
  readonly unspent: readonly Coin[]
}

interface Coin {
  readonly txid: string
  readonly place: number
  readonly valueSat: number
}

/** A source of the blocks of one branch: the one that was shown last. */
export interface ShownBranch {
  readonly source: UtxoSource
  show(branch: readonly MadeBlock[]): void
  /** What the source has been asked, to be changed by tests that let it misbehave. */
  onAsk: (question: string) => void
}

/** A source whose first block has the height `first`. */
export function createBranch(chain: ChainId.ChainId = CHAIN, first = 0): ShownBranch {
  let branch: readonly MadeBlock[] = []
  const at = (height: number): MadeBlock | undefined => branch[height - first]
  const refAt = (height: number): BlockRef => ({ height, hash: `0x${at(height)?.hash}` })
  const shown: ShownBranch = {
    onAsk: () => undefined,
    show: (blocks) => void (branch = blocks),
    source: {
      chain,
      findHead: async () => refAt(first + branch.length - 1),
      findFinal: async () => undefined,
      async findBlock(height) {
        shown.onAsk(`block ${height}`)
        const block = at(height)
        return block === undefined ? undefined : toUtxoBlock(block.bytes, height)
      },
      async findHash(height) {
        shown.onAsk(`hash ${height}`)
        return at(height) === undefined ? undefined : refAt(height).hash
      },
    },
  }
  return shown
}

/** A block as a source gives it. */
export function toUtxoBlock(bytes: Uint8Array, height: number): UtxoBlock {
  const { hash, previous, timeSec, bits } = BlockHeader.decode(bytes)
  const checked = BitcoinBlock.createReader()(bytes)
  return { ...checked, height, hash: `0x${hash}`, previous: `0x${previous}`, timeSec, bits }
}

/** Numbers that a test's seed decides: from 0 to below `end`. */
export type Dice = (end: number) => number

/** Numbers that come from a seed alone. */
export function createDice(seed: number): Dice {
  let state = seed | 0
  return (end) => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    const mixed = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d)
    return ((mixed ^ (mixed >>> 12)) >>> 0) % end
  }
}

/** A branch with so many more blocks. */
export function growBranch(path: readonly TreeBlock[], count: number, dice: Dice): TreeBlock[] {
  const blocks = [...path]
  for (let i = 0; i < count; i++) blocks.push(growBlock(blocks.at(-1), dice))
  return blocks
}

/**
 * Mines a block that spends some of what can be spent, in chains of transactions, to scripts that are known and to new ones.
 * Now and then its coinbase is that of another block: then its id means the later one.
 */
function growBlock(parent: TreeBlock | undefined, dice: Dice): TreeBlock {
  const height = parent === undefined ? 0 : parent.height + 1
  const coinbase = makeTreeCoinbase(height, dice)
  const coins = (parent?.unspent ?? []).filter(({ txid }) => txid !== coinbase.txid)
  const txs: MadeTx[] = []
  for (let i = dice(4); i > 0 && coins.length > 0; i--) txs.push(spendSome(coins, dice))
  const block = mineBlock(parent, [coinbase, ...txs], 1_400_000_000 + 600 * height)
  coins.push({ txid: coinbase.txid, place: 0, valueSat: COINBASE_SAT })
  return { ...block, height, unspent: coins }
}

const COINBASE_SAT = 5_000_000_000

/** A ledger that begins above the first of two equal coinbases cannot tell them apart. */
export const TWINS_ABOVE = 5

function makeTreeCoinbase(height: number, dice: Dice): MadeTx {
  if (height > TWINS_ABOVE && dice(6) === 0)
    return makeCoinbase(`twin ${dice(3)}`, [{ valueSat: COINBASE_SAT, script: payTo(1) }])
  return makeCoinbase(`block ${height} ${dice(1e9)}`, [{ valueSat: COINBASE_SAT, script: scriptOf(dice) }])
}

/** Takes one or two coins, and puts in what they were made into. */
function spendSome(coins: Coin[], dice: Dice): MadeTx {
  const spends = Array.from({ length: Math.min(1 + dice(2), coins.length) }, () => {
    return coins.splice(dice(coins.length), 1)[0] as Coin
  })
  const valueSat = Math.floor(spends.reduce((sum, coin) => sum + coin.valueSat, 0) / 2)
  const pays = [0, 1].map(() => ({ valueSat, script: scriptOf(dice) }))
  const tx = makeTx({ spends, pays })
  coins.push(...pays.map((_, place) => ({ txid: tx.txid, place, valueSat })))
  return tx
}

/** Of five people, or of one who is named once. */
function scriptOf(dice: Dice): Buffer {
  const script = payTo(dice(5))
  if (dice(2) === 0) script.writeUInt32LE(dice(2 ** 32), 10)
  return script
}

/** All that a ledger of blocks says, without the ids of scripts: two ledgers of the same chain have the same. */
export async function dumpBlocks(store: Store): Promise<string[]> {
  const parts = [
    'SELECT caip2, height, time_sec, hex(hash), hex(previous), bits FROM block b JOIN chain c ON c.id = b.chain ORDER BY ALL',
    'SELECT t.* EXCLUDE (txid), hex(txid) FROM tx t ORDER BY ALL',
    `SELECT i.*, hex(t.txid), o.id - t.first_output FROM input i LEFT JOIN output o ON o.chain = i.chain AND o.id = i.spends
       LEFT JOIN tx t ON t.chain = o.chain AND t.id = o.tx ORDER BY ALL`,
    `SELECT o.* EXCLUDE (owner), hex(key), s.spender FROM output o JOIN address a ON a.chain = o.chain AND a.id = o.owner
       JOIN spending s ON s.chain = o.chain AND s.output = o.id ORDER BY ALL`,
    'SELECT * EXCLUDE (txid), hex(txid) FROM missing ORDER BY ALL',
    'SELECT chain, hex(key), hex(alias) FROM address ORDER BY ALL',
    'SELECT chain, height, hex(hash) AS cursor FROM cursor ORDER BY ALL',
  ]
  const lines: string[] = []
  for (const sql of parts) lines.push(...(await queryRows(store, sql)).map((row) => JSON.stringify(row)))
  return lines
}
