import { makeTx, mineChain, payTo, readBlocks, splitRecords } from '../../makeBlocks.support.ts'
import { regtestGenesis } from './FakeChain.support.ts'

type Block = { readonly bytes: Buffer }

/** A chain that is lied about: the block of `height` has two transactions, as no other that is read. */
export interface LiedChain {
  readonly network: 'regtest' | 'main'
  readonly blocks: readonly Block[]
  readonly height: number
}

/** The beginning of the real chain; where the data are not here, one made for tests. */
export function getLiedChain(): LiedChain {
  const real = readBlocks('blk00000-first-4522-blocks.dat')
  // In block 170 somebody pays for the first time.
  if (real !== undefined)
    return { network: 'main', blocks: splitRecords(real.subarray(0, 60_000)).slice(0, 174), height: 170 }
  const made = mineChain(6, { on: regtestGenesis, plan: (i) => (i === 2 ? [payment()] : []) })
  return { network: 'regtest', blocks: [regtestGenesis, ...made], height: 3 }
}

function payment(): ReturnType<typeof makeTx> {
  return makeTx({ spends: [{ txid: 'ab'.repeat(32), place: 0 }], pays: [{ valueSat: 7, script: payTo(9) }] })
}

const HEADER = 80

/** Whether a block is the one that is lied about. */
export function isLiedAbout(block: Buffer): boolean {
  return block.length > HEADER && (block[HEADER] as number) > 1
}

/** What is given instead of a block: none of it is a block with its hash. */
export const BLOCK_LIES: Readonly<Record<string, (block: Buffer) => Buffer>> = {
  'a block of another version': flipped(0),
  'a block with another parent': flipped(4),
  'a block with another merkle root': flipped(40),
  'a block of another time': flipped(69),
  'a block with another target': flipped(73),
  'a block with another nonce': flipped(76),
  'another coinbase': flipped(HEADER + 6),
  'another payee': flipped(-6),
  'another lock time': flipped(-1),
  'a missing transaction': (block) => withTxs(block, splitTxs(block).slice(0, -1)),
  'no transactions': (block) => withTxs(block, []),
  'a doubled transaction': (block) => withTxs(block, [...splitTxs(block), ...splitTxs(block).slice(-1)]),
  'reordered transactions': (block) => withTxs(block, splitTxs(block).reverse()),
  'more transactions than there is room for': (block) =>
    Buffer.concat([block.subarray(0, HEADER), Buffer.from('feffffffff', 'hex'), block.subarray(HEADER + 1)]),
  'a byte too many': (block) => Buffer.concat([block, Buffer.alloc(1)]),
  'a byte too few': (block) => block.subarray(0, -1),
  'a header alone': (block) => block.subarray(0, HEADER),
  'half a header': (block) => block.subarray(0, HEADER / 2),
  'a block of no bytes': () => Buffer.alloc(0),
  'the first block': () => regtestGenesis.bytes,
}

function flipped(at: number): (block: Buffer) => Buffer {
  return (block) => {
    const bytes = Buffer.from(block)
    const place = at < 0 ? bytes.length + at : at
    bytes[place] = (bytes[place] as number) ^ 1
    return bytes
  }
}

function withTxs(block: Buffer, txs: readonly Buffer[]): Buffer {
  return Buffer.concat([block.subarray(0, HEADER), Buffer.from([txs.length]), ...txs])
}

/** The two transactions of a block without witnesses: of the second one nothing is known but that it begins with its version. */
function splitTxs(block: Buffer): Buffer[] {
  const second = block.indexOf(Buffer.from('0000000001000000', 'hex'), HEADER + 42) + 4
  return [block.subarray(HEADER + 1, second), block.subarray(second)]
}
