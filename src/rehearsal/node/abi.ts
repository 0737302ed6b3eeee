import { keccak_256 } from '@noble/hashes/sha3.js'

/** An argument of one word: an address or 32 bytes as hex, or a number. */
export type Word = string | bigint | number

/**
 * Calldata of a call whose arguments take one word each.
 *
 * @param signature - e.g. `transfer(address,uint256)`
 * @source https://docs.soliditylang.org/en/latest/abi-spec.html
 */
export function encodeCall(signature: string, words: readonly Word[] = []): string {
  return `0x${selectorOf(signature)}${encodeWords(words)}`
}

/** Creation code with its constructor's arguments behind it. */
export function encodeCreation(bytecode: string, words: readonly Word[] = []): string {
  return bytecode + encodeWords(words)
}

/** The word of an answer or of a log's data. */
export function wordAt(data: string, index: number): string {
  const at = 2 + 64 * index
  const word = data.slice(at, at + 64)
  if (word.length !== 64) throw new RangeError(`There is no word ${index} in ${data.slice(0, 200)}.`)
  return word
}

/** The address in a word. */
export function addressAt(data: string, index: number): string {
  return `0x${wordAt(data, index).slice(24).toLowerCase()}`
}

export function numberAt(data: string, index: number): bigint {
  return BigInt(`0x${wordAt(data, index)}`)
}

export function keccak(bytes: Uint8Array): string {
  return `0x${Buffer.from(keccak_256(bytes)).toString('hex')}`
}

function selectorOf(signature: string): string {
  return keccak(Buffer.from(signature, 'ascii')).slice(2, 10)
}

function encodeWords(words: readonly Word[]): string {
  return words.map((word) => BigInt(word).toString(16).padStart(64, '0')).join('')
}
