import { z } from 'zod'
import { EvmAddress } from '../../../../chain/index.ts'
import type { Ask, Question } from '../createAsker.ts'
import { ExplorerError } from '../ExplorerError.ts'
import type { AddressTag, NameSource } from '../NameSource.ts'
import { mapRows, readShape } from '../readRows.ts'

/** Whom to ask for names, and how. */
export interface BlockscoutNamesOptions {
  readonly ask: Ask
  /** Address of the question, with a key where one is needed. */
  readonly url: (addresses: readonly string[]) => string
}

const TEXT_MAX = 256
const TAGS_MAX = 20

/** Names are a help and no need: little is read, nobody else is asked, and nobody is waited for long. */
const BOUNDS: Pick<Question<unknown>, 'maxBytes' | 'redirectsMax' | 'attemptsMax' | 'waitMaxSec'> = {
  maxBytes: 1 << 20,
  redirectsMax: 0,
  attemptsMax: 2,
  waitMaxSec: 10,
}

const tag = z.object({ name: z.string(), tagType: z.string(), ordinal: z.number().optional() })
const batch = z.object({ addresses: z.record(z.string(), z.object({ tags: z.array(tag) })) })
const single = z.object({
  hash: z.string().max(64),
  public_tags: z.array(z.object({ display_name: z.string() })).nullish(),
  metadata: z.object({ tags: z.array(tag) }).nullish(),
  is_scam: z.boolean().nullish(),
})

/**
 * Blockscout's service of names, which all of its own instances show; it answers for many addresses at once.
 *
 * @source https://docs.blockscout.com/api-reference/metadata/get-servicesmetadataapiv1metadata
 */
export function createNameService({ ask, url }: BlockscoutNamesOptions): NameSource {
  const { host } = new URL(url([]))
  const read = (answer: unknown): Named[] => {
    if (answer === undefined) return []
    const { addresses } = readShape(batch, answer, SERVICE)
    return Object.entries(addresses).map(([hash, { tags }]) => ({ hash, tags: toTags(tags) }))
  }
  return {
    host,
    addressesMax: 50,
    async listTags(addresses, signal) {
      const named = await ask({
        ...BOUNDS,
        url: url(addresses),
        signal,
        read: (answer) => ({ answer, rows: read(answer) }),
      })
      if (named.answer === undefined) return new Map()
      const found = byAddress(named.rows, addresses)
      // What has no tags may be left out of the answer.
      return new Map(addresses.map((address) => [address, found.get(address) ?? []]))
    },
  }
}

/**
 * Names as one instance has them, an address at a time: its public tags, and those of a service of names that it may show.
 *
 * Not read: `name`, which whoever wrote a contract gave it, the ENS name, which anybody can buy, and tags of an account.
 *
 * @source https://github.com/blockscout/blockscout schemas/api/v2/address.ex, general/tag.ex, proxy/metadata_tag.ex
 */
export function createInstanceNames({ ask, url }: BlockscoutNamesOptions): NameSource {
  return {
    host: new URL(url([])).host,
    addressesMax: 1,
    async listTags(addresses, signal) {
      const read = (answer: unknown): Named[] =>
        answer === undefined ? [] : [toNamed(readShape(single, answer, PAGE))]
      const named = await ask({ ...BOUNDS, url: url(addresses), signal, read })
      return byAddress(named, addresses)
    },
  }
}

const SERVICE = 'blockscout names'
const PAGE = 'blockscout address'

interface Named {
  readonly hash: string
  readonly tags: readonly AddressTag[]
}

function toNamed({ hash, public_tags, metadata, is_scam }: z.infer<typeof single>): Named {
  const own = (public_tags ?? []).map(({ display_name }) => ({ name: display_name, tagType: 'name' }))
  const badge: AddressTag[] = is_scam === true ? [{ text: 'scam', kind: 'scam' }] : []
  return { hash, tags: [...badge, ...toTags([...own, ...(metadata?.tags ?? [])])] }
}

const KINDS: ReadonlyMap<string, AddressTag['kind']> = new Map([
  ['name', 'name'],
  ['generic', 'generic'],
  ['classifier', 'generic'],
])

/** Those of a high place first; notes, advertisements and names of protocols are no names of an address. */
function toTags(tags: readonly z.infer<typeof tag>[]): AddressTag[] {
  const sorted = [...tags].sort((a, b) => (b.ordinal ?? 0) - (a.ordinal ?? 0))
  const read = sorted.flatMap(({ name, tagType }): AddressTag[] => {
    const [text, kind] = [cleanText(name), KINDS.get(tagType)]
    return kind === undefined || text === '' || text.length > TEXT_MAX ? [] : [{ text, kind }]
  })
  return read.slice(0, TAGS_MAX)
}

function cleanText(text: string): string {
  if (text.length > 4 * TEXT_MAX) return ''
  const plain = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]+/gu, ' ')
  return plain.replaceAll(/\s+/g, ' ').trim()
}

/** @throws ExplorerError `LZ_EXPLORER_ROWS` for an address that was not asked about */
function byAddress(named: readonly Named[], asked: readonly string[]): Map<string, readonly AddressTag[]> {
  const rows = mapRows(named, SERVICE, ({ hash, tags }) => [EvmAddress.parse(hash), tags] as const)
  const other = rows.find(([address]) => !asked.includes(address))
  if (other === undefined) return new Map(rows)
  throw new ExplorerError('LZ_EXPLORER_ROWS', `${SERVICE}: it answers about ${other[0]}, which was not asked about.`)
}
