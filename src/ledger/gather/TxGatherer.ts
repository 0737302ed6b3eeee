import { createHash } from 'node:crypto'
import { BitcoinNetwork, BitcoinScript, BlockHeader } from '../../chain/index.ts'
import type { PendingTx, ProvenTx, Spend } from '../source/esplora/TxSource.ts'
import { ExplorerError } from '../source/explorer/ExplorerError.ts'
import { addGatheredTx, forgetGatheredTxs, listGatheredTxs } from '../store/gatheredTxs.ts'
import type { UtxoGatherOptions } from './gatherUtxos.ts'
import { findOwners, openSayings, type Sayings } from './Sayings.ts'
import { type BookTx, TxBook, toBookTx, txidOf } from './TxBook.ts'

/** What a spend came to. */
export type SpendEnd = 'unspent' | 'pending' | 'hub' | 'read' | 'known'

/** As deep as that, blocks are looked at again: they may have been replaced since. */
const REPLACED_MAX = 100

/** Reads single transactions, proves that they belong together, and keeps them. Says with each what is read. */
export class TxGatherer {
  readonly book: TxBook
  readonly sayings: Sayings
  readonly #options: UtxoGatherOptions
  /** Transactions that no block has yet, with what they spend of the money; nothing for a seed. */
  readonly pending: Map<string, string | undefined> = new Map()

  constructor(options: UtxoGatherOptions, book: TxBook, sayings: Sayings) {
    this.#options = options
    this.book = book
    this.sayings = sayings
  }

  /** Reads a transaction and those that it spends from; false where the explorer has it in no block. */
  async readTx(txid: string): Promise<boolean> {
    const tx = await this.#fetch(txid)
    if (tx?.height === undefined) {
      if (tx !== undefined) this.pending.set(txid, undefined)
      return false
    }
    await this.readPrevious(tx)
    return true
  }

  /** Reads those that a transaction spends from, unless there are too many; says whether any was new. */
  async readPrevious(tx: BookTx): Promise<boolean> {
    if (tx.inputs.length > this.#options.partsMax) return false
    const missing = this.book.listMissing(tx)
    for (const txid of missing) {
      const found = await this.#fetch(txid)
      if (found?.height === undefined) throw refuted(`has no block with ${txid}, of which ${tx.txid} spends an output`)
    }
    return missing.length > 0
  }

  /** Reads who spends an output of a transaction that is here. */
  async readSpend(outpoint: string): Promise<SpendEnd> {
    if (this.book.findSpender(outpoint) !== undefined) return 'known'
    const spend = await this.#findSpend(outpoint)
    if (spend === undefined) return 'unspent'
    if (spend.isConfirmed && !this.#isSeed(outpoint) && (await this.#isHub(outpoint))) return 'hub'
    const tx = await this.#fetchSpender(spend, outpoint)
    if (tx.height === undefined) {
      this.pending.set(spend.txid, outpoint)
      return 'pending'
    }
    await this.readPrevious(tx)
    return 'read'
  }

  /** What is refuted is not believed a second time. */
  async #fetchSpender({ txid }: Spend, outpoint: string): Promise<BookTx | PendingTx> {
    try {
      const tx = await this.#fetch(txid, (found) => assertSpends(found, outpoint))
      if (tx !== undefined) return tx
      throw refuted(`does not have ${txid}, which it calls the spender of ${outpoint}`)
    } catch (error) {
      if (error instanceof ExplorerError) await this.sayings.forgetSpends(txidOf(outpoint))
      throw error
    }
  }

  /** Reads a transaction and keeps it; `check` looks at it before. */
  async #fetch(txid: string, check: (tx: BookTx) => void = () => undefined): Promise<BookTx | PendingTx | undefined> {
    const { source, store, signal } = this.#options
    const known = this.book.find(txid)
    if (known !== undefined) {
      check(known)
      return known
    }
    const found = await source.findTx(txid, signal)
    if (found === undefined) return undefined
    const tx = toBookTx(found.height === undefined ? { ...found, height: 0, place: 0, header: NO_BYTES } : found)
    check(tx)
    if (found.height === undefined) return found
    this.book.add(tx)
    await addGatheredTx(store, source.chain, found)
    this.#options.onRead(txid)
    return tx
  }

