import { createEntry } from '../createEntry.ts'
import type { ListEntry, ListedAddress, ListedDocument, ListedName } from '../ListEntry.ts'
import { ListError } from '../ListError.ts'
import type { ListFormat } from '../ListFormat.ts'
import { findAddresses } from '../text/findAddresses.ts'
import { fromSlashes, parseBirth } from '../text/ListDate.ts'
import { findTicker, readAddress } from '../text/readAddress.ts'
import { entryError, findOne, findText, getText, list, listTexts, type XmlElement } from '../xml/XmlElement.ts'
import type { XmlPart } from '../xml/XmlPartReader.ts'
import { type PartMapper, xmlFormat } from '../xml/xmlFormat.ts'
import { toKind } from './toKind.ts'

/**
 * OFAC's list as SDN.XML; its namesake of non-SDN lists has the same form. `publshInformation` is the publisher's spelling.
 *
 * @source https://ofac.treasury.gov/specially-designated-nationals-list-data-formats-data-schemas
 */
export const sdnXml: ListFormat = xmlFormat({
  format: 'ofac-sdn-xml',
  lists: ['ofac-sdn', 'ofac-consolidated'],
  scope: 'edition',
  form: {
    root: 'sdnList',
    namespaces: [
      'https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML',
      'http://tempuri.org/sdnList.xsd',
    ],
    parts: ['publshInformation', 'sdnEntry'],
    sections: ['publshInformation'],
  },
  createMapper,
})

function createMapper(): PartMapper {
  let published: string | undefined
  let declaredEntries: number | undefined
  return {
    *map(part) {
      if (part.path === 'sdnEntry') yield { action: 'add', entry: mapEntry(part) }
      else if (part.path !== '') ({ published, declaredEntries } = readHeader(part.element))
    },
    end: () => ({ claims: { published, declaredEntries } }),
  }
}

function readHeader(header: XmlElement): { published: string; declaredEntries: number | undefined } {
  const date = getText(header, 'Publish_Date')
  const published = fromSlashes(date, 'month-first')
  if (published === undefined) {
    throw new ListError('LZ_LIST_DATE', `"${date.slice(0, 40)}" is no Publish_Date of the form MM/DD/YYYY.`, header)
  }
  const count = findText(header, 'Record_Count')
  if (count !== undefined && !/^\d{1,9}$/.test(count)) throw entryError(header, 'has a Record_Count that is no number')
  return { published, declaredEntries: count === undefined ? undefined : Number(count) }
}

function mapEntry({ element, record }: XmlPart): ListEntry {
  const identifiers = list(element, 'idList', 'id')
  return createEntry({
    uid: getText(element, 'uid'),
    kind: toKind(getText(element, 'sdnType')),
    names: [{ text: readName(element), quality: 'primary' }, ...list(element, 'akaList', 'aka').map(readAlias)],
    programmes: listTexts(element, 'programList', 'program'),
    addresses: [...identifiers.flatMap(readWallet), ...findAddresses(findText(element, 'remarks') ?? '')],
    births: listTexts(element, 'dateOfBirthList', 'dateOfBirthItem', 'dateOfBirth').map((text) => parseBirth(text)),
    countries: listCountries(element),
    documents: [...identifiers.flatMap(readDocument), ...readVessel(element)],
    record,
  })
}

function readName(element: XmlElement): string {
  return `${findText(element, 'firstName') ?? ''} ${getText(element, 'lastName')}`
}

function readAlias(alias: XmlElement): ListedName {
  const name = `${findText(alias, 'firstName') ?? ''} ${findText(alias, 'lastName') ?? ''}`
  return { text: name, quality: findText(alias, 'category')?.toLowerCase() === 'weak' ? 'weak' : 'strong' }
}

function readWallet(identifier: XmlElement): ListedAddress[] {
  const ticker = findTicker(findText(identifier, 'idType') ?? '')
  return ticker === undefined ? [] : [readAddress(getText(identifier, 'idNumber'), ticker)]
}

function readDocument(identifier: XmlElement): ListedDocument[] {
  const kind = findText(identifier, 'idType') ?? ''
  const text = findText(identifier, 'idNumber')
  return text === undefined || findTicker(kind) !== undefined ? [] : [{ kind, text }]
}

function readVessel(element: XmlElement): ListedDocument[] {
  const callSign = list(element, 'vesselInfo').flatMap((vessel) => findText(vessel, 'callSign') ?? [])
  return callSign.map((text) => ({ kind: 'Call Sign', text }))
}

function listCountries(element: XmlElement): (string | undefined)[] {
  const vessel = findOne(element, 'vesselInfo')
  return [
    ...listTexts(element, 'nationalityList', 'nationality', 'country'),
    ...listTexts(element, 'citizenshipList', 'citizenship', 'country'),
    ...listTexts(element, 'addressList', 'address', 'country'),
    vessel && findText(vessel, 'vesselFlag'),
  ]
}
