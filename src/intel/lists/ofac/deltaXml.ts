import { createEntry } from '../createEntry.ts'
import type { EntryKind, ListEntry, ListedDocument, ListedName, NameQuality } from '../ListEntry.ts'
import { ListError } from '../ListError.ts'
import type { ListContext, ListFormat } from '../ListFormat.ts'
import type { DeltaAction, ListChange } from '../ListReading.ts'
import { fromIso, parseBirth } from '../text/ListDate.ts'
import { findTicker, readAddress } from '../text/readAddress.ts'
import {
  entryError,
  findAttribute,
  findOne,
  findText,
  getAttribute,
  getText,
  list,
  type XmlElement,
} from '../xml/XmlElement.ts'
import type { XmlPart } from '../xml/XmlPartReader.ts'
import { type PartMapper, xmlFormat } from '../xml/xmlFormat.ts'
import { toNaturalOrder } from './naturalOrder.ts'
import { toKind } from './toKind.ts'

const ENTITY = 'entities/entity'
// All other names are of the lists that OFAC puts together as the consolidated one.
const SDN_LIST = /^SDN(?: List)?$|^Specially Designated Nationals/i
// The publisher's documents and files use several words for one action.
const ACTIONS: ReadonlyMap<string, DeltaAction> = new Map([
  ['add', 'add'],
  ['modify', 'modify'],
  ['change', 'modify'],
  ['update', 'modify'],
  ['remove', 'remove'],
  ['delete', 'remove'],
])

/**
 * Changes between two editions of OFAC's list. A modification may show only the parts that changed, each with an action of
 * its own: what it takes away is in `withdrawn`.
 *
 * A delta tells of all of OFAC's lists at once: only the entities of the list that is asked for are taken. It names its day and
 * not the edition on which it rests.
 *
 * @source https://ofac.treasury.gov/sanctions-list-service
 */
export const deltaXml: ListFormat = xmlFormat({
  format: 'ofac-delta-xml',
  lists: ['ofac-sdn', 'ofac-consolidated'],
  scope: 'delta',
  form: {
    root: 'sanctionsData',
    namespaces: ['https://www.treasury.gov/ofac/DeltaFile/1.0'],
    parts: ['publicationInfo', ENTITY],
    sections: ['publicationInfo', 'entities'],
  },
  createMapper,
})

function createMapper({ list: id = 'ofac-sdn' }: ListContext): PartMapper {
  let published: string | undefined
  const others = new Map<string, number>()
  return {
    *map(part) {
      if (part.path === ENTITY) yield* mapEntity(part, { id, others })
      else if (part.path !== '') published = readDate(part.element)
    },
    end: () => ({ claims: { published, notes: noteOthers(others) } }),
  }
}

function noteOthers(others: ReadonlyMap<string, number>): string[] {
  return [...others].map(([lists, count]) => `${count} changes of other lists were left out: ${lists}`)
}

/** The publisher's day: the time is midnight in Washington, and in UTC would be the day before or after. */
function readDate(info: XmlElement): string {
  const text = getText(info, 'datePublished')
  const published = fromIso(text.slice(0, 10))
  if (published !== undefined) return published
  throw new ListError('LZ_LIST_DATE', `"${text.slice(0, 40)}" is no datePublished of the form YYYY-MM-DD.`, info)
}

/** The list that a change is for, and the count of those for others, by their names. */
interface Target {
  readonly id: string
  readonly others: Map<string, number>
}

function* mapEntity(part: XmlPart, { id, others }: Target): Generator<ListChange> {
  const { left, stays, names } = readMembership(part.element, id)
  if (left || stays) yield toChange(part, left && !stays ? 'remove' : readAction(part.element))
  else others.set(names, (others.get(names) ?? 0) + 1)
}

