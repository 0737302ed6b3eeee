import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { createEntry } from '../createEntry.ts'
import type { ListEntry } from '../ListEntry.ts'
import { ListError } from '../ListError.ts'
import type { ListFormat } from '../ListFormat.ts'
import type { ListChange } from '../ListReading.ts'
import { fromParts } from '../text/ListDate.ts'
import { entryError, findText, getAttribute, getText, list, type XmlElement } from '../xml/XmlElement.ts'
import type { XmlPart } from '../xml/XmlPartReader.ts'
import { type PartMapper, xmlFormat } from '../xml/xmlFormat.ts'
import { mapParty } from './advancedParty.ts'
import { ReferenceValues } from './ReferenceValues.ts'

const PARTY = 'DistinctParties/DistinctParty'
const SANCTION = 'SanctionsEntries/SanctionsEntry'
const LOCATION = 'Locations/Location'
const DOCUMENT = 'IDRegDocuments/IDRegDocument'
const VALUES = 'ReferenceValueSets'

/**
 * OFAC's list as SDN_ADVANCED.XML: over 127 MB, with all meanings in sets of values at its beginning.
 *
 * What a party is sanctioned for stands behind all parties. So parties wait for it, packed to about a sixth of their text,
 * and come at the end of the file.
 *
 * @source https://ofac.treasury.gov/sdn-list-data-formats-data-schemas/frequently-asked-questions-on-advanced-sanctions-list-standard
 */
export const advancedXml: ListFormat = xmlFormat({
  format: 'ofac-advanced-xml',
  lists: ['ofac-sdn', 'ofac-consolidated'],
  scope: 'edition',
  form: {
    root: 'Sanctions',
    namespaces: [
      'https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADVANCED_XML',
      'http://www.un.org/sanctions/1.0',
      'https://www.un.org/sanctions/1.0',
    ],
    parts: ['DateOfIssue', VALUES, LOCATION, DOCUMENT, PARTY, SANCTION],
    sections: [VALUES, 'DistinctParties', 'SanctionsEntries'],
  },
  createMapper,
})

/** A party until its sanctions are known: JSON of its entry, deflated; as text it would keep the whole file in memory. */
interface Waiting {
  readonly packed: Uint8Array
  readonly programmes: string[]
  readonly records: string[]
  listedOn: string | undefined
}

function createMapper(): PartMapper {
  const values = new ReferenceValues()
  const parties = new Map<string, Waiting>()
  let published: string | undefined
  const read: Readonly<Record<string, (part: XmlPart) => void>> = {
    DateOfIssue: ({ element }) => void (published = readDay(element)),
    [VALUES]: ({ element }) => values.addSets(element),
    [LOCATION]: ({ element }) => values.addLocation(element),
    [DOCUMENT]: ({ element }) => values.addDocument(element),
    [PARTY]: (part) => addParty(part, { values, parties }),
    [SANCTION]: (part) => addSanction(part, { values, parties }),
  }
  return {
    map(part) {
      read[part.path]?.(part)
      return []
    },
    end: () => ({ changes: listChanges(parties), claims: { published } }),
  }
}

type Parties = { values: ReferenceValues; parties: Map<string, Waiting> }

function addParty(part: XmlPart, { values, parties }: Parties): void {
  const { profile, entry } = mapParty(part, values)
  if (parties.has(profile)) throw entryError(part.element, `has the profile ${profile} of another party`)
  // Copied, for what zlib gives holds on to 16 KB.
  const packed = new Uint8Array(deflateRawSync(JSON.stringify(entry), { level: 1 }))
  parties.set(profile, { packed, programmes: [], records: [], listedOn: undefined })
}

function addSanction({ element, record }: XmlPart, { values, parties }: Parties): void {
  const party = parties.get(getAttribute(element, 'ProfileID'))
  if (party === undefined) throw entryError(element, 'sanctions a party that is not in the file')
  party.programmes.push(...list(element, 'SanctionsMeasure').flatMap((measure) => readProgramme(measure, values)))
  party.records.push(copy(record))
  const days = list(element, 'EntryEvent', 'Date').map(readDay)
  party.listedOn = [party.listedOn, ...days].filter((day) => day !== undefined).sort()[0]
}

function readProgramme(measure: XmlElement, values: ReferenceValues): string[] {
  const isProgramme = values.getText('SanctionsType', measure) === 'Program'
  const programme = isProgramme ? findText(measure, 'Comment') : undefined
  return programme === undefined ? [] : [copy(programme)]
}

function readDay(date: XmlElement): string {
  const [year, month, day] = ['Year', 'Month', 'Day'].map((name) => getText(date, name)) as [string, string, string]
  const text = fromParts(year, month, day)
  if (text !== undefined) return text
  throw new ListError('LZ_LIST_DATE', `"${year}-${month}-${day}" is no day.`, date)
}

function* listChanges(parties: ReadonlyMap<string, Waiting>): Generator<ListChange> {
  for (const { packed, programmes, records, listedOn } of parties.values()) {
    const entry = JSON.parse(inflateRawSync(packed).toString()) as ListEntry
    const record = [entry.record, ...records].join('\n')
    yield { action: 'add', entry: createEntry({ ...entry, programmes, listedOn, record }) }
  }
}

/** A text of its own: a piece of another text keeps all of that in memory. */
function copy(text: string): string {
  return Buffer.from(text).toString()
}
