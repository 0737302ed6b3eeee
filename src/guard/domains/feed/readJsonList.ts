import { ListFileError } from './FeedError.ts'
import { type JsonLeaf, JsonLeaves } from './JsonLeaves.ts'
import type { ListIntake, Role } from './ListIntake.ts'
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

/** Reads a list in JSON; other fields than the format's are passed over. `misp` takes events with attributes too. */
export async function readJsonList(file: ListFile, format: JsonListFormat, intake: ListIntake): Promise<void> {
  const leaves = new JsonLeaves(file.name)
  const arrays: Arrays = JSON_LISTS[format]
  const attribute = format === 'misp' ? new Attribute() : undefined
  let isKnown = false
  const take = (leaf: JsonLeaf): void => {
    const role =
      leaf.isElement && leaf.value !== undefined && Object.hasOwn(arrays, leaf.field) ? arrays[leaf.field] : undefined
    isKnown ||= role === 'bad' || leaf.around === 'Attribute'
    if (role !== undefined) intake.take({ role, text: leaf.value ?? '', line: leaf.line })
    attribute?.take(leaf, intake)
  }
  for await (const text of decodeText(file)) leaves.push(text).forEach(take)
  leaves.end().forEach(take)
  if (isKnown) return
  const wanted = Object.keys(arrays).map((field) => (field === '' ? 'a list at the top' : field))
  const what = `nothing in it is a list of ${format}: expected ${wanted.join(', ')}. Look of which format the file is.`
  throw new ListFileError('LZ_GUARD_LIST_FORMAT', { name: file.name, line: 1 }, what)
}

/** The fields of the MISP attribute that is being read. */
class Attribute {
  readonly #fields = new Map<string, { value: string; line: number }>()

  take({ field, around, value, isElement, line }: JsonLeaf, intake: ListIntake): void {
    if (around !== 'Attribute' && !(value === undefined && field === 'Attribute')) return
    if (value !== undefined && !isElement) this.#fields.set(field, { value, line })
    else if (value === undefined && field === 'Attribute') this.#end(intake)
  }

  #end(intake: ListIntake): void {
    const [type, value, isFound, seen, time] = ['type', 'value', 'to_ids', 'first_seen', 'timestamp'].map((field) =>
      this.#fields.get(field),
    )
    this.#fields.clear()
    if (type === undefined || value === undefined || !MISP_TYPES.includes(type.value)) return
    // Attributes that are not for detection are references: reports, the victim's own site.
    if (isFound?.value === 'false' || isFound?.value === '0') return
    const firstSeen = seen === undefined || seen.value === 'null' ? time : seen
    const text = type.value.includes('|') ? (value.value.split('|')[0] ?? '') : value.value
    intake.take({
      role: 'bad',
      text,
      line: value.line,
      ...(firstSeen === undefined ? {} : { firstSeen: firstSeen.value }),
    })
  }
}
