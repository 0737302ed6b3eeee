import type { Investigation } from '../Investigation.ts'

/** How far the history of an address, or a transaction, was read, and where to go on. */
export interface CasePlace {
  readonly place: string
  readonly state: 'part' | 'whole' | 'hub'
  readonly next: string
  readonly pages: number
  readonly transfers: number
  readonly atSec: number
  /** What was read above this block might still be replaced then. */
  readonly settled?: number | undefined
}

/** A transfer as the source told it, in the forms of JSON. */
export interface CaseTransfer {
  readonly kind: 'native' | 'internal' | 'token'
  readonly block: number
  readonly timeSec?: number | undefined
  /** With `0x`. */
  readonly tx: string
  readonly txIndex?: number | undefined
  readonly ordinal?: number | undefined
  readonly from: string
  readonly to: string
  readonly asset: string
  /** Base units, decimal text. */
  readonly amount: string
}

/** A transaction of a UTXO chain in its own bytes, and its place. Hex. */
export interface CaseTx {
  readonly txid: string
  readonly height: number
  readonly place: number
  /** The 80 bytes of its block's header. */
  readonly header: string
  readonly raw: string
}

/** What a source said of a token's decimals. */
export interface CaseAsset {
  readonly id: string
  readonly decimals: number
}

/** A claim about an address. */
export interface CaseLabel {
  readonly chain?: string | undefined
  readonly address: string
  readonly name: string
  readonly source: string
  readonly confidence?: string | undefined
  readonly reading: string
}

/** All of an investigation: what was asked, what the source told, and every result so far, the last one last. */
export interface CaseFile {
  readonly engine: string
  readonly madeAtSec: number
  readonly places: readonly CasePlace[]
  /** On chains with accounts. */
  readonly transfers: readonly CaseTransfer[]
  /** On UTXO chains. */
  readonly txs: readonly CaseTx[]
  readonly assets: readonly CaseAsset[]
  readonly labels: readonly CaseLabel[]
  /** At least one. */
  readonly results: readonly CaseResult[]
}

/** A result as it was told, with the full traces it was made of. */
export interface CaseResult {
  readonly investigation: Investigation
  /** The documents of the traces, as `lazaretto trace --json` prints them. */
  readonly traces: readonly unknown[]
}
