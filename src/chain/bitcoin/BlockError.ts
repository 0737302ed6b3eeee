import { LazarettoError } from '../../LazarettoError.ts'

export type BlockCode = keyof typeof advice

/**
 * Bytes that are no good block or transaction: nothing of them may be used.
 *
 * `offset` is where, counted in bytes from the beginning of the block or transaction.
 */
export class BlockError extends LazarettoError {
  override readonly name = 'BlockError'
  readonly offset: number
  /** What is wrong and what to do, without the place, for those who know it from the beginning of a file. */
  readonly finding: string

  constructor(code: BlockCode, offset: number, what: string) {
    const finding = `${what}. ${advice[code]}`
    super(code, 'integrity', `Byte ${offset}: ${finding}`)
    this.offset = offset
    this.finding = finding
  }
}

const again = 'Fetch the block again.'

const advice = {
  LZ_BLOCK_TRUNCATED: 'The data are cut: fetch them again.',
  LZ_BLOCK_COUNT: `No block can hold so many. ${again}`,
  LZ_BLOCK_ENCODING: `No node writes it so. ${again}`,
  LZ_BLOCK_TRAILING: `Expected the end of the data. ${again}`,
  LZ_BLOCK_SIZE: `Expected at most 4,000,000 bytes. ${again}`,
  LZ_BLOCK_BITS: `Expected a target that the network allows. Check that the network is the right one, or fetch the block again.`,
  LZ_BLOCK_WORK: `The header is damaged or was never mined. ${again}`,
  LZ_BLOCK_MERKLE: `A transaction is damaged, or one is missing or there twice. ${again}`,
  LZ_BLOCK_WITNESS: `A witness is damaged, missing or was added. ${again}`,
  LZ_BLOCK_COINBASE: `Expected one coinbase, the first transaction. ${again}`,
  LZ_BLOCK_VALUE: `Expected at most 21,000,000 BTC. ${again}`,
}
