import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { REGISTER, RULES_VERSION } from '../../screen/index.ts'
import { CanonicalJson } from '../../state/index.ts'
import type { Lists } from '../loadScreener.ts'
import type { PolicyFile } from './PolicyFile.ts'

/** What answers rest on: with it and the question, anybody can repeat them. */
export interface Basis {
  readonly lists: readonly {
    readonly list: string
    readonly published: string | null
    /** Of the file as it came, hex. */
    readonly sha256: string
    /** When the list was last known to be current, in seconds since 1970. */
    readonly checked: number
  }[]
  /** SHA-256 of what the register of thefts says of addresses, hex. */
  readonly register: string
  /** Files of exposures, named after their hashes. */
  readonly exposures: readonly string[]
  /**
   * Chains whose exposures a watch keeps up to date, in the place of what the files say of them, and the block behind which
   * they stand. With the lists and the ledger up to there they can be repeated; the bounds are those of `ExposureOptions`.
   */
  readonly live?: readonly {
    readonly chain: string
    readonly height: number
    readonly hash: string
    readonly counterpartiesMax: number
    readonly floor: string
  }[]
  readonly policy: { readonly name: string; readonly sha256: string }
  readonly engine: { readonly version: string; readonly rules: string }
}

/** How far the watch of one chain had come. */
export type LiveBasis = NonNullable<Basis['live']>[number]

/** Version of the package. */
export const ENGINE_VERSION: string = readVersion()

/** What the answers of an edition rest on. */
export function basisOf({ lists, watchlist, exposures }: Lists, { policy: { name }, sha256 }: PolicyFile): Basis {
  return {
    lists: lists.map((each) => {
      return { list: each.list, published: each.published ?? null, sha256: each.sha256, checked: each.checkedSec }
    }),
    register: watchlist.sources.find(({ id }) => id === REGISTER)?.sha256 ?? '',
    exposures: exposures?.files ?? [],
    policy: { name, sha256 },
    engine: { version: ENGINE_VERSION, rules: RULES_VERSION },
  }
}

/** SHA-256 of the canonical JSON of a basis, hex: by it decisions name theirs. */
export function hashBasis(basis: Basis): string {
  return createHash('sha256')
    .update(CanonicalJson.encode({ ...basis }))
    .digest('hex')
}

function readVersion(): string {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')
  return String((JSON.parse(text) as { version: unknown }).version)
}
