import { z } from 'zod'
import { LazarettoError } from '../../LazarettoError.ts'
import type { ActorEntry, ActorName, ActorRecord } from './Actor.ts'
import { findProducer } from './producers.ts'

const VALUES_MAX = 50_000

const strings = z.array(z.string()).optional()
const meta = z.looseObject({
  synonyms: strings,
  country: z.string().optional(),
  external_id: z.string().optional(),
  'name-attribution': strings,
})
const value = z.looseObject({
  value: z.string().min(1),
  uuid: z.uuid(),
  meta: meta.optional(),
  revoked: z.boolean().optional(),
})
const galaxy = z.looseObject({
  name: z.string(),
  type: z.string(),
  version: z.int(),
  values: z.array(value).max(VALUES_MAX),
})

type Value = z.infer<typeof value>

/** Types of clusters that are about actors; a galaxy of malware or sectors names none. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['threat-actor', 'misp'],
  ['mitre-intrusion-set', 'attack'],
  ['microsoft-activity-group', 'microsoft'],
])

/**
 * Reads a cluster file of MISP's galaxy: one actor of one entry for each value that is not revoked.
 *
 * @param text - JSON of a cluster of type `threat-actor`, `mitre-intrusion-set` or `microsoft-activity-group`.
 * @throws GalaxyError `LZ_GALAXY_SHAPE`
 * @source https://www.misp-standard.org/rfc/misp-standard-galaxy-format.txt
 * @example
 * ActorTable.extend(ActorTable.builtIn, readGalaxy(await readFile('threat-actor.json', 'utf8')))
 */
export function readGalaxy(text: string): ActorRecord[] {
  const parsed = galaxy.safeParse(parseJson(text))
  if (!parsed.success) throw new GalaxyError(z.prettifyError(parsed.error))
  const source = TYPES.get(parsed.data.type)
  if (source === undefined) throw new GalaxyError(`its type is ${JSON.stringify(parsed.data.type.slice(0, 60))}`)
  return parsed.data.values.filter(({ revoked }) => revoked !== true).map((each) => toActor(each, source))
}

function toActor({ value, uuid, meta }: Value, source: string): ActorRecord {
  const id = source === 'attack' ? (meta?.external_id ?? uuid) : uuid
  const name = value.replace(/ - G\d{4}$/, '')
  const country = meta?.country
  const entry: ActorEntry = { source, id, ...(country === undefined ? {} : { country }), names: listNames(name, meta) }
  return { id: uuid, name, entries: [entry] }
}

function listNames(name: string, meta: Value['meta']): ActorName[] {
  const coiners = new Map((meta?.['name-attribution'] ?? []).map(splitAttribution))
  const names = new Set([name, ...(meta?.synonyms ?? [])])
  return [...names].map((each): ActorName => {
    const by = findProducer(coiners.get(each) ?? '')
    return by === undefined ? [each] : [each, by]
  })
}

/** `NAME:uuid of the producer`; the name may have colons of its own. */
function splitAttribution(text: string): [name: string, producer: string] {
  const at = text.lastIndexOf(':')
  return [text.slice(0, Math.max(at, 0)), text.slice(at + 1)]
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new GalaxyError(String(cause))
  }
}

/** A text that is no cluster file of actors. */
export class GalaxyError extends LazarettoError {
  override readonly name = 'GalaxyError'

  constructor(problem: string) {
    const expected = 'Expected a cluster of threat actors from the MISP galaxy.'
    super('LZ_GALAXY_SHAPE', 'input', `This is no file of actors: ${problem}. ${expected}`)
  }
}
