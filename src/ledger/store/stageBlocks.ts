import { BIGINT, BLOB, BOOLEAN, blobValue, DOUBLE, type DuckDBType, INTEGER, UINTEGER } from '@duckdb/node-api'
import { type BitcoinBlock, BitcoinScript } from '../../chain/index.ts'
import { ScriptTable } from './ScriptTable.ts'
import type { Store } from './Store.ts'
import { NO_OUTPUT, UTXO_STAGE } from './schema.ts'
import { TableWriter } from './TableWriter.ts'
import { TxidTable } from './TxidTable.ts'
import { UtxoError } from './UtxoError.ts'

/** How many there are of each, and where the next ones will be. */
export interface UtxoCounts {
  readonly txs: number
  readonly inputs: number
  readonly outputs: number
}

export interface StagedBlock extends BitcoinBlock.CheckedColumns {
  readonly hash: string
  readonly previous: string
  readonly bits: number
  readonly timeSec: number
  readonly height: number
}

/** Blocks of an import on their way into the store, in the order of the chain. */
export interface BlockStage {
  /** @throws UtxoError `LZ_UTXO_DOUBLE_SPEND`, `LZ_UTXO_OUTPUT`, `LZ_UTXO_DUPLICATE` */
  add(block: StagedBlock): void
  /** Leaves the places of the blocks that the store has already. */
  pass(stored: UtxoCounts): void
  counts(): UtxoCounts
  /** Transactions whose ids the import had before. */
  repeated(): number
  close(): void
}

/** Opens an empty stage. */
export async function openBlockStage(store: Store): Promise<BlockStage> {
  await store.connection.run(UTXO_STAGE)
  const open = async <N extends string>(name: string, types: Types<N>): Promise<TableWriter<N>> =>
    new TableWriter(await store.connection.createAppender(name, null, 'temp'), types)
  const stage: Stage = {
    block: await open('stage_block', BLOCK),
    tx: await open('stage_tx', TX),
    input: await open('stage_input', INPUT),
    output: await open('stage_output', OUTPUT),
    missing: await open('stage_missing', MISSING),
    script: await open('stage_script', SCRIPT),
    txids: new TxidTable(),
    scripts: new ScriptTable(),
    spent: new Uint32Array(1 << 10),
    next: { ...NOTHING },
    passedAt: { ...NOTHING },
    passed: NOTHING,
    repeated: 0,
  }
  return {
    add: (block) => addBlock(stage, block),
    pass(stored) {
      stage.passed = stored
      stage.passedAt = { ...stage.next }
    },
    counts: () => ({ ...stage.next }),
    repeated: () => stage.repeated,
    close() {
      for (const name of WRITERS) stage[name].close()
    },
  }
}

type Types<N extends string> = Readonly<Record<N, DuckDBType>>

const BLOCK = { height: UINTEGER, timeSec: BIGINT, hash: BLOB, previous: BLOB, bits: UINTEGER }
const TX = {
  id: UINTEGER,
  height: UINTEGER,
  txid: BLOB,
  version: INTEGER,
  lockTime: UINTEGER,
  hasWitness: BOOLEAN,
  firstInput: UINTEGER,
  firstOutput: UINTEGER,
}
const INPUT = { id: UINTEGER, tx: UINTEGER, spends: UINTEGER, sequence: UINTEGER }
const OUTPUT = { id: UINTEGER, tx: UINTEGER, valueSat: DOUBLE, script: UINTEGER }
const MISSING = { input: UINTEGER, tx: UINTEGER, txid: BLOB, place: UINTEGER }
const SCRIPT = { script: UINTEGER, key: BLOB, alias: BLOB }
const WRITERS = ['block', 'tx', 'input', 'output', 'missing', 'script'] as const
const NOTHING: UtxoCounts = { txs: 0, inputs: 0, outputs: 0 }

