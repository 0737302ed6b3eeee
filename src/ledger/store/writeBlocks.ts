import {
  BIGINT,
  BLOB,
  BOOLEAN,
  blobValue,
  DOUBLE,
  type DuckDBType,
  INTEGER,
  UINTEGER,
  UTINYINT,
} from '@duckdb/node-api'
import { BitcoinBlock, BitcoinScript } from '../../chain/index.ts'
import { ScriptTable } from './ScriptTable.ts'
import type { Store } from './Store.ts'
import { TableWriter } from './TableWriter.ts'
import { TxidTable } from './TxidTable.ts'
import { UtxoError } from './UtxoError.ts'
import { assertWholeBlocks, type UtxoChain, type UtxoCounts } from './utxoChain.ts'

/** A block with its place on the chain, or some of its transactions: the coinbase need not be among them. */
export interface WritableBlock extends BitcoinBlock.CheckedColumns {
  readonly hash: string
  readonly previous: string
  readonly bits: number
  readonly timeSec: number
  readonly height: number
}

/** Writes the blocks of an import into the ledger, in the order of the chain. */
export interface BlockWriter {
  /** @throws UtxoError `LZ_UTXO_DOUBLE_SPEND`, `LZ_UTXO_OUTPUT`, `LZ_UTXO_DUPLICATE` */
  add(block: WritableBlock): void
  counts(): UtxoCounts
  /** Transactions whose ids the import had before. */
  repeated(): number
  /** Whether a script may have got two numbers. */
  hasForgotten(): boolean
  close(): void
  /** Takes the place of `close` before a rollback. */
  discard(): void
}

/**
 * Opens a writer, inside the caller's transaction. `before` is how much of what will be written comes before the chain's
 * blocks, and `firstScript` the number of the first new script. `parts` are blocks of which single transactions were
 * gathered: they and whole ones never mix.
 *
 * @throws StoreError `LZ_GATHER_SOURCE`
 */
export async function openBlockWriter(
  store: Store,
  chain: UtxoChain,
  { before, firstScript, form = 'whole' }: WriterOptions,
): Promise<BlockWriter> {
  if (form === 'whole') await assertWholeBlocks(store, chain)
  const open = async <N extends string>(table: string, types: Types<N>): Promise<TableWriter<N>> => {
    const writer = new TableWriter(await store.connection.createAppender(table), types)
    writer.fill('chain' as N, chain.id)
    return writer
  }
  const tables = {
    block: await open('block', BLOCK),
    tx: await open('tx', TX),
    input: await open('input', INPUT),
    output: await open('output', OUTPUT),
    missing: await open('missing', MISSING),
    address: await open('address', ADDRESS),
  }
  const next = { txs: 0, inputs: 0, outputs: 0 }
  const [txids, scripts, spent] = [new TxidTable(), new ScriptTable(firstScript), new Uint32Array(1 << 16)]
  const run: Run = { ...tables, txids, scripts, spent, next, before, stored: chain.counts, repeated: 0 }
  return {
    add: (block) => addBlock(run, block),
    counts: () => ({ ...next }),
    repeated: () => run.repeated,
    hasForgotten: () => scripts.hasForgotten,
    close: () => void Object.values(tables).map((table) => table.close()),
    discard: () => void Object.values(tables).map((table) => table.discard()),
  }
}

interface WriterOptions {
  readonly before: UtxoCounts
  readonly firstScript: number
  /** Whole blocks unless said. */
  readonly form?: 'whole' | 'parts'
}

type Types<N extends string> = Readonly<Record<N, DuckDBType>>

const BLOCK = { chain: UTINYINT, height: UINTEGER, timeSec: BIGINT, hash: BLOB, previous: BLOB, bits: UINTEGER }
const TX = {
  chain: UTINYINT,
  id: UINTEGER,
  height: UINTEGER,
  txid: BLOB,
  version: INTEGER,
  lockTime: UINTEGER,
  hasWitness: BOOLEAN,
  firstInput: UINTEGER,
  firstOutput: UINTEGER,
}
const INPUT = { chain: UTINYINT, id: UINTEGER, tx: UINTEGER, spends: UINTEGER, sequence: UINTEGER }
const OUTPUT = { chain: UTINYINT, id: UINTEGER, tx: UINTEGER, valueSat: DOUBLE, owner: UINTEGER }
const MISSING = { chain: UTINYINT, input: UINTEGER, tx: UINTEGER, txid: BLOB, place: UINTEGER }
const ADDRESS = { id: UINTEGER, chain: UTINYINT, key: BLOB, alias: BLOB }

