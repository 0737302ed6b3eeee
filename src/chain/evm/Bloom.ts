import { hashBytes } from '../kernel/keccak.ts'
import type { EvmLog } from './EvmReceipt.ts'
import { toBytes } from './HexBytes.ts'

/** Bytes of a bloom filter. */
const LENGTH = 256
const BITS_PER_TEXT = 3

/** The bits that a text sets, by text: a block repeats its addresses and topics. */
export type BloomBits = Map<string, readonly number[]>

/**
 * The filter of the addresses and topics of logs.
 *
 * @param known - Bits that were found before, and those that are found now.
 * @source https://ethereum.github.io/yellowpaper/paper.pdf, section 4.4.1
 */
export function fromLogs(logs: readonly EvmLog[], known: BloomBits): Uint8Array {
  const bloom = new Uint8Array(LENGTH)
  for (const { address, topics } of logs) {
    addText(bloom, address, known)
    for (const topic of topics) addText(bloom, topic, known)
  }
  return bloom
}

/** The filter of all that is in several. */
export function join(blooms: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(LENGTH)
  for (const bloom of blooms) for (let i = 0; i < LENGTH; i++) all[i] = (all[i] as number) | (bloom[i] as number)
  return all
}

function addText(bloom: Uint8Array, text: string, known: BloomBits): void {
  let bits = known.get(text)
  if (bits === undefined) known.set(text, (bits = listBits(hashBytes(toBytes(text)))))
  for (const bit of bits) {
    const at = LENGTH - 1 - (bit >> 3)
    bloom[at] = (bloom[at] as number) | (1 << (bit & 7))
  }
}

/** The low 11 bits of the first three pairs of bytes. */
function listBits(hash: Uint8Array): readonly number[] {
  return Array.from(
    { length: BITS_PER_TEXT },
    (_, i) => (((hash[2 * i] as number) << 8) | (hash[2 * i + 1] as number)) & (8 * LENGTH - 1),
  )
}
