import { z } from 'zod'
import { createEntry } from '../createEntry.ts'
import type { EntryKind, ListEntry, ListedDocument, ListedName } from '../ListEntry.ts'
import { parseBirth } from '../text/ListDate.ts'
import { readAddress } from '../text/readAddress.ts'

const KINDS: ReadonlyMap<string, EntryKind> = new Map([
  ['Person', 'person'],
  ['Organization', 'organisation'],
  ['Company', 'organisation'],
  ['LegalEntity', 'organisation'],
  ['PublicBody', 'organisation'],
  ['Vessel', 'vessel'],
  ['Airplane', 'aircraft'],
])
const DOCUMENTS = [
  'passportNumber',
  'idNumber',
  'taxNumber',
  'innCode',
  'ogrnCode',
  'registrationNumber',
  'leiCode',
  'swiftBic',
  'imoNumber',
  'mmsi',
  'callSign',
] as const
const KINDS_MAX = 20
const COUNTRIES = ['nationality', 'citizenship', 'country', 'jurisdiction', 'flag'] as const

/** An entity of FollowTheMoney: every property is a list of texts. */
export const ftmEntity: z.ZodType<FtmEntity> = z.looseObject({
  id: z.string().min(1),
  schema: z.string().min(1),
  caption: z.string().optional(),
  properties: z.record(z.string(), z.array(z.string())),
  datasets: z.array(z.string()).optional(),
  target: z.boolean().optional(),
})

/** What is read of an entity. */
export interface FtmEntity {
  readonly id: string
  readonly schema: string
  readonly caption?: string | undefined
  readonly properties: Readonly<Record<string, readonly string[]>>
  readonly datasets?: readonly string[] | undefined
  readonly target?: boolean | undefined
}

/**
 * Whether an entity is itself sanctioned: its topics say so. A target without any topic is, for older exports have none; one of
 * other topics (`sanction.linked`, `sanction.counter`, `role.pep`, `crime.theft`, `debarment`) is a target for another reason.
 *
 * @source https://www.opensanctions.org/docs/topics/
 * @source https://www.opensanctions.org/faq/23/targets/
 */
export function isSanctioned({ target, properties }: FtmEntity): boolean {
  const topics = properties['topics'] ?? []
  return topics.includes('sanction') || (topics.length === 0 && target === true)
}

/** Counts what a data set has for other reasons than sanctions, by topic. */
export class LeftOut {
  readonly #counts = new Map<string, number>()

  /** Counts an entity that is no entry; what has neither a topic nor is a target is mere context. */
  add({ schema, target, properties }: FtmEntity): void {
    const [topic] = properties['topics'] ?? []
    const why = topic ?? (target === true || schema === 'CryptoWallet' ? schema : undefined)
    if (why !== undefined) this.#counts.set(why, (this.#counts.get(why) ?? 0) + 1)
  }

  /** A sentence, if anything was counted. */
  notes(): string[] {
    const counts = [...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, KINDS_MAX)
    const said = counts.map(([why, count]) => `${why.slice(0, 40)} ${count}`).join(', ')
    return said === '' ? [] : [`what is in the file without being sanctioned was left out: ${said}`]
  }
}

/** Makes an entry of an entity. A wallet carries the names of its holders, where they are known. */
export function mapFtmEntity(
  entity: FtmEntity,
  { record, holders }: { record: string; holders: readonly string[] },
): ListEntry {
  const values = (name: string): readonly string[] => entity.properties[name] ?? []
  return createEntry({
    uid: entity.id,
    kind: KINDS.get(entity.schema) ?? 'unknown',
    names: [...listNames(entity), ...holders.map((text) => ({ text, quality: 'primary' as const }))],
    programmes: [...values('programId'), ...values('program'), ...(entity.datasets ?? []), ...values('topics')],
    addresses: values('publicKey').map((text) =>
      readAddress(text, (values('currencySymbol')[0] ?? values('currency')[0])?.toUpperCase()),
    ),
    births: values('birthDate').map((text) => parseBirth(text)),
    countries: COUNTRIES.flatMap(values),
    documents: DOCUMENTS.flatMap((kind) => values(kind).map((text): ListedDocument => ({ kind, text }))),
    record,
  })
}

/** The caption is the name that the publisher shows; of a wallet it is its address, which is no name. */
function listNames({ schema, caption, properties }: FtmEntity): ListedName[] {
  const all = (name: string, quality: ListedName['quality']): ListedName[] =>
    (properties[name] ?? []).map((text) => ({ text, quality }))
  const names = properties['name'] ?? []
  const main = caption !== undefined && (names.includes(caption) || schema !== 'CryptoWallet') ? caption : names[0]
  return [
    ...(main === undefined ? [] : [{ text: main, quality: 'primary' as const }]),
    ...all('name', 'strong'),
    ...all('alias', 'strong'),
    ...all('previousName', 'strong'),
    ...all('weakAlias', 'weak'),
    ...all('abbreviation', 'weak'),
  ]
}
