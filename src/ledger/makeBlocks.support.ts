import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { BitcoinNetwork } from '../chain/index.ts'
import { merkleRoot, reversed, sha256d, textOf, u32, u64 } from './blockBytes.support.ts'

const { regtest } = BitcoinNetwork

/** A block made for a test, mined on the rules of regtest. */
export interface MadeBlock {
  readonly bytes: Buffer
  readonly hash: string
}

/** A transaction made for a test. */
export interface MadeTx {
  readonly bytes: Buffer
  readonly txid: string
}

export interface TxPlan {
  /** Outpoints that it spends. */
  readonly spends: readonly { readonly txid: string; readonly place: number }[]
  readonly pays: readonly { readonly valueSat: number; readonly script: Buffer }[]
}

/** Real blocks, undefined where the data are not here: then the run says so. */
export function readBlocks(name: string): Buffer | undefined {
  const path = resolve('../shared/data/bitcoin', name)
  if (existsSync(path)) return readFileSync(path)
  console.warn(`SKIPPED real blocks: no ${path}`)
  return undefined
}

/** A script that pays to a made-up key's hash. */
export function payTo(person: number): Buffer {
  return Buffer.concat([Buffer.from([0, 20]), Buffer.alloc(20, person)])
}

export function makeTx({ spends, pays }: TxPlan): MadeTx {
  const inputs = spends.map(({ txid, place }) => Buffer.concat([reversed(txid), u32(place), Buffer.from([0]), u32(7)]))
  return toTx(inputs, pays)
}

/** Coinbases with the same script, in latin1, and the same payments are the same transaction. */
export function makeCoinbase(text: string, pays: TxPlan['pays']): MadeTx {
  const script = Buffer.from(text, 'latin1')
  const input = Buffer.concat([
    Buffer.alloc(32),
    u32(0xffffffff),
    Buffer.from([script.length]),
    script,
    u32(0xffffffff),
  ])
  return toTx([input], pays)
}

/** Mines a block on another one; on nothing it is the first of all. */
export function mineBlock(previous: MadeBlock | undefined, txs: readonly MadeTx[], timeSec = 1_400_000_000): MadeBlock {
  const ids = txs.map(({ txid }) => reversed(txid))
  const before = previous === undefined ? Buffer.alloc(32) : reversed(previous.hash)
  const head = Buffer.concat([u32(1), before, merkleRoot(ids), u32(timeSec), u32(0x207fffff), u32(0)])
  for (let nonce = 0; ; nonce++) {
    head.writeUInt32LE(nonce, 76)
    const hash = sha256d(head)
    if ((hash[31] as number) >= 0x7f) continue
    const bytes = Buffer.concat([head, Buffer.from([txs.length]), ...txs.map((tx) => tx.bytes)])
    return { bytes, hash: textOf(hash) }
  }
}

/** So many blocks on another one; each pays 50 coins to a person, and `plan` adds transactions to a block. */
export function mineChain(
  count: number,
  { on, name = 'a', plan = () => [] }: { on?: MadeBlock; name?: string; plan?: (i: number) => readonly MadeTx[] } = {},
): MadeBlock[] {
  const blocks: MadeBlock[] = []
  for (let i = 0; i < count; i++) {
    const coinbase = coinbaseOf(i, name)
    blocks.push(mineBlock(blocks.at(-1) ?? on, [coinbase, ...plan(i)]))
  }
  return blocks
}

/** The coinbase of the block at a place of `mineChain`. */
export function coinbaseOf(i: number, name = 'a'): MadeTx {
  return makeCoinbase(`\u0009 ${name}${i}`, [{ valueSat: 5_000_000_000, script: payTo(i % 5) }])
}

/** Blocks as records of a node's file. */
export function toRecords(
  blocks: readonly { readonly bytes: Buffer }[],
  magic: readonly number[] = regtest.magic,
): Buffer {
  return Buffer.concat(blocks.flatMap(({ bytes }) => [Buffer.from(magic), u32(bytes.length), bytes]))
}

/** The blocks of a node's file. */
export function splitRecords(file: Buffer): { readonly bytes: Buffer }[] {
  const blocks: { bytes: Buffer }[] = []
  for (let at = 0; at + 8 <= file.length; ) {
    const end = at + 8 + file.readUInt32LE(at + 4)
    if (end > file.length) break
    blocks.push({ bytes: file.subarray(at + 8, end) })
    at = end
  }
  return blocks
}

function toTx(inputs: readonly Buffer[], pays: TxPlan['pays']): MadeTx {
  const outputs = pays.map(({ valueSat, script }) =>
    Buffer.concat([u64(valueSat), Buffer.from([script.length]), script]),
  )
  const lists = [Buffer.from([inputs.length]), ...inputs, Buffer.from([outputs.length]), ...outputs]
  const bytes = Buffer.concat([u32(1), ...lists, u32(0)])
  return { bytes, txid: textOf(sha256d(bytes)) }
}
