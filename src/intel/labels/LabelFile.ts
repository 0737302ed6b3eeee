import type { ChainId } from '../../chain/index.ts'
import { LazarettoError } from '../../LazarettoError.ts'
import type { Label } from '../Label.ts'
import type { ServiceTable } from '../ServiceTable.ts'
import type { Service } from '../services/Service.ts'

/** Why one entry of a label file was left out. */
export type LabelRejectCode =
  | 'LZ_LABEL_ADDRESS'
  | 'LZ_LABEL_NULL_ADDRESS'
  | 'LZ_LABEL_ENTRY'
  | 'LZ_LABEL_CURRENCY'
  | 'LZ_LABEL_CHAIN'

/** One entry that was left out: the rest of the file still counts. */
export interface LabelReject {
  /** Line, key or index in the file. */
  readonly place: string
  readonly code: LabelRejectCode
  readonly message: string
}

/** One entry of a label file. */
export type LabelItem = { readonly label: Label } | { readonly reject: LabelReject }

/** The forms that are understood; told apart by content. */
export type LabelFormat = 'tagpack' | 'actorpack' | 'explorer-labels' | 'label-csv' | 'proof-of-reserves'

/** What a reader of one format is given beside the document. */
export interface LabelContext {
  /** Name of the file: for messages, and for who says so where neither the user nor the file says it. */
  readonly file: string
  /** Who says so, by the user's word. */
  readonly source: string | undefined
  /** Chain of entries that name none. */
  readonly chain: ChainId.ChainId | undefined
  readonly table: ServiceTable
}

/** A label file, read. */
export interface LabelFile {
  readonly name: string
  readonly format: LabelFormat
  readonly labels: readonly Label[]
  readonly rejects: readonly LabelReject[]
  /** Services of an actor pack; empty for the other formats. */
  readonly services: readonly Service[]
}

/** A rejected entry as an item. */
export function reject(place: string, code: LabelRejectCode, message: string): LabelItem {
  return { reject: { place, code, message } }
}

const kinds = {
  LZ_LABEL_FILE_SIZE: 'limit',
  LZ_LABEL_FILE_GZIP: 'integrity',
  LZ_LABEL_FILE_ENCODING: 'input',
  LZ_LABEL_FILE_FORMAT: 'input',
  LZ_LABEL_FILE_SHAPE: 'input',
  LZ_LABEL_FILE_CHAIN: 'input',
} as const

/** A label file that cannot be read at all. */
export class LabelFileError extends LazarettoError {
  override readonly name = 'LabelFileError'

  constructor(code: keyof typeof kinds, message: string, options?: { cause?: unknown }) {
    super(code, kinds[code], message, options)
  }
}
