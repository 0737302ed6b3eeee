import { createEntry } from '../createEntry.ts'
import type { BirthDate, EntryKind, ListEntry, ListedDocument, ListedName } from '../ListEntry.ts'
import { ListError } from '../ListError.ts'
import type { ListFormat } from '../ListFormat.ts'
import { findAddresses } from '../text/findAddresses.ts'
import { findImoNumbers } from '../text/findImoNumbers.ts'
import { fromIso, parseBirth } from '../text/ListDate.ts'
import { entryError, findAttribute, findOne, getAttribute, list, listDeep, type XmlElement } from '../xml/XmlElement.ts'
import type { XmlPart } from '../xml/XmlPartReader.ts'
import { type PartMapper, xmlFormat } from '../xml/xmlFormat.ts'

const KINDS: ReadonlyMap<string, EntryKind> = new Map([
  ['person', 'person'],
  ['enterprise', 'organisation'],
])

/**
 * The consolidated financial sanctions list of the EU. Addresses stand only in its remarks, also cut by line breaks.
 *
 * @source https://data.europa.eu/data/datasets/consolidated-list-of-persons-groups-and-entities-subject-to-eu-financial-sanctions
 */
export const euXml: ListFormat = xmlFormat({
  format: 'eu-xml',
  lists: ['eu-fsf'],
  scope: 'edition',
  form: {
    root: 'export',
    namespaces: ['http://eu.europa.ec/fpi/fsd/export'],
    parts: ['sanctionEntity'],
    sections: [],
  },
  createMapper,
})

function createMapper(): PartMapper {
  let published: string | undefined
  return {
    *map(part) {
      if (part.path === '') published = readDate(part.element)
      else yield { action: 'add', entry: mapEntity(part) }
    },
    end: () => ({ claims: { published } }),
  }
}

function readDate(root: XmlElement): string {
  const text = getAttribute(root, 'generationDate')
  const published = fromIso(text)
  if (published !== undefined) return published
  throw new ListError(
    'LZ_LIST_DATE',
    `"${text.slice(0, 40)}" is no generationDate of the form YYYY-MM-DDThh:mm:ss.`,
    root,
  )
}

function mapEntity({ element, record }: XmlPart): ListEntry {
  const subject = findOne(element, 'subjectType')
  if (subject === undefined) throw entryError(element, 'has no subjectType')
  const documents = list(element, 'identification')
  const texts = [...listDeep(element, 'remark').map(({ text }) => text), ...documents.map(readNumber)]
  return createEntry({
    uid: findAttribute(element, 'euReferenceNumber') ?? `logicalId ${getAttribute(element, 'logicalId')}`,
    kind: KINDS.get(getAttribute(subject, 'code')) ?? 'unknown',
    names: readNames(element),
    programmes: list(element, 'regulation').map((regulation) => findAttribute(regulation, 'programme')),
    addresses: texts.flatMap(findAddresses),
    births: list(element, 'birthdate').map(readBirth),
    countries: ['citizenship', 'address'].flatMap((name) => list(element, name).map(readCountry)),
    documents: [...documents.flatMap(readDocument), ...texts.flatMap(findImoNumbers)],
    listedOn: fromIso(findAttribute(element, 'designationDate') ?? ''),
    record,
  })
}

/** The list names no main name: the first that it calls strong stands for it. */
function readNames(element: XmlElement): ListedName[] {
  const names = list(element, 'nameAlias').flatMap(readName)
  const main = names.find(({ quality }) => quality === 'strong') ?? names[0]
  if (main === undefined) throw entryError(element, 'has no name')
  return [{ text: main.text, quality: 'primary' }, ...names.filter((name) => name !== main)]
}

function readName(alias: XmlElement): ListedName[] {
  const parts = ['firstName', 'middleName', 'lastName'].map((part) => findAttribute(alias, part) ?? '')
  const text = findAttribute(alias, 'wholeName') ?? parts.join(' ').trim()
  return text === '' ? [] : [{ text, quality: findAttribute(alias, 'strong') === 'false' ? 'weak' : 'strong' }]
}

function readBirth(birth: XmlElement): BirthDate | undefined {
  const [from, to] = ['yearRangeFrom', 'yearRangeTo'].map((name) => findAttribute(birth, name))
  if (from !== undefined && to !== undefined) return parseBirth(`${from} to ${to}`)
  return parseBirth(findAttribute(birth, 'birthdate') ?? findAttribute(birth, 'year') ?? '')
}

function readCountry(element: XmlElement): string | undefined {
  return findAttribute(element, 'countryIso2Code') === '00' ? undefined : findAttribute(element, 'countryDescription')
}

function readDocument(document: XmlElement): ListedDocument[] {
  const text = readNumber(document)
  const kind =
    findAttribute(document, 'identificationTypeDescription') ?? findAttribute(document, 'identificationTypeCode')
  return text === '' ? [] : [{ kind: kind ?? '', text }]
}

function readNumber(document: XmlElement): string {
  return findAttribute(document, 'number') ?? findAttribute(document, 'latinNumber') ?? ''
}
