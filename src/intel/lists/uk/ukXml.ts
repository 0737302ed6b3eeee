import { createEntry } from '../createEntry.ts'
import type { EntryKind, ListEntry, ListedDocument, ListedName } from '../ListEntry.ts'
import { ListError } from '../ListError.ts'
import type { ListFormat } from '../ListFormat.ts'
import { findAddresses } from '../text/findAddresses.ts'
import { findImoNumbers } from '../text/findImoNumbers.ts'
import { fromIso, fromSlashes, parseBirth } from '../text/ListDate.ts'
import { tidy } from '../text/tidy.ts'
import { entryError, findText, getText, list, listDeep, listTexts, type XmlElement } from '../xml/XmlElement.ts'
import type { XmlPart } from '../xml/XmlPartReader.ts'
import { type PartMapper, xmlFormat } from '../xml/xmlFormat.ts'

const KINDS: ReadonlyMap<string, EntryKind> = new Map([
  ['individual', 'person'],
  ['entity', 'organisation'],
  ['ship', 'vessel'],
])
const DOCUMENTS: readonly (readonly [name: string, kind: string])[] = [
  ['PassportNumber', 'Passport'],
  ['NationalIdentifierNumber', 'National identifier'],
  ['BusinessRegistrationNumber', 'Business registration number'],
  ['IMONumber', 'IMO'],
]

/**
 * The UK sanctions list of the FCDO, the only UK list since 28 January 2026. Addresses stand only in its texts.
 *
 * @source https://www.gov.uk/government/publications/the-uk-sanctions-list
 */
export const ukXml: ListFormat = xmlFormat({
  format: 'uk-xml',
  lists: ['uk-sl'],
  scope: 'edition',
  form: {
    root: 'Designations',
    namespaces: [''],
    parts: ['DateGenerated', 'Designation'],
    sections: ['DateGenerated'],
  },
  createMapper,
})

function createMapper(): PartMapper {
  let published: string | undefined
  return {
    *map(part) {
      if (part.path === 'Designation') yield { action: 'add', entry: mapDesignation(part) }
      else if (part.path !== '') published = readDate(part.element)
    },
    end: () => ({ claims: { published } }),
  }
}

function readDate(element: XmlElement): string {
  const text = tidy(element.text)
  const published = fromSlashes(text, 'day-first') ?? fromIso(text)
  if (published !== undefined) return published
  throw new ListError('LZ_LIST_DATE', `"${text.slice(0, 40)}" is no DateGenerated of the form DD/MM/YYYY.`, element)
}

function mapDesignation({ element, record }: XmlPart): ListEntry {
  const texts = ['OtherInformation', 'UKStatementofReasons'].flatMap((name) =>
    list(element, name).map(({ text }) => text),
  )
  return createEntry({
    uid: getText(element, 'UniqueID'),
    kind: KINDS.get(getText(element, 'IndividualEntityShip').toLowerCase()) ?? 'unknown',
    names: readNames(element),
    programmes: [findText(element, 'RegimeName')],
    addresses: texts.flatMap(findAddresses),
    births: textsOf(element, 'DOB').map((text) => parseBirth(text)),
    countries: ['Nationality', 'AddressCountry', 'CurrentBelievedFlagOfShip'].flatMap((name) => textsOf(element, name)),
    documents: [
      ...DOCUMENTS.flatMap(([name, kind]) => readDocuments(element, { name, kind })),
      ...texts.flatMap(findImoNumbers),
    ],
    listedOn: fromSlashes(findText(element, 'DateDesignated') ?? '', 'day-first'),
    record,
  })
}

/** The primary name, its spellings in other scripts, then variations and aliases. */
function readNames(element: XmlElement): ListedName[] {
  const names = list(element, 'Names', 'Name').flatMap(readName)
  const original = listTexts(element, 'NonLatinNames', 'NonLatinName', 'NameNonLatinScript')
  const primary = names.filter(({ quality }) => quality === 'primary')
  if (primary.length === 0) throw entryError(element, 'has no primary name')
  const others = names.filter(({ quality }) => quality !== 'primary')
  return [...primary, ...original.map((text) => ({ text, quality: 'primary' as const })), ...others]
}

function readName(name: XmlElement): ListedName[] {
  const parts = [1, 2, 3, 4, 5, 6].flatMap((i) => findText(name, `Name${i}`) ?? [])
  return parts.length === 0 ? [] : [{ text: parts.join(' '), quality: readQuality(name) }]
}

function readQuality(name: XmlElement): ListedName['quality'] {
  if (findText(name, 'NameType')?.toLowerCase() === 'primary name') return 'primary'
  return /low/i.test(findText(name, 'AliasStrength') ?? '') ? 'weak' : 'strong'
}

function readDocuments(element: XmlElement, { name, kind }: { name: string; kind: string }): ListedDocument[] {
  return textsOf(element, name).map((text) => ({ kind, text: kind === 'IMO' ? text.replace(/^IMO\s*/i, '') : text }))
}

function textsOf(element: XmlElement, name: string): string[] {
  return listDeep(element, name)
    .map(({ text }) => tidy(text))
    .filter((text) => text !== '')
}
