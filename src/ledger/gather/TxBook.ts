import { BitcoinNetwork, BitcoinTx, BlockHeader, type ChainId } from '../../chain/index.ts'
import type { ProvenTx } from '../source/esplora/TxSource.ts'
import { StoreError } from '../store/Store.ts'

/** A gathered transaction with what it spends and makes. An outpoint is `txid:place`. */
export interface BookTx extends ProvenTx {
  /** None where it is a coinbase. */
  readonly inputs: readonly string[]
  readonly outputs: readonly BitcoinTx.BitcoinOutput[]
}

/** The 2,016 blocks that share one target. @source https://developer.bitcoin.org/reference/block_chain.html#target-nbits */
const PERIOD_BLOCKS = 2016
const NOTHING = `${'0'.repeat(64)}:4294967295`

/** Decodes a proven transaction. */
export function toBookTx(tx: ProvenTx): BookTx {
  const { inputs, outputs } = BitcoinTx.decode(tx.raw)
  const spent = inputs.map(({ previous }) => `${previous.txid}:${previous.place}`)
  return { ...tx, inputs: spent.filter((outpoint) => outpoint !== NOTHING), outputs }
}

/**
 * The transactions that were gathered of one chain, none of which contradicts another.
 *
 * Each is proved for itself. Here they are held against each other: one header for a height, one transaction for a place,
 * one target for 2,016 blocks of the main net, every output spent once, later, and with no more than it has.
 */
export class TxBook {
  readonly #network: BitcoinNetwork.BitcoinNetwork | undefined
  readonly #txs = new Map<string, BookTx>()
  readonly #spenders = new Map<string, string>()
  /** By transaction: those that spend outputs of it. */
  readonly #children = new Map<string, string[]>()
  readonly #places = new Map<string, string>()
  readonly #hashes = new Map<number, string>()
  readonly #heights = new Map<string, number>()
  readonly #bits = new Map<number, number>()

  constructor(chain: ChainId.ChainId) {
    this.#network = BitcoinNetwork.find(chain)
  }

  get size(): number {
    return this.#txs.size
  }

  find(txid: string): BookTx | undefined {
    return this.#txs.get(txid)
  }

  /** The gathered transaction that spends an output. */
  findSpender(outpoint: string): string | undefined {
    return this.#spenders.get(outpoint)
  }

  /** Hashes of the blocks in which gathered transactions stand, by height. */
  blocks(): ReadonlyMap<number, string> {
    return this.#hashes
  }

  /** Transactions of which a gathered one spends outputs and that are not here. */
  listMissing({ inputs }: BookTx): string[] {
    return [...new Set(inputs.map(txidOf))].filter((txid) => !this.#txs.has(txid))
  }

  /** @throws StoreError `LZ_GATHER_CONFLICT`; then the book stays as it was */
  add(tx: BookTx): void {
    const { hash, bits } = BlockHeader.decode(tx.header)
    this.#assertBlock(tx, { hash, bits })
    for (const input of tx.inputs) this.#assertSpend(tx, input)
    const children = (this.#children.get(tx.txid) ?? []).flatMap((child) => this.#txs.get(child) ?? [])
    for (const child of children) this.#assertOrder(tx, child)
    this.#txs.set(tx.txid, tx)
    const overspent = [tx, ...children].find((each) => this.#isOverspent(each))
    if (overspent !== undefined) {
      this.#txs.delete(tx.txid)
      throw contradiction(overspent.txid, 'spends more than there is')
    }
    for (const input of tx.inputs) this.#spenders.set(input, tx.txid)
    for (const maker of new Set(tx.inputs.map(txidOf))) {
      this.#children.set(maker, [...(this.#children.get(maker) ?? []), tx.txid])
    }
    this.#places.set(placeOf(tx), tx.txid)
    this.#hashes.set(tx.height, hash)
    this.#heights.set(hash, tx.height)
    this.#bits.set(Math.floor(tx.height / PERIOD_BLOCKS), bits)
  }

  #assertBlock(tx: BookTx, { hash, bits }: { hash: string; bits: number }): void {
    const { txid, height } = tx
    const other = this.#hashes.get(height) ?? hash
    if (other !== hash) throw contradiction(txid, `stands in the block ${hash} at height ${height}, where ${other} is`)
    if ((this.#heights.get(hash) ?? height) !== height)
      throw contradiction(txid, `has the block ${hash} at two heights`)
    const neighbour = this.#places.get(placeOf(tx))
    if (neighbour !== undefined) throw contradiction(txid, `stands in the place of ${neighbour}`)
    const target = this.#bits.get(Math.floor(height / PERIOD_BLOCKS)) ?? bits
    if (this.#network?.name === 'main' && target !== bits) {
      throw contradiction(txid, `stands in a block with another target than its neighbours have`)
    }
  }

  #assertSpend(tx: BookTx, outpoint: string): void {
    const other = this.#spenders.get(outpoint)
    if (other !== undefined) throw contradiction(tx.txid, `spends ${outpoint}, which ${other} has spent`)
    const maker = this.#txs.get(txidOf(outpoint))
    if (maker !== undefined) this.#assertOrder(maker, tx)
  }

  #assertOrder(maker: BookTx, spender: BookTx): void {
    const isLater = spender.height > maker.height || (spender.height === maker.height && spender.place > maker.place)
    if (!isLater) throw contradiction(spender.txid, `stands before ${maker.txid}, of which it spends an output`)
  }

  /** Whether it spends outputs that there are not, or pays more than it spends where all of that is known. */
  #isOverspent({ inputs, outputs }: BookTx): boolean {
    const known = inputs.filter((input) => this.#txs.has(txidOf(input)))
    const spent = known.map((input) => this.findOutput(input))
    if (spent.includes(undefined)) return true
    if (inputs.length === 0 || known.length < inputs.length) return false
    return sumOf(spent.flatMap((output) => output ?? [])) < sumOf(outputs)
  }

  findOutput(outpoint: string): BitcoinTx.BitcoinOutput | undefined {
    return this.#txs.get(txidOf(outpoint))?.outputs[Number(outpoint.slice(65))]
  }
}

function sumOf(outputs: readonly BitcoinTx.BitcoinOutput[]): bigint {
  return outputs.reduce((sum, { valueSat }) => sum + valueSat, 0n)
}

export function txidOf(outpoint: string): string {
  return outpoint.slice(0, 64)
}

function placeOf({ height, place }: ProvenTx): string {
  return `${height}:${place}`
}

function contradiction(txid: string, finding: string): StoreError {
  const message = `What the explorer tells contradicts what was told before: the transaction ${txid} ${finding}. Blocks may have been replaced: run it again, or gather into a new folder.`
  return new StoreError('LZ_GATHER_CONFLICT', 'integrity', message)
}