interface Run {
  readonly block: TableWriter<keyof typeof BLOCK>
  readonly tx: TableWriter<keyof typeof TX>
  readonly input: TableWriter<keyof typeof INPUT>
  readonly output: TableWriter<keyof typeof OUTPUT>
  readonly missing: TableWriter<keyof typeof MISSING>
  readonly address: TableWriter<keyof typeof ADDRESS>
  readonly txids: TxidTable
  readonly scripts: ScriptTable
  /** A bit for each output of this import. */
  spent: Uint32Array<ArrayBuffer>
  /** Counted without what the ledger has, which is `stored` and lies behind `before`. */
  readonly next: { txs: number; inputs: number; outputs: number }
  readonly before: UtxoCounts
  readonly stored: UtxoCounts
  repeated: number
}

/** A block with what its fields are read from. */
interface Reading extends WritableBlock {
  readonly view: DataView
  readonly ids: DataView
  /** The ids in the order in which they are shown, the last one first. */
  readonly shown: Uint8Array
  /** How much of the ledger lies before it. */
  readonly passed: UtxoCounts
}

const NOTHING: UtxoCounts = { txs: 0, inputs: 0, outputs: 0 }

function addBlock(run: Run, block: WritableBlock): void {
  const { next, before, stored } = run
  const { columns, txids } = block
  const reading = {
    ...block,
    view: viewOf(columns.bytes),
    ids: viewOf(txids),
    shown: txids.slice().reverse(),
    passed: next.txs < before.txs ? NOTHING : stored,
  }
  addHeader(run, block)
  reserveBits(run, next.outputs + columns.outputCount)
  for (let tx = 0; tx < columns.txCount; tx++) addTx(run, reading, tx)
}

function addHeader({ block: writer }: Run, { hash, previous, bits, timeSec, height }: WritableBlock): void {
  const { vectors, row } = writer
  vectors.height.setItem(row, height)
  vectors.timeSec.setItem(row, BigInt(timeSec))
  vectors.hash.setItem(row, blobValue(Buffer.from(hash, 'hex')))
  vectors.previous.setItem(row, blobValue(Buffer.from(previous, 'hex')))
  vectors.bits.setItem(row, bits)
  writer.end()
}

function addTx(run: Run, block: Reading, tx: number): void {
  const { next, tx: writer } = run
  const { columns, passed } = block
  const id = next.txs++ + passed.txs
  const { vectors, row } = writer
  vectors.id.setItem(row, id)
  vectors.height.setItem(row, block.height)
  vectors.txid.setItem(row, blobValue(shownId(block, tx)))
  vectors.version.setItem(row, block.view.getInt32(columns.txAt[tx] as number, true))
  vectors.lockTime.setItem(row, block.view.getUint32((columns.txAt[tx + 1] as number) - 4, true))
  vectors.hasWitness.setItem(row, columns.hasWitness[tx] === 1)
  vectors.firstInput.setItem(row, next.inputs + passed.inputs)
  vectors.firstOutput.setItem(row, next.outputs + passed.outputs)
  writer.end()
  if (tx > 0 || !BitcoinBlock.isCoinbase(columns, tx)) addInputs(run, block, { tx, id })
  const count = (columns.outputStart[tx + 1] as number) - (columns.outputStart[tx] as number)
  const isRepeated = run.txids.add(block.ids, 32 * tx, { first: next.outputs, count })
  if (isRepeated) countRepeated(run, block, tx)
  addOutputs(run, block, { tx, id })
}

/**
 * A coinbase may repeat the id of an earlier one, as two of 2010 did: from then on the id means the later one.
 *
 * @source https://github.com/bitcoin/bips/blob/master/bip-0030.mediawiki
 */
function countRepeated(run: Run, block: Reading, tx: number): void {
  run.repeated++
  if (tx === 0) return
  const place = { height: block.height, offset: block.columns.txAt[tx] as number }
  const message = `The transaction ${hexOf(shownId(block, tx))} occurs twice. Only a coinbase may. Fetch the block again.`
  throw new UtxoError('LZ_UTXO_DUPLICATE', place, message)
}

interface TxPlace {
  /** Its place in the block, and in the ledger. */
  readonly tx: number
  readonly id: number
}

