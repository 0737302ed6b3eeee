import type { ListedDocument } from '../ListEntry.ts'
import { tidy } from '../text/tidy.ts'
import {
  entryError,
  findAttribute,
  findText,
  getAttribute,
  list,
  listTexts,
  type XmlElement,
} from '../xml/XmlElement.ts'

/**
 * What the numbers in SDN_ADVANCED.XML mean, as the file itself says it: the sets of values that stand at its beginning,
 * then its places and its documents.
 */
export class ReferenceValues {
  // By the name of the value and its id, e.g. `FeatureType 344`.
  readonly #values = new Map<string, { text: string; attributes: Readonly<Record<string, string>> }>()
  readonly #countries = new Map<string, string[]>()
  readonly #documents = new Map<string, ListedDocument[]>()

  addSets(sets: XmlElement): void {
    for (const value of sets.children.flatMap(({ children }) => children)) {
      const key = `${value.name} ${getAttribute(value, 'ID')}`
      this.#values.set(key, { text: tidy(value.text), attributes: value.attributes })
    }
  }

  addLocation(location: XmlElement): void {
    const countries = list(location, 'LocationCountry').map((country) => this.getText('Country', country))
    this.#countries.set(getAttribute(location, 'ID'), countries)
  }

  addDocument(document: XmlElement): void {
    const text = findText(document, 'IDRegistrationNo')
    if (text === undefined) return
    const identity = getAttribute(document, 'IdentityID')
    const known = this.#documents.get(identity) ?? []
    // Built of parts that are copied, so that the piece of file that they stood in is not kept.
    known.push({ kind: this.getText('IDRegDocType', document), text: JSON.parse(JSON.stringify(text)) as string })
    this.#documents.set(identity, known)
  }

  /** The text of the value that an element names by its attribute `<name>ID`. @throws ListError `LZ_LIST_ENTRY` */
  getText(name: string, element: XmlElement): string {
    return this.#get(name, element).text
  }

  /** What a party is: a person, a company, a vessel or an aircraft. */
  getPartyType(profile: XmlElement): { subType: string; type: string } {
    const { text: subType, attributes } = this.#get('PartySubType', profile)
    return { subType, type: this.#values.get(`PartyType ${attributes['PartyTypeID'] ?? ''}`)?.text ?? '' }
  }

  /** The text of the value with an id, where there is one. */
  findText(name: string, id: string | undefined): string | undefined {
    return this.#values.get(`${name} ${id ?? ''}`)?.text
  }

  /** Countries of the places that a feature names. */
  listCountries(feature: XmlElement): string[] {
    const places = list(feature, 'FeatureVersion', 'VersionLocation')
    return places.flatMap((place) => this.#countries.get(findAttribute(place, 'LocationID') ?? '') ?? [])
  }

  listDocuments(identity: XmlElement): ListedDocument[] {
    return this.#documents.get(getAttribute(identity, 'ID')) ?? []
  }

  /** What a feature says in words: its own, or those of a value that it names. */
  listDetails(feature: XmlElement): string[] {
    const details = list(feature, 'FeatureVersion', 'VersionDetail')
    const named = details.map((detail) => this.findText('DetailReference', findAttribute(detail, 'DetailReferenceID')))
    return [...listTexts(feature, 'FeatureVersion', 'VersionDetail'), ...named.filter((text) => text !== undefined)]
  }

  #get(name: string, element: XmlElement): { text: string; attributes: Readonly<Record<string, string>> } {
    const id = getAttribute(element, `${name}ID`)
    const value = this.#values.get(`${name} ${id}`)
    if (value === undefined) throw entryError(element, `names the ${name} ${id}, which the file does not explain`)
    return value
  }
}
