import type { BlockColumns } from './BlockColumns.ts'
import { BlockError } from './BlockError.ts'
import type { BlockHashes } from './BlockHasher.ts'
import { sha256d } from './sha256d.ts'

const ROOT_AT = 36
const NOTHING_SPENT = 0xffff_ffff

/**
 * Checks what a block says of itself: one coinbase, the merkle root, the witness commitment. Work is the header's.
 *
 * A list of transactions whose end repeats itself has the root of the list without: neither is taken.
 *
 * @throws BlockError `LZ_BLOCK_COINBASE`, `LZ_BLOCK_MERKLE`, `LZ_BLOCK_WITNESS`
 * @source https://nvd.nist.gov/vuln/detail/CVE-2012-2459
 */
export function assertBlock(block: BlockColumns, { merkleRoot, witnessRoot }: BlockHashes): void {
  if (merkleRoot === undefined) throw new BlockError('LZ_BLOCK_MERKLE', ROOT_AT, 'transactions are repeated at the end')
  const stated = block.bytes.subarray(ROOT_AT, ROOT_AT + 32)
  if (block.txCount > 0 && !isEqual(merkleRoot, stated)) {
    throw new BlockError('LZ_BLOCK_MERKLE', ROOT_AT, 'the transactions are not those of the merkle root')
  }
  assertCoinbase(block)
  assertWitness(block, witnessRoot)
}

/** @source https://developer.bitcoin.org/reference/transactions.html#coinbase-input-the-input-of-the-first-transaction-in-a-block */
function assertCoinbase(block: BlockColumns): void {
  const { inputStart, txCount, inputCount, previousAt } = block
  const first = txCount > 0 ? (inputStart[1] as number) : 0
  if (first !== 1 || !isCoinbaseInput(block, 0)) {
    throw new BlockError('LZ_BLOCK_COINBASE', 80, 'the first transaction is no coinbase')
  }
  const other = findCoinbaseInput(block, 1)
  if (other < inputCount) throw new BlockError('LZ_BLOCK_COINBASE', previousAt[other] as number, 'a second coinbase')
}

function findCoinbaseInput(block: BlockColumns, from: number): number {
  let input = from
  while (input < block.inputCount && !isCoinbaseInput(block, input)) input++
  return input
}

/** Whether an input spends nothing: an id of zeros and the last place there is. */
export function isCoinbaseInput({ bytes, previousAt }: BlockColumns, input: number): boolean {
  const at = previousAt[input] as number
  for (let i = at; i < at + 32; i++) if (bytes[i] !== 0) return false
  const place = bytes.subarray(at + 32, at + 36)
  return new DataView(place.buffer, place.byteOffset).getUint32(0, true) === NOTHING_SPENT
}

const COMMITMENT = [0x6a, 0x24, 0xaa, 0x21, 0xa9, 0xed]
const RESERVED_BYTES = 32

/**
 * The coinbase commits to all witnesses in its last output that begins so; without one no transaction may have a witness.
 *
 * @source https://github.com/bitcoin/bips/blob/master/bip-0141.mediawiki#commitment-structure
 */
function assertWitness(block: BlockColumns, root: Uint8Array | undefined): void {
  const first = block.hasWitness.subarray(0, block.txCount).indexOf(1)
  // Without witnesses there is nothing to commit to, and an output may begin so by chance.
  if (first < 0) return
  const at = findCommitment(block)
  if (at === undefined)
    throw new BlockError('LZ_BLOCK_WITNESS', block.txAt[first] as number, 'nothing commits to a witness')
  const reserved = readReserved(block)
  if (reserved === undefined) {
    throw new BlockError('LZ_BLOCK_WITNESS', block.witnessAt[0] as number, 'the coinbase lacks its reserved value')
  }
  const both = new Uint8Array(64)
  both.set(root ?? [])
  both.set(reserved, 32)
  if (root !== undefined && isEqual(sha256d(both), block.bytes.subarray(at, at + 32))) return
  throw new BlockError('LZ_BLOCK_WITNESS', at, 'the witnesses are not those that the coinbase commits to')
}

/** Where the committed hash begins. */
function findCommitment({ bytes, outputStart, scriptAt, scriptEnd }: BlockColumns): number | undefined {
  for (let output = (outputStart[1] as number) - 1; output >= 0; output--) {
    const at = scriptAt[output] as number
    const isLong = (scriptEnd[output] as number) - at >= COMMITMENT.length + 32
    if (isLong && COMMITMENT.every((byte, i) => bytes[at + i] === byte)) return at + COMMITMENT.length
  }
  return undefined
}

/** The coinbase's witness: one item of 32 bytes. */
function readReserved({ bytes, hasWitness, witnessAt, txAt }: BlockColumns): Uint8Array | undefined {
  const at = witnessAt[0] as number
  const isOne = hasWitness[0] === 1 && bytes[at] === 1 && bytes[at + 1] === RESERVED_BYTES
  return isOne && (txAt[1] as number) === at + 2 + RESERVED_BYTES + 4 ? bytes.subarray(at + 2, at + 34) : undefined
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}
