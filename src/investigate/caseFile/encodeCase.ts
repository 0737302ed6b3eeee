import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { CaseFile } from './CaseFile.ts'

export const FORMAT = 'lazaretto/case/1'

/** The parts of a case file, in their order; each is a line of JSON for each of its records. */
export const PARTS = ['places', 'transfers', 'txs', 'assets', 'labels', 'results'] as const

export type PartName = (typeof PARTS)[number]

/** How many lines a part has, and the SHA-256 of these lines. */
export interface PartSum {
  readonly lines: number
  readonly sha256: string
}

/**
 * Writes a case as JSON Lines: a line that says what it is, the records of its parts, and a line with the SHA-256 of all
 * that is before it. The same case gives the same text.
 *
 * The first line has the hash of each part, so that one can say on which transfers a result rests.
 */
export function encodeCase(file: CaseFile): string {
  const parts = PARTS.map((name) => encodePart(file[name]))
  const sums = Object.fromEntries(PARTS.map((name, i) => [name, parts[i]?.sum]))
  const { engine, madeAtSec } = file
  const body = [
    `${JSON.stringify({ format: FORMAT, engine, madeAtSec, parts: sums })}\n`,
    ...parts.map(({ text }) => text),
  ]
  const text = body.join('')
  return `${text}${JSON.stringify({ sha256: hashOf(text) })}\n`
}

function encodePart(records: readonly unknown[]): { text: string; sum: PartSum } {
  const text = records.map((record) => `${JSON.stringify(record)}\n`).join('')
  return { text, sum: { lines: records.length, sha256: hashOf(text) } }
}

/** SHA-256 of a text's UTF-8, hex. */
export function hashOf(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)))
}
