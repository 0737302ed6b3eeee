import { createEntry } from '../createEntry.ts'
import type { BirthDate, EntryKind, ListEntry, ListedDocument, ListedName } from '../ListEntry.ts'
import { fromParts } from '../text/ListDate.ts'
import { findTicker, readAddress } from '../text/readAddress.ts'
import { tidy } from '../text/tidy.ts'
import { entryError, findAttribute, findOne, findText, getAttribute, list, type XmlElement } from '../xml/XmlElement.ts'
import type { XmlPart } from '../xml/XmlPartReader.ts'
import type { ReferenceValues } from './ReferenceValues.ts'
import { toKind } from './toKind.ts'

const COUNTRY = /^(?:Nationality Country|Citizenship Country|Location|Nationality of Registration)$/i
const FLAG = /\bflag$/i
const NUMBER = /\b(?:call sign|MMSI|IMO|SWIFT\/BIC|BIK)\b/i

/** A party of SDN_ADVANCED.XML and the id of its profile, by which its sanctions name it. @throws ListError `LZ_LIST_ENTRY` */
export function mapParty({ element, record }: XmlPart, values: ReferenceValues): { profile: string; entry: ListEntry } {
  const profile = findOne(element, 'Profile')
  if (profile === undefined) throw entryError(element, 'has no Profile')
  const features = [...list(profile, 'Feature'), ...list(element, 'Feature')].map((feature) =>
    readFeature(feature, values),
  )
  const entry = createEntry({
    uid: getAttribute(element, 'FixedRef'),
    kind: readKind(profile, values),
    names: readNames(profile, values),
    addresses: features.flatMap(({ type, details }) => {
      const ticker = findTicker(type)
      return ticker === undefined ? [] : details.map((text) => readAddress(text, ticker))
    }),
    births: features.flatMap(({ type, element: feature }) => (type === 'Birthdate' ? readBirths(feature) : [])),
    countries: features.flatMap((feature) => listCountries(feature, values)),
    documents: [
      ...list(profile, 'Identity').flatMap((identity) => values.listDocuments(identity)),
      ...features.flatMap(listNumbers),
    ],
    record,
  })
  return { profile: getAttribute(profile, 'ID'), entry }
}

interface Feature {
  readonly type: string
  readonly details: readonly string[]
  readonly element: XmlElement
}

function readFeature(element: XmlElement, values: ReferenceValues): Feature {
  return { type: values.getText('FeatureType', element), details: values.listDetails(element), element }
}

/** The kind is said by the subtype where it has a name, and by the type otherwise. */
function readKind(profile: XmlElement, values: ReferenceValues): EntryKind {
  const { subType, type } = values.getPartyType(profile)
  const kind = toKind(subType)
  return kind === 'unknown' ? toKind(type) : kind
}

interface Spelling extends ListedName {
  readonly isLatin: boolean
}

/** The main name in Latin letters comes first; its other scripts are main names too. */
function readNames(profile: XmlElement, values: ReferenceValues): ListedName[] {
  const names = list(profile, 'Identity').flatMap((identity) => readIdentity(identity, values))
  const rank = ({ quality, isLatin }: Spelling): number => (quality === 'primary' ? (isLatin ? 0 : 1) : 2)
  const sorted = names.sort((a, b) => rank(a) - rank(b))
  if (sorted[0]?.quality !== 'primary') throw entryError(profile, 'has no primary name')
  return sorted.map(({ text, quality }) => ({ text, quality }))
}

function readIdentity(identity: XmlElement, values: ReferenceValues): Spelling[] {
  const isMain = findAttribute(identity, 'Primary') !== 'false'
  const groups = list(identity, 'NamePartGroups', 'MasterNamePartGroup', 'NamePartGroup')
  const partTypes = new Map(groups.map((group) => [findAttribute(group, 'ID'), findAttribute(group, 'NamePartTypeID')]))
  const isLast = (part: XmlElement): boolean =>
    values.findText('NamePartType', partTypes.get(findAttribute(part, 'NamePartGroupID'))) === 'Last Name'
  return list(identity, 'Alias').flatMap((alias) => {
    const isPrimary = isMain && findAttribute(alias, 'Primary') === 'true'
    const quality = isPrimary ? 'primary' : findAttribute(alias, 'LowQuality') === 'true' ? 'weak' : 'strong'
    return list(alias, 'DocumentedName').map((name) => ({ ...spell(name, { isLast, values }), quality }))
  })
}

type Speller = { isLast: (part: XmlElement) => boolean; values: ReferenceValues }

function spell(name: XmlElement, { isLast, values }: Speller): { text: string; isLatin: boolean } {
  const parts = list(name, 'DocumentedNamePart', 'NamePartValue')
  const ordered = [...parts.filter((part) => !isLast(part)), ...parts.filter(isLast)]
  const text = ordered.map((part) => tidy(part.text)).join(' ')
  if (text.trim() === '') throw entryError(name, 'has no text')
  const script = values.findText('Script', parts.map((part) => findAttribute(part, 'ScriptID'))[0])
  return { text, isLatin: script === undefined || script === 'Latin' }
}

function readBirths(feature: XmlElement): (BirthDate | undefined)[] {
  return list(feature, 'FeatureVersion', 'DatePeriod').map((period) => {
    const [start, end] = [list(period, 'Start')[0], list(period, 'End')[0]]
    const from = readEdge(start, 'From')
    const to = readEdge(end, 'To') ?? readEdge(end, 'From') ?? readEdge(start, 'To') ?? from
    return from === undefined || to === undefined ? undefined : shorten({ from, to })
  })
}

function readEdge(edge: XmlElement | undefined, name: string): string | undefined {
  const date = edge === undefined ? undefined : findOne(edge, name)
  if (date === undefined) return undefined
  const [year, month, day] = ['Year', 'Month', 'Day'].map((unit) => findText(date, unit))
  return year === undefined ? undefined : fromParts(year, month ?? '1', day ?? '1')
}

/** A span from the first to the last day of years is those years: the form has no other way to write a year. */
function shorten({ from, to }: BirthDate): BirthDate {
  const isYears = from.endsWith('-01-01') && to.endsWith('-12-31')
  return isYears ? { from: from.slice(0, 4), to: to.slice(0, 4) } : { from, to }
}

function listCountries({ type, details, element }: Feature, values: ReferenceValues): readonly string[] {
  if (FLAG.test(type)) return [...details, ...values.listCountries(element)]
  return COUNTRY.test(type) ? values.listCountries(element) : []
}

function listNumbers({ type, details }: Feature): ListedDocument[] {
  return NUMBER.test(type) ? details.map((text) => ({ kind: type, text })) : []
}