/** Whether an entity is on a list, or was taken off it; one that names no list at all is of the list that has its id. */
function readMembership(element: XmlElement, id: string): { left: boolean; stays: boolean; names: string } {
  const all = list(element, 'sanctionsLists', 'sanctionsList')
  const own = all.filter(({ text }) => SDN_LIST.test(text.trim()) === (id === 'ofac-sdn'))
  const stays = all.length === 0 || own.some((one) => readAction(one) !== 'remove')
  const left = own.some((one) => readAction(one) === 'remove')
  return { left, stays, names: all.map(({ text }) => text.trim().slice(0, 80)).join(', ') }
}

function toChange(part: XmlPart, action: DeltaAction): ListChange {
  const entry = mapParts(part, (element) => readAction(element) !== 'remove')
  if (action === 'add' && entry.names.length === 0) throw entryError(part.element, 'is added without a name')
  if (action !== 'modify') return { action, entry }
  return { action, entry, withdrawn: mapParts(part, (element) => readAction(element) === 'remove') }
}

function readAction(element: XmlElement): DeltaAction {
  const word = findAttribute(element, 'action')
  const action = word === undefined ? 'modify' : ACTIONS.get(word.toLowerCase())
  if (action === undefined) throw entryError(element, `has the unknown action "${word?.slice(0, 20)}"`)
  return action
}

/** The entry that those parts of an entity make that `keep` keeps. */
function mapParts({ element, record }: XmlPart, keep: (element: XmlElement) => boolean): ListEntry {
  const parts = (...path: string[]): XmlElement[] => list(element, ...path).filter(keep)
  const kind = readKind(element)
  const features = parts('features', 'feature')
  return createEntry({
    uid: getAttribute(element, 'id'),
    kind,
    names: parts('names', 'name')
      .flatMap((name) => readNames(name, kind))
      .sort(primaryFirst),
    programmes: parts('sanctionsPrograms', 'sanctionsProgram').map(({ text }) => text),
    addresses: features.flatMap((feature) => {
      const ticker = findTicker(findText(feature, 'type') ?? '')
      return ticker === undefined ? [] : [readAddress(getText(feature, 'value'), ticker)]
    }),
    births: features.map((feature) =>
      isOf(feature, /^birthdate$/i) ? parseBirth(findText(feature, 'value') ?? '') : undefined,
    ),
    countries: [
      ...features.map((feature) => (isOf(feature, /country|flag$/i) ? findText(feature, 'value') : undefined)),
      ...parts('addresses', 'address').map((address) => findText(address, 'country')),
    ],
    documents: parts('identityDocuments', 'identityDocument').flatMap(readDocument),
    listedOn: readListedOn(element),
    record,
  })
}

function readKind(element: XmlElement): EntryKind {
  const general = findOne(element, 'generalInfo')
  const type = general === undefined ? undefined : findText(general, 'entityType')
  return toKind(type ?? '')
}

function isOf(feature: XmlElement, type: RegExp): boolean {
  return type.test(findText(feature, 'type') ?? '')
}

function readNames(name: XmlElement, kind: EntryKind): ListedName[] {
  const isPrimary = findText(name, 'isPrimary') === 'true'
  const quality: NameQuality = isPrimary ? 'primary' : findText(name, 'isLowQuality') === 'true' ? 'weak' : 'strong'
  const translations = list(name, 'translations', 'translation')
  const texts = translations.map(
    (one) => findText(one, 'formattedFullName') ?? findText(one, 'formattedLastName') ?? '',
  )
  return texts.map((text) => ({ text: kind === 'person' ? toNaturalOrder(text) : text, quality }))
}

function primaryFirst(a: ListedName, b: ListedName): number {
  return Number(b.quality === 'primary') - Number(a.quality === 'primary')
}

function readDocument(document: XmlElement): ListedDocument[] {
  const text = findText(document, 'documentNumber')
  return text === undefined ? [] : [{ kind: findText(document, 'type') ?? '', text }]
}

function readListedOn(element: XmlElement): string | undefined {
  const days = list(element, 'sanctionsLists', 'sanctionsList').map((one) =>
    fromIso(findAttribute(one, 'datePublished') ?? ''),
  )
  return days.filter((day) => day !== undefined).sort()[0]
}
