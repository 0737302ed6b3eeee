import type { BlockColumns } from './BlockColumns.ts'
import { type BlockHashes, createBlockHasher } from './BlockHasher.ts'
import { Cursor } from './Cursor.ts'
import { decodeTx } from './decodeBlock.ts'
import { toHashText } from './sha256d.ts'

/** What a transaction spends and pays. */
export interface BitcoinTx {
  /** As explorers show it; `wtxid` is equal where there is no witness. */
  readonly txid: string
  readonly wtxid: string
  readonly version: number
  readonly lockTime: number
  readonly hasWitness: boolean
  readonly inputs: readonly BitcoinInput[]
  readonly outputs: readonly BitcoinOutput[]
}

/** One input. That of a coinbase names the id of zeros and place 4294967295. */
export interface BitcoinInput {
  readonly previous: { readonly txid: string; readonly place: number }
  readonly script: Uint8Array
  readonly sequence: number
  readonly witness: readonly Uint8Array[]
}

export interface BitcoinOutput {
  readonly valueSat: bigint
  readonly script: Uint8Array
}

/**
 * Decodes one transaction, with witness or without.
 *
 * @throws BlockError as `decodeBlock` does
 * @source https://github.com/bitcoin/bips/blob/master/bip-0144.mediawiki
 */
export function decode(bytes: Uint8Array): BitcoinTx {
  const columns = decodeTx(bytes)
  return fromColumns(columns, createBlockHasher()(columns))[0] as BitcoinTx
}

/** All transactions of a decoded block. The scripts are views of its bytes. */
export function fromColumns(
  block: BlockColumns,
  { txids, wtxids }: Pick<BlockHashes, 'txids' | 'wtxids'>,
): BitcoinTx[] {
  const hashOf = (hashes: Uint8Array, tx: number): string => toHashText(hashes.subarray(32 * tx, 32 * tx + 32))
  return Array.from({ length: block.txCount }, (_, tx) => ({
    txid: hashOf(txids, tx),
    wtxid: hashOf(wtxids, tx),
    version: new DataView(block.bytes.buffer, block.bytes.byteOffset).getInt32(block.txAt[tx] as number, true),
    lockTime: cursorAt(block, (block.txAt[tx + 1] as number) - 4).u32(),
    hasWitness: block.hasWitness[tx] === 1,
    inputs: listInputs(block, tx),
    outputs: listOutputs(block, tx),
  }))
}

function listInputs(block: BlockColumns, tx: number): BitcoinInput[] {
  const { bytes, previousAt, inputScriptAt, inputEnd } = block
  const witness = cursorAt(block, block.witnessAt[tx] as number)
  return rangeOf(block.inputStart, tx).map((input) => {
    const at = previousAt[input] as number
    const end = inputEnd[input] as number
    return {
      previous: { txid: toHashText(bytes.subarray(at, at + 32)), place: cursorAt(block, at + 32).u32() },
      script: bytes.subarray(inputScriptAt[input], end - 4),
      sequence: cursorAt(block, end - 4).u32(),
      witness: block.hasWitness[tx] === 1 ? readWitness(witness) : [],
    }
  })
}

function readWitness(cursor: Cursor): Uint8Array[] {
  return Array.from({ length: cursor.count(1) }, () => {
    const at = cursor.advance(cursor.count(1))
    return cursor.bytes.subarray(at, cursor.at)
  })
}

function listOutputs({ bytes, outputStart, valueSat, scriptAt, scriptEnd }: BlockColumns, tx: number): BitcoinOutput[] {
  return rangeOf(outputStart, tx).map((output) => ({
    valueSat: BigInt(valueSat[output] as number),
    script: bytes.subarray(scriptAt[output], scriptEnd[output]),
  }))
}

function rangeOf(starts: Uint32Array, tx: number): number[] {
  const first = starts[tx] as number
  return Array.from({ length: (starts[tx + 1] as number) - first }, (_, i) => first + i)
}

function cursorAt({ bytes }: BlockColumns, at: number): Cursor {
  const cursor = new Cursor(bytes)
  cursor.at = at
  return cursor
}