interface Stage {
  readonly block: TableWriter<keyof typeof BLOCK>
  readonly tx: TableWriter<keyof typeof TX>
  readonly input: TableWriter<keyof typeof INPUT>
  readonly output: TableWriter<keyof typeof OUTPUT>
  readonly missing: TableWriter<keyof typeof MISSING>
  readonly script: TableWriter<keyof typeof SCRIPT>
  readonly txids: TxidTable
  readonly scripts: ScriptTable
  /** A bit for each output of this import. */
  spent: Uint32Array<ArrayBuffer>
  /** Places are counted without what the store has; `passedAt` is where that lies, and `passed` how much it is. */
  readonly next: { txs: number; inputs: number; outputs: number }
  passedAt: UtxoCounts
  passed: UtxoCounts
  repeated: number
}

/** A block with what its fields are read from. */
interface Reading extends StagedBlock {
  readonly view: DataView
  readonly ids: DataView
}

function addBlock(stage: Stage, block: StagedBlock): void {
  const { bytes, txCount } = block.columns
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const ids = new DataView(block.txids.buffer, block.txids.byteOffset, block.txids.byteLength)
  const reading = { ...block, view, ids }
  addHeader(stage, block)
  reserveBits(stage, stage.next.outputs + block.columns.outputCount)
  for (let tx = 0; tx < txCount; tx++) addTx(stage, reading, tx)
}

function addHeader({ block: writer }: Stage, { hash, previous, bits, timeSec, height }: StagedBlock): void {
  const { vectors, row } = writer
  vectors.height.setItem(row, height)
  vectors.timeSec.setItem(row, BigInt(timeSec))
  vectors.hash.setItem(row, blobValue(Buffer.from(hash, 'hex')))
  vectors.previous.setItem(row, blobValue(Buffer.from(previous, 'hex')))
  vectors.bits.setItem(row, bits)
  writer.end()
}

function addTx(stage: Stage, block: Reading, tx: number): void {
  const { next, passed, tx: writer } = stage
  const { columns } = block
  const id = next.txs++ + passed.txs
  const { vectors, row } = writer
  vectors.id.setItem(row, id)
  vectors.height.setItem(row, block.height)
  vectors.txid.setItem(row, blobValue(reversed(block.txids, 32 * tx)))
  vectors.version.setItem(row, block.view.getInt32(columns.txAt[tx] as number, true))
  vectors.lockTime.setItem(row, block.view.getUint32((columns.txAt[tx + 1] as number) - 4, true))
  vectors.hasWitness.setItem(row, columns.hasWitness[tx] === 1)
  vectors.firstInput.setItem(row, next.inputs + passed.inputs)
  vectors.firstOutput.setItem(row, next.outputs + passed.outputs)
  writer.end()
  if (tx > 0) addInputs(stage, block, { tx, id })
  const count = (columns.outputStart[tx + 1] as number) - (columns.outputStart[tx] as number)
  const isRepeated = stage.txids.add(block.ids, 32 * tx, { first: next.outputs, count })
  if (isRepeated) countRepeated(stage, block, tx)
  addOutputs(stage, block, { tx, id })
}

/**
 * A coinbase may repeat the id of an earlier one, as two of 2010 did: from then on the id means the later one.
 *
 * @source https://github.com/bitcoin/bips/blob/master/bip-0030.mediawiki
 */
function countRepeated(stage: Stage, block: Reading, tx: number): void {
  stage.repeated++
  if (tx === 0) return
  const place = { height: block.height, offset: block.columns.txAt[tx] as number }
  const message = `The transaction ${hexOf(reversed(block.txids, 32 * tx))} occurs twice. Only a coinbase may. Fetch the block again.`
  throw new UtxoError('LZ_UTXO_DUPLICATE', place, message)
}

interface TxPlace {
  /** Its place in the block, and in the ledger. */
  readonly tx: number
  readonly id: number
}

