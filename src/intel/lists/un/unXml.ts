import { createEntry } from '../createEntry.ts'
import type { BirthDate, ListEntry, ListedDocument, ListedName } from '../ListEntry.ts'
import { ListError } from '../ListError.ts'
import type { ListFormat } from '../ListFormat.ts'
import { findAddresses } from '../text/findAddresses.ts'
import { findImoNumbers } from '../text/findImoNumbers.ts'
import { fromIso, parseBirth } from '../text/ListDate.ts'
import { entryError, findText, getAttribute, getText, list, listTexts, type XmlElement } from '../xml/XmlElement.ts'
import type { XmlPart } from '../xml/XmlPartReader.ts'
import { type PartMapper, xmlFormat } from '../xml/xmlFormat.ts'

const NAME_PARTS = ['FIRST_NAME', 'SECOND_NAME', 'THIRD_NAME', 'FOURTH_NAME'] as const
const PERSON = 'INDIVIDUALS/INDIVIDUAL'
const GROUP = 'ENTITIES/ENTITY'

/**
 * The consolidated list of the UN Security Council.
 *
 * @source https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list
 */
export const unXml: ListFormat = xmlFormat({
  format: 'un-xml',
  lists: ['un-sc'],
  scope: 'edition',
  form: { root: 'CONSOLIDATED_LIST', namespaces: [''], parts: [PERSON, GROUP], sections: ['INDIVIDUALS', 'ENTITIES'] },
  createMapper,
})

function createMapper(): PartMapper {
  let published: string | undefined
  return {
    *map(part) {
      if (part.path === '') published = readDate(part.element)
      else yield { action: 'add', entry: mapEntry(part) }
    },
    end: () => ({ claims: { published } }),
  }
}

function readDate(root: XmlElement): string {
  const text = getAttribute(root, 'dateGenerated')
  const published = fromIso(text)
  if (published !== undefined) return published
  throw new ListError(
    'LZ_LIST_DATE',
    `"${text.slice(0, 40)}" is no dateGenerated of the form YYYY-MM-DDThh:mm:ssZ.`,
    root,
  )
}

function mapEntry({ path, element, record }: XmlPart): ListEntry {
  const prefix = path === PERSON ? 'INDIVIDUAL' : 'ENTITY'
  const comment = findText(element, 'COMMENTS1') ?? ''
  return createEntry({
    uid: getText(element, 'REFERENCE_NUMBER'),
    kind: path === PERSON ? 'person' : 'organisation',
    names: [...readNames(element), ...list(element, `${prefix}_ALIAS`).flatMap(readAlias)],
    programmes: listTexts(element, 'UN_LIST_TYPE'),
    addresses: findAddresses(comment),
    births: list(element, 'INDIVIDUAL_DATE_OF_BIRTH').map(readBirth),
    countries: [...listTexts(element, 'NATIONALITY', 'VALUE'), ...listTexts(element, `${prefix}_ADDRESS`, 'COUNTRY')],
    documents: [...list(element, 'INDIVIDUAL_DOCUMENT').flatMap(readDocument), ...findImoNumbers(comment)],
    listedOn: fromIso((findText(element, 'LISTED_ON') ?? '').slice(0, 10)),
    record,
  })
}

function readNames(element: XmlElement): ListedName[] {
  const name = NAME_PARTS.map((part) => findText(element, part) ?? '').join(' ')
  if (name.trim() === '') throw entryError(element, 'has no name')
  const original = listTexts(element, 'NAME_ORIGINAL_SCRIPT')
  return [name, ...original].map((text) => ({ text, quality: 'primary' }))
}

/** One alias may hold several spellings, divided by semicolons. */
function readAlias(alias: XmlElement): ListedName[] {
  const texts = findText(alias, 'ALIAS_NAME')?.split(/;\s*/) ?? []
  return texts.map((text) => ({ text, quality: findText(alias, 'QUALITY') === 'Low' ? 'weak' : 'strong' }))
}

function readBirth(birth: XmlElement): BirthDate | undefined {
  const from = findText(birth, 'FROM_YEAR')
  const to = findText(birth, 'TO_YEAR') ?? from
  if (from !== undefined && to !== undefined) return parseBirth(`${from} to ${to}`)
  return parseBirth(findText(birth, 'DATE') ?? findText(birth, 'YEAR') ?? '')
}

function readDocument(document: XmlElement): ListedDocument[] {
  const text = findText(document, 'NUMBER')
  const kind = findText(document, 'TYPE_OF_DOCUMENT') ?? findText(document, 'TYPE_OF_DOCUMENT2') ?? ''
  return text === undefined ? [] : [{ kind, text }]
}
