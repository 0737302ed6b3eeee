import { ListFileError } from './FeedError.ts'
import { type JsonLeaf, JsonLeaves } from './JsonLeaves.ts'
import type { ListedName, ListIntake, Role } from './ListIntake.ts'
import { decodeText, type ListFile } from './textLines.ts'

/** Arrays of names by the field they stand in, `''` at the top. */
type Arrays = Readonly<Record<string, Role>>

/** Lists in JSON whose names stand in arrays of texts. */
const JSON_LISTS: Readonly<Record<JsonListFormat, Arrays>> = {
  /** @source https://github.com/MetaMask/eth-phishing-detect, versions 1 and 2, and the API's with paths */
  'eth-phishing-detect': {
    blacklist: 'bad',
    blocklist: 'bad',
    blocklistPaths: 'bad',
    whitelist: 'good',
    allowlist: 'good',
  },
  /** @source https://github.com/scamsniffer/scam-database, `domains.json` and `all.json` */
  scamsniffer: { '': 'bad', domains: 'bad' },
  /** Its `allow` holds hosts that many share. @source https://github.com/polkadot-js/phishing */
  polkadot: { deny: 'bad', denySub: 'bad', allow: 'shared' },
  /** @source https://github.com/MISP/misp-warninglists */
  misp: { list: 'bad' },
}

/** Lists in JSON that are known. */
export type JsonListFormat = 'eth-phishing-detect' | 'scamsniffer' | 'polkadot' | 'misp'

/** Attributes of a MISP event that name a place of the web. */
const MISP_TYPES = [
  'domain',
  'hostname',
  'url',
  'uri',
  'link',
  'ip-dst',
  'ip-src',
  'domain|ip',
  'hostname|port',
  'ip-dst|port',
  'ip-src|port',
]

/** Objects whose fields make a name each, by the field that they stand in. */
const JSON_RECORDS: Readonly<Partial<Record<JsonListFormat, JsonRecords>>> = {
  'eth-phishing-detect': { field: 'data', toNames: toHotNames },
  misp: { field: 'Attribute', toNames: toAttribute },
}

interface JsonRecords {
  readonly field: string
  toNames(fields: ReadonlyMap<string, JsonLeaf>): ListedName[]
}

/**
 * Reads a list in JSON; other fields than the format's are passed over. `misp` takes events with attributes too, and
 * `eth-phishing-detect` what has changed in a list.
 */
export async function readJsonList(file: ListFile, format: JsonListFormat, intake: ListIntake): Promise<void> {
  const leaves = new JsonLeaves(file.name)
  const arrays: Arrays = JSON_LISTS[format]
  const records = JSON_RECORDS[format]
  const fields = new Map<string, JsonLeaf>()
  let isKnown = false
  const take = (leaf: JsonLeaf): void => {
    const { field, around, value, isElement, line } = leaf
    const role = isElement && value !== undefined && Object.hasOwn(arrays, field) ? arrays[field] : undefined
    if (role !== undefined) intake.take({ role, text: value ?? '', line })
    isKnown ||= role === 'bad'
    if (records === undefined) return
    if (value !== undefined && around === records.field && !isElement) fields.set(field, leaf)
    if (value !== undefined || field !== records.field) return
    const names = records.toNames(fields)
    isKnown ||= fields.has('type') || names.length > 0
    for (const name of names) intake.take(name)
    fields.clear()
  }
  for await (const text of decodeText(file)) leaves.push(text).forEach(take)
  leaves.end().forEach(take)
  if (isKnown) return
  const wanted = Object.keys(arrays).map((field) => (field === '' ? 'a list at the top' : field))
  const what = `nothing in it is a list of ${format}: expected ${wanted.join(', ')}. Look of which format the file is.`
  throw new ListFileError('LZ_GUARD_LIST_FORMAT', { name: file.name, line: 1 }, what)
}

/**
 * What MetaMask's API tells of the last hours: a name that was put on a list, or taken from it.
 *
 * @source https://github.com/MetaMask/core/tree/main/packages/phishing-controller
 */
function toHotNames(fields: ReadonlyMap<string, JsonLeaf>): ListedName[] {
  const [url, list, time, removal] = ['url', 'targetList', 'timestamp', 'isRemoval'].map((field) => fields.get(field))
  if (url?.value === undefined || !/\.blocklist(?:Paths)?$/.test(list?.value ?? '')) return []
  const role = removal?.value === 'true' ? 'withdrawn' : 'bad'
  return [{ role, text: url.value, line: url.line, ...(time?.value === undefined ? {} : { firstSeen: time.value }) }]
}

/** The name of an attribute of a MISP event. */
function toAttribute(fields: ReadonlyMap<string, JsonLeaf>): ListedName[] {
  const textOf = (field: string): string | undefined => fields.get(field)?.value
  const [type = '', value, seen] = [textOf('type'), fields.get('value'), textOf('first_seen')]
  if (value?.value === undefined || !MISP_TYPES.includes(type) || isTrue(textOf('deleted'))) return []
  // Attributes that are not for detection are references: reports, the victim's own site.
  if (fields.has('to_ids') && !isTrue(textOf('to_ids'))) return []
  const firstSeen = seen === undefined || seen === 'null' ? textOf('timestamp') : seen
  const text = type.includes('|') ? (value.value.split('|')[0] ?? '') : value.value
  return [{ role: 'bad', text, line: value.line, ...(firstSeen === undefined ? {} : { firstSeen }) }]
}

function isTrue(text: string | undefined): boolean {
  return text === 'true' || text === '1'
}
