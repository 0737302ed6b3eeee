import { type BitcoinNetwork, BitcoinTx, BlockError, BlockHeader, MerkleBranch } from '../../../chain/index.ts'
import { ExplorerError } from '../explorer/ExplorerError.ts'

/** A header that has the work that it says. */
export interface BlockHead extends BlockHeader.BlockHeader {
  readonly bytes: Uint8Array
}

/** Twice the digits of the longest block. */
const DIGITS_MAX = 8_000_000
/** A transaction of so many bytes without its witness could be a pair of hashes of the tree. No node relays such. */
const NODE_BYTES = 64

/**
 * Reads the hex of a transaction whose hash is its id.
 *
 * The id does not cover the witness: signatures in it are as the explorer says.
 *
 * @throws ExplorerError `LZ_EXPLORER_HEX`, `LZ_EXPLORER_PROOF`
 * @source https://github.com/bitcoin/bips/blob/master/bip-0141.mediawiki#transaction-id
 * @source https://nvd.nist.gov/vuln/detail/CVE-2017-12842
 */
export function readTx(text: string, txid: string): Uint8Array {
  const raw = Buffer.from(readHex(text), 'hex')
  const tx = refute(`the bytes that it gives for ${txid} are no transaction`, () => BitcoinTx.decode(raw))
  if (tx.txid !== txid) throw refuted(`asked for ${txid}, it gives the transaction ${tx.txid}`)
  if (hashedBytes(tx) === NODE_BYTES) throw refuted(`the transaction ${txid} has the form of a node of the tree`)
  return Uint8Array.from(raw)
}

/** Bytes of which the id is the hash; exact where they are few. */
function hashedBytes({ inputs, outputs }: BitcoinTx.BitcoinTx): number {
  const rest = 4 + 1 + 1 + 4
  const spent = inputs.reduce((sum, { script }) => sum + 36 + 1 + script.length + 4, 0)
  return outputs.reduce((sum, { script }) => sum + 8 + 1 + script.length, rest + spent)
}

/**
 * Reads a header that has its hash, and the work for it.
 *
 * @throws ExplorerError `LZ_EXPLORER_HEX`, `LZ_EXPLORER_PROOF`
 */
export function readHead(text: string, hash: string, network: BitcoinNetwork.BitcoinNetwork): BlockHead {
  const bytes = Uint8Array.from(Buffer.from(readHex(text, BlockHeader.LENGTH), 'hex'))
  const header = BlockHeader.decode(bytes)
  if (header.hash !== hash) throw refuted(`asked for the block ${hash}, it gives the header of ${header.hash}`)
  refute(`its block ${hash} has not the work that it says`, () => BlockHeader.assertWork(header, network))
  return { ...header, bytes }
}

/** @throws ExplorerError `LZ_EXPLORER_PROOF` where the transaction does not stand in the block */
export function assertPlace(branch: MerkleBranch.MerkleBranch, { hash, merkleRoot }: BlockHead): void {
  const what = `its proof that ${branch.txid} stands in the block ${hash} proves nothing`
  const root = refute(what, () => MerkleBranch.toRoot(branch))
  if (root !== merkleRoot) throw refuted(what)
}

/** Hex of so many bytes, or of any number. @throws ExplorerError `LZ_EXPLORER_HEX` */
export function readHex(text: string, bytes?: number): string {
  const isLong = bytes === undefined ? text.length <= DIGITS_MAX : text.length === 2 * bytes
  if (isLong && text.length % 2 === 0 && /^[0-9a-f]+$/.test(text)) return text
  const what = /^\s*</.test(text) ? 'a web page' : `${text.length} characters that are not the hex that was asked for`
  throw new ExplorerError('LZ_EXPLORER_HEX', `esplora: the explorer answers with ${what}. Try again later.`)
}

function refute<T>(what: string, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    if (cause instanceof BlockError) throw refuted(`${what}: ${cause.message}`, cause)
    throw cause
  }
}

function refuted(what: string, cause?: unknown): ExplorerError {
  const message = `esplora: ${what}. Nothing of it is stored. Ask another explorer.`
  return new ExplorerError('LZ_EXPLORER_PROOF', message, { cause })
}