function addInputs(run: Run, block: Reading, { tx, id }: TxPlace): void {
  const { next, input: writer } = run
  const { inputStart, inputEnd } = block.columns
  for (let input = inputStart[tx] as number; input < (inputStart[tx + 1] as number); input++) {
    const inputId = next.inputs++ + block.passed.inputs
    const spends = findSpent(run, block, input)
    const { vectors, row } = writer
    vectors.id.setItem(row, inputId)
    vectors.tx.setItem(row, id)
    vectors.spends.setItem(row, spends < 0 ? null : spends)
    vectors.sequence.setItem(row, block.view.getUint32((inputEnd[input] as number) - 4, true))
    writer.end()
    if (spends < 0) addMissing(run, block, { input, inputId, id })
  }
}

/** The output that an input spends, which is spent from now on; -1 where the import has not had it. */
function findSpent(run: Run, block: Reading, input: number): number {
  const { txids, spent } = run
  const at = block.columns.previousAt[input] as number
  const entry = txids.find(block.view, at)
  if (entry < 0) return -1
  const place = block.view.getUint32(at + 32, true)
  if (place >= txids.outputCount(entry)) throw wrongInput('LZ_UTXO_OUTPUT', block, at)
  const output = txids.firstOutput(entry) + place
  const bit = 1 << (output & 31)
  const word = spent[output >>> 5] as number
  if ((word & bit) !== 0) throw wrongInput('LZ_UTXO_DOUBLE_SPEND', block, at)
  spent[output >>> 5] = word | bit
  return output < run.before.outputs ? output : output + run.stored.outputs
}

function addMissing(
  { missing: writer }: Run,
  { columns, view }: Reading,
  { input, inputId, id }: { input: number; inputId: number; id: number },
): void {
  const at = columns.previousAt[input] as number
  const { vectors, row } = writer
  vectors.input.setItem(row, inputId)
  vectors.tx.setItem(row, id)
  vectors.txid.setItem(row, blobValue(previousId(columns, at)))
  vectors.place.setItem(row, view.getUint32(at + 32, true))
  writer.end()
}

function addOutputs(run: Run, { columns, view, passed }: Reading, { tx, id }: TxPlace): void {
  const { bytes, outputStart, valueSat, scriptAt, scriptEnd } = columns
  const { next, output: writer, scripts } = run
  for (let output = outputStart[tx] as number; output < (outputStart[tx + 1] as number); output++) {
    const [at, end] = [scriptAt[output] as number, scriptEnd[output] as number]
    const owner = scripts.number(view, at, end)
    const { vectors, row } = writer
    vectors.id.setItem(row, next.outputs++ + passed.outputs)
    vectors.tx.setItem(row, id)
    vectors.valueSat.setItem(row, valueSat[output] as number)
    vectors.owner.setItem(row, owner)
    writer.end()
    if (scripts.isNew) addScript(run, owner, bytes.slice(at, end))
  }
}

function addScript({ address: writer }: Run, id: number, script: Uint8Array): void {
  const named = BitcoinScript.addressScript(script)
  const { vectors, row } = writer
  vectors.id.setItem(row, id)
  vectors.key.setItem(row, blobValue(script))
  vectors.alias.setItem(row, named === undefined || named === script ? null : blobValue(named))
  writer.end()
}

function reserveBits(run: Run, outputs: number): void {
  if (outputs <= 32 * run.spent.length) return
  const larger = new Uint32Array(Math.max(2 * run.spent.length, Math.ceil(outputs / 32)))
  larger.set(run.spent)
  run.spent = larger
}

function wrongInput(code: 'LZ_UTXO_OUTPUT' | 'LZ_UTXO_DOUBLE_SPEND', block: Reading, at: number): UtxoError {
  const outpoint = `${hexOf(previousId(block.columns, at))}:${block.view.getUint32(at + 32, true)}`
  const finding = code === 'LZ_UTXO_OUTPUT' ? 'is no output of that transaction' : 'is spent a second time'
  return new UtxoError(code, { height: block.height, offset: at }, `${outpoint} ${finding}. Fetch the block again.`)
}

function shownId({ shown }: Reading, tx: number): Uint8Array {
  const end = shown.length - 32 * tx
  return shown.subarray(end - 32, end)
}

/** The id of the transaction that an input spends from, in the order in which it is shown. */
function previousId({ bytes }: BitcoinBlock.BlockColumns, at: number): Uint8Array {
  return bytes.slice(at, at + 32).reverse()
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength)
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