  /** Who spends an output: as was said before, where that is not too old, else anew. */
  async #findSpend(outpoint: string): Promise<Spend | undefined> {
    const { refreshBeforeSec = Number.NEGATIVE_INFINITY } = this.#options
    const txid = txidOf(outpoint)
    const place = Number(outpoint.slice(65))
    const said = this.sayings.findSpends(txid)
    const before = said?.spends[place]
    if (said !== undefined && (before?.isConfirmed === true || said.atSec >= refreshBeforeSec)) return before
    return (await this.#askSpends(txid))[place]
  }

  async #askSpends(txid: string): Promise<readonly (Spend | undefined)[]> {
    const { source, now, signal } = this.#options
    const spends = await source.listSpends(txid, signal)
    if (spends.length !== this.book.find(txid)?.outputs.length) {
      throw refuted(`tells of ${spends.length} outputs of ${txid}, which has others`)
    }
    spends.forEach((spend, place) => {
      const spender = this.book.findSpender(`${txid}:${place}`)
      if (spender === undefined || spender === spend?.txid) return
      throw refuted(`calls ${spend?.txid ?? 'nobody'} the spender of ${txid}:${place}, which ${spender} has spent`)
    })
    await this.sayings.saveSpends(txid, spends, now())
    return spends
  }

  /** What the user names is followed, whoever has it. */
  #isSeed(outpoint: string): boolean {
    return this.#options.seeds.txids.includes(txidOf(outpoint))
  }

  async #isHub(outpoint: string): Promise<boolean> {
    const { source, historyMax, now, signal } = this.#options
    const script = this.book.findOutput(outpoint)?.script ?? NO_BYTES
    const hash = createHash('sha256').update(script).digest('hex')
    const known = this.sayings.findScript(hash)
    if (known !== undefined) return known.count > historyMax
    const count = await source.countTxs(script, signal)
    await this.sayings.saveScript(hash, { name: nameOf(script, source.chain), count }, now())
    return count > historyMax
  }

  /** The owners at which the trace must stop. The ledger's rows are as they were written last. */
  async findHubOwners(): Promise<ReadonlySet<number>> {
    return await findOwners(this.#options.store, this.#options.source.chain, this.sayings)
  }
}

/** Opens what was gathered before, without the blocks that the chain no longer has. */
export async function openGatherer(options: UtxoGatherOptions): Promise<TxGatherer> {
  const { source, store, signal } = options
  const txs = await listGatheredTxs(store, source.chain)
  const replaced = await findReplaced(options, txs)
  if (replaced !== undefined) await forgetGatheredTxs(store, source.chain, replaced)
  signal?.throwIfAborted()
  const book = new TxBook(source.chain)
  for (const tx of txs) if (tx.height < (replaced ?? Number.POSITIVE_INFINITY)) book.add(toBookTx(tx))
  return new TxGatherer(options, book, await openSayings(store, source.chain))
}

/** The lowest of the last blocks that is another one now. */
async function findReplaced(
  { source, signal }: UtxoGatherOptions,
  txs: readonly ProvenTx[],
): Promise<number | undefined> {
  if (txs.length === 0) return undefined
  const head = await source.findHeadHeight(signal)
  const blocks = new Map(txs.map(({ height, header }) => [height, header]))
  for (const [height, header] of blocks) {
    if (height <= head - REPLACED_MAX) continue
    if ((await source.findHash(height, signal)) !== BlockHeader.decode(header).hash) return height
  }
  return undefined
}

const NO_BYTES = new Uint8Array(0)

function assertSpends({ txid, inputs }: BookTx, outpoint: string): void {
  if (!inputs.includes(outpoint)) throw refuted(`calls ${txid} the spender of ${outpoint}, which it does not spend`)
}

function nameOf(script: Uint8Array, chain: UtxoGatherOptions['source']['chain']): string {
  const network = BitcoinNetwork.find(chain)
  const address = network && BitcoinScript.findAddress(script, network)
  return address ?? `script:${Buffer.from(script).toString('hex')}`
}

function refuted(what: string): ExplorerError {
  return new ExplorerError('LZ_EXPLORER_PROOF', `The explorer ${what}. Ask another one.`)
}