function addInputs(stage: Stage, block: Reading, { tx, id }: TxPlace): void {
  const { inputStart, inputEnd } = block.columns
  for (let input = inputStart[tx] as number; input < (inputStart[tx + 1] as number); input++) {
    const { next, passed, input: writer } = stage
    const inputId = next.inputs++ + passed.inputs
    const spends = findSpent(stage, block, input)
    const { vectors, row } = writer
    vectors.id.setItem(row, inputId)
    vectors.tx.setItem(row, id)
    vectors.spends.setItem(row, spends)
    vectors.sequence.setItem(row, block.view.getUint32((inputEnd[input] as number) - 4, true))
    writer.end()
    if (spends === NO_OUTPUT) addMissing(stage, block, { input, inputId, id })
  }
}

/** The output that an input spends, if the import has had it; it is spent from now on. */
function findSpent(stage: Stage, block: Reading, input: number): number {
  const { txids, spent } = stage
  const at = block.columns.previousAt[input] as number
  const entry = txids.find(block.view, at)
  if (entry < 0) return NO_OUTPUT
  const place = block.view.getUint32(at + 32, true)
  if (place >= txids.outputCount(entry)) throw wrongInput('LZ_UTXO_OUTPUT', block, at)
  const output = txids.firstOutput(entry) + place
  const bit = 1 << (output & 31)
  const word = spent[output >>> 5] as number
  if ((word & bit) !== 0) throw wrongInput('LZ_UTXO_DOUBLE_SPEND', block, at)
  spent[output >>> 5] = word | bit
  return output < stage.passedAt.outputs ? output : output + stage.passed.outputs
}

function addMissing(
  { missing: writer }: Stage,
  { columns, view }: Reading,
  { input, inputId, id }: { input: number; inputId: number; id: number },
): void {
  const at = columns.previousAt[input] as number
  const { vectors, row } = writer
  vectors.input.setItem(row, inputId)
  vectors.tx.setItem(row, id)
  vectors.txid.setItem(row, blobValue(reversed(columns.bytes, at)))
  vectors.place.setItem(row, view.getUint32(at + 32, true))
  writer.end()
}

function addOutputs(stage: Stage, { columns }: Reading, { tx, id }: TxPlace): void {
  const { bytes, outputStart, valueSat, scriptAt, scriptEnd } = columns
  const { next, passed, output: writer, scripts } = stage
  for (let output = outputStart[tx] as number; output < (outputStart[tx + 1] as number); output++) {
    const [at, end] = [scriptAt[output] as number, scriptEnd[output] as number]
    const script = scripts.number(bytes, at, end)
    const { vectors, row } = writer
    vectors.id.setItem(row, next.outputs++ + passed.outputs)
    vectors.tx.setItem(row, id)
    vectors.valueSat.setItem(row, valueSat[output] as number)
    vectors.script.setItem(row, script)
    writer.end()
    if (scripts.isNew) addScript(stage, script, bytes.slice(at, end))
  }
}

function addScript({ script: writer }: Stage, number: number, script: Uint8Array): void {
  const named = BitcoinScript.addressScript(script)
  const { vectors, row } = writer
  vectors.script.setItem(row, number)
  vectors.key.setItem(row, blobValue(script))
  vectors.alias.setItem(row, named === undefined || named === script ? null : blobValue(named))
  writer.end()
}

function reserveBits(stage: Stage, outputs: number): void {
  if (outputs <= 32 * stage.spent.length) return
  const larger = new Uint32Array(Math.max(2 * stage.spent.length, Math.ceil(outputs / 32)))
  larger.set(stage.spent)
  stage.spent = larger
}

function wrongInput(code: 'LZ_UTXO_OUTPUT' | 'LZ_UTXO_DOUBLE_SPEND', block: Reading, at: number): UtxoError {
  const outpoint = `${hexOf(reversed(block.columns.bytes, at))}:${block.view.getUint32(at + 32, true)}`
  const finding = code === 'LZ_UTXO_OUTPUT' ? 'is no output of that transaction' : 'is spent a second time'
  return new UtxoError(code, { height: block.height, offset: at }, `${outpoint} ${finding}. Fetch the block again.`)
}

/** A hash in the order in which it is shown. */
function reversed(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.slice(at, at + 32).reverse()
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
