import type { ListedDocument } from '../ListEntry.ts'

const IMO = /\bIMO\b[^0-9;.]{0,20}(\d{7})(?!\d)/gi

/**
 * Ship numbers in free text. The last digit must check, so that a telephone number is none.
 *
 * @source https://www.imo.org/en/ourwork/msas/pages/imo-identification-number-scheme.aspx
 * @example
 * findImoNumbers('Vessel Registration Identification IMO 9187629') // [{ kind: 'IMO', text: '9187629' }]
 * findImoNumbers('IMO 9187628')                                    // []
 */
export function findImoNumbers(text: string): ListedDocument[] {
  const numbers = [...text.matchAll(IMO)].map((match) => match[1] ?? '')
  return numbers.filter(isImo).map((number) => ({ kind: 'IMO', text: number }))
}

function isImo(number: string): boolean {
  const sum = [7, 6, 5, 4, 3, 2].reduce((at, weight, i) => at + weight * Number(number.charAt(i)), 0)
  return sum % 10 === Number(number.charAt(6))
}
