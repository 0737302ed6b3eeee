import { BitcoinNetwork, BitcoinScript } from '../chain/index.ts'
import { merkleRoot, reversed, sha256d, textOf, u16, u32, u64 } from '../madeBitcoin.support.ts'

/** A transaction of a test: the outpoints (`txid:place`) that it spends, and persons with satoshi. */
export interface MinedTx {
  readonly raw: Buffer
  readonly txid: string
}

export type Pay = readonly [person: number, valueSat: number]

const { regtest } = BitcoinNetwork

/** A script of a made-up key. */
export function scriptOf(person: number): Buffer {
  return Buffer.concat([Buffer.from([0, 20]), Buffer.alloc(18, 7), u16(person)])
}

export function addressOf(person: number): string {
  return BitcoinScript.findAddress(scriptOf(person), regtest) ?? ''
}

export function makeTx(spends: readonly string[], pays: readonly Pay[]): MinedTx {
  const inputs = spends.map((outpoint) => {
    const [txid = '', place] = outpoint.split(':')
    return Buffer.concat([reversed(txid), u32(Number(place)), Buffer.from([0]), u32(7)])
  })
  return toTx(inputs, pays)
}

const GENESIS_TX =
  '01000000010000000000000000000000000000000000000000000000000000000000000000ffffffff4d04ffff001d0104455468652054696d65732030332f4a616e2f32303039204368616e63656c6c6f72206f6e206272696e6b206f66207365636f6e64206261696c6f757420666f722062616e6b73ffffffff0100f2052a01000000434104678afdb0fe5548271967f1a67130b7105cd6a828e03909a67962e0ea1f61deb649f6bc3f4cef38c4f35504e51ec112de5c384df7ba0b8d578a4c702b6bf11d5fac00000000'

/** The first block of regtest. @source https://github.com/bitcoin/bitcoin/blob/master/src/kernel/chainparams.cpp */
const GENESIS = mineBlock(undefined, [toMined(Buffer.from(GENESIS_TX, 'hex'))], { timeSec: 1_296_688_602, nonce: 2 })

/** Blocks of regtest, from the first of all on; each pays 50 coins and what it is given in fees to a person. */
export class MinedChain {
  readonly blocks: { readonly bytes: Buffer; readonly hash: string }[] = [GENESIS]

  /** Mines a block. Returns its coinbase's only output. */
  mine(txs: readonly MinedTx[] = [], choice: { readonly person?: number; readonly version?: number } = {}): string {
    const { person = 9999, version = 1 } = choice
    const height = u32(this.blocks.length)
    const input = Buffer.concat([
      Buffer.alloc(32),
      u32(0xffffffff),
      Buffer.from([6, 4]),
      height,
      Buffer.from([version]),
    ])
    const coinbase = toTx([Buffer.concat([input, u32(0xffffffff)])], [[person, 5_000_000_000]])
    this.blocks.push(mineBlock(this.blocks.at(-1)?.hash, [coinbase, ...txs]))
    return `${coinbase.txid}:0`
  }

  /** As records of a node's file. */
  toFile(): Buffer {
    return Buffer.concat(this.blocks.flatMap(({ bytes }) => [Buffer.from(regtest.magic), u32(bytes.length), bytes]))
  }
}

function mineBlock(
  previous: string | undefined,
  txs: readonly MinedTx[],
  { timeSec, nonce: first } = { timeSec: 1_400_000_000, nonce: 0 },
): { bytes: Buffer; hash: string } {
  const root = merkleRoot(txs.map(({ txid }) => reversed(txid)))
  const before = previous === undefined ? Buffer.alloc(32) : reversed(previous)
  const head = Buffer.concat([u32(1), before, root, u32(timeSec), u32(0x207fffff), u32(0)])
  for (let nonce = first; ; nonce++) {
    head.writeUInt32LE(nonce, 76)
    const hash = sha256d(head)
    if ((hash[31] as number) >= 0x7f) continue
    const count = txs.length < 0xfd ? Buffer.from([txs.length]) : Buffer.concat([Buffer.from([0xfd]), u16(txs.length)])
    return { bytes: Buffer.concat([head, count, ...txs.map(({ raw }) => raw)]), hash: textOf(hash) }
  }
}

function toTx(inputs: readonly Buffer[], pays: readonly Pay[]): MinedTx {
  const outputs = pays.map(([person, valueSat]) => {
    const script = scriptOf(person)
    return Buffer.concat([u64(valueSat), Buffer.from([script.length]), script])
  })
  const list = (items: readonly Buffer[]): Buffer =>
    Buffer.concat([
      items.length < 0xfd ? Buffer.from([items.length]) : Buffer.concat([Buffer.from([0xfd]), u16(items.length)]),
      ...items,
    ])
  const raw = Buffer.concat([u32(1), list(inputs), list(outputs), u32(0)])
  return toMined(raw)
}

function toMined(raw: Buffer): MinedTx {
  return { raw, txid: textOf(sha256d(raw)) }
}
