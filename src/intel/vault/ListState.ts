import { z } from 'zod'
import { LazarettoError } from '../../LazarettoError.ts'
import type { ListCategory } from '../lists/catalogue.ts'

/** One edition that was accepted. Its entries lie in the file `entries`, without their records, which lie in `records`. */
export interface EditionInfo {
  /** SHA-256 of the file as it came, hex. */
  readonly sha256: string
  readonly format: string
  readonly published?: string | undefined
  /** When the last whole edition was published, where deltas were put onto one: then `published` is that of the last delta. */
  readonly base?: { readonly published?: string | undefined; readonly sha256: string } | undefined
  /** Seconds since 1970. */
  readonly loadedSec: number
  /** URL, or name of the file. */
  readonly origin: string
  readonly bytes: number
  readonly counts: EditionCounts
  readonly entries: string
  readonly records: string
  /** What the file lacks, or has that was not taken. */
  readonly notes?: readonly string[] | undefined
}

/** What is counted of an edition, for the guards against a list that came only in part. */
export interface EditionCounts {
  readonly entries: number
  /** Entries that have a name. */
  readonly named: number
  /** Different addresses. */
  readonly addresses: number
  readonly addressesByTicker: Readonly<Record<string, number>>
}

/** The last time that the list was known to be current. */
export interface ListCheck {
  /** Seconds since 1970: of the publisher's answer, or of the import of a file or the end of its day of publication; 0 for never. */
  readonly atSec: number
  readonly etag?: string | undefined
  readonly lastModified?: string | undefined
}

/** What the vault knows of one list: its file `state.json`, written last and at once. */
export interface ListState {
  readonly format: 'lazaretto-list/1'
  readonly list: string
  readonly title: string
  readonly category: ListCategory
  /** Counts the writes, so that two writers at a time are noticed. */
  readonly revision: number
  readonly current: EditionInfo
  /** Editions before it, the newest first. */
  readonly earlier: readonly EditionInfo[]
  readonly check: ListCheck
  /** Why the newest file was refused, where it was. */
  readonly refusal?: { readonly atSec: number; readonly code: string; readonly message: string } | undefined
  /** Name of the file of what was on it once and is not now. */
  readonly past: string
}

const counts = z.strictObject({
  entries: z.number(),
  named: z.number(),
  addresses: z.number(),
  addressesByTicker: z.record(z.string(), z.number()),
})

const edition: z.ZodType<EditionInfo> = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  format: z.string(),
  published: z.string().optional(),
  base: z.strictObject({ published: z.string().optional(), sha256: z.string() }).optional(),
  loadedSec: z.number(),
  origin: z.string(),
  bytes: z.number(),
  counts,
  entries: z.string(),
  records: z.string(),
  notes: z.array(z.string()).optional(),
})

const schema: z.ZodType<ListState> = z.strictObject({
  format: z.literal('lazaretto-list/1'),
  list: z.string(),
  title: z.string(),
  category: z.enum(['sanctions', 'stolen-funds', 'seizure', 'own']),
  revision: z.number(),
  current: edition,
  earlier: z.array(edition),
  check: z.strictObject({ atSec: z.number(), etag: z.string().optional(), lastModified: z.string().optional() }),
  refusal: z.strictObject({ atSec: z.number(), code: z.string(), message: z.string() }).optional(),
  past: z.string(),
})

/** Reads `state.json`. @throws VaultError `LZ_VAULT_STATE` */
export function parse(text: string, path: string): ListState {
  try {
    return schema.parse(JSON.parse(text))
  } catch (cause) {
    const message = `${path} is damaged or of another version. Remove the list's folder and load the list again.`
    throw new VaultError('LZ_VAULT_STATE', 'integrity', message, { cause })
  }
}

/** Something is wrong with the folder of lists itself. */
export class VaultError extends LazarettoError {
  override readonly name = 'VaultError'
}
