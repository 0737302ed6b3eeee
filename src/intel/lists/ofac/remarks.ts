import type { BirthDate, ListedDocument, ListedName } from '../ListEntry.ts'
import { findImoNumbers } from '../text/findImoNumbers.ts'
import { parseBirth } from '../text/ListDate.ts'

const NAME = /^(?:alt\. )?(?:a|f|n)\.k\.a\. '(.+)'$/
const BIRTH = /^(?:alt\. )?DOB (.+)$/
const COUNTRY = /^(?:alt\. )?(?:nationality|citizen|Nationality of Registration) (.+)$/
const DOCUMENT =
  /^(?:alt\. )?((?:[A-Z][\w.'’-]{0,30} ){0,6}?(?:Passport|I\.?D\.?(?: No\.?)?|ID Card|Number|No\.|MMSI|Code|SSN|C\.I\.F\.|R\.F\.C\.|D\.N\.I\.|C\.U\.R\.P\.|RUC #|NIT #|Cedula No\.|RTN)) ([^;()]{0,60}\d[^;()]{0,60}?)(?: \(|$| issued| expires)/

/** What OFAC's remarks say beside addresses. */
export interface Remarks {
  /** Aliases in remarks are those that OFAC calls weak. */
  readonly names: readonly ListedName[]
  readonly births: readonly (BirthDate | undefined)[]
  readonly countries: readonly (string | undefined)[]
  readonly documents: readonly ListedDocument[]
}

/**
 * Reads the remarks of OFAC's legacy CSV: facts joined by semicolons, ending with a full stop.
 *
 * @example
 * readRemarks("DOB 12 Jul 1986; nationality China; a.k.a. 'snow'.").names // [{ text: 'snow', quality: 'weak' }]
 */
export function readRemarks(text: string): Remarks {
  const facts = text.replace(/\.\s*$/, '').split(/;\s*/)
  return {
    names: facts.flatMap((fact) => NAME.exec(fact)?.[1] ?? []).map((name) => ({ text: name, quality: 'weak' })),
    births: facts.flatMap((fact) => BIRTH.exec(fact)?.[1] ?? []).map((birth) => parseBirth(birth)),
    countries: facts.flatMap((fact) => COUNTRY.exec(fact)?.[1] ?? []),
    documents: [...facts.flatMap(readDocument), ...findImoNumbers(text)],
  }
}

function readDocument(fact: string): ListedDocument[] {
  const [, kind, text] = DOCUMENT.exec(fact) ?? []
  return kind === undefined || text === undefined || /^(?:Phone|Fax)/.test(kind) ? [] : [{ kind, text }]
}
