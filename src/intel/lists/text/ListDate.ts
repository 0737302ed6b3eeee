import type { BirthDate } from '../ListEntry.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
// What publishers write before a date that they are not sure of.
const HEDGE = /^(?:circa|approximately|approx\.?|about|c\.|between|late|early|mid-?)\s*/i

const BIRTH_LENGTH_MAX = 80

/** The order in which a publisher writes numbers of a day. */
export type DayOrder = 'day-first' | 'month-first'

/**
 * The day of `DD/MM/YYYY` or `MM/DD/YYYY`, as `YYYY-MM-DD`; undefined where it is none.
 *
 * @example
 * fromSlashes('09/23/2026', 'month-first') // '2026-09-23'
 * fromSlashes('23/09/2026', 'month-first') // undefined
 */
export function fromSlashes(text: string, order: DayOrder): string | undefined {
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim())
  if (match === null) return undefined
  const [first = '', second = '', year = ''] = match.slice(1)
  return order === 'day-first' ? fromParts(year, second, first) : fromParts(year, first, second)
}

/**
 * The day or moment of an ISO text in UTC: a time keeps its seconds, a zone is applied to it, and dropped from a bare day.
 *
 * @example
 * fromIso('2026-02-27T01:00:09.554+01:00') // '2026-02-27T00:00:09Z'
 * fromIso('2014-06-30-05:00')              // '2014-06-30'
 */
export function fromIso(text: string): string | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}:\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/.exec(text.trim())
  if (match === null) return undefined
  const [, year = '', month = '', day = '', time, zone = 'Z'] = match
  const date = fromParts(year, month, day)
  if (date === undefined || time === undefined) return date
  const at = Date.parse(`${date}T${time}${zone}`)
  return Number.isNaN(at) ? undefined : new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')
}

/** `YYYY-MM-DD` of a real day; undefined for any other. */
export function fromParts(year: string, month: string, day: string): string | undefined {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date) ? date : undefined
}

/**
 * Reads a birth date as lists write it; undefined where it says no year.
 *
 * @example
 * parseBirth('07 Oct 1952')          // { from: '1952-10-07', to: '1952-10-07' }
 * parseBirth('circa 1955 to 1958')   // { from: '1955', to: '1958' }
 * parseBirth('dd/mm/1957', 'day-first') // { from: '1957', to: '1957' }
 * parseBirth('unknown')              // undefined
 */
export function parseBirth(text: string, order: DayOrder = 'day-first'): BirthDate | undefined {
  if (text.length > BIRTH_LENGTH_MAX) return undefined
  const ends = text
    .trim()
    .replace(HEDGE, '')
    .split(/\s*(?:\bto\b|\band\b|–|(?<=\d{4})\s*-\s*(?=\d{4}$|[a-z]))\s*/i)
  const [first, last = first] = ends.map((end) => parseEnd(end.replace(HEDGE, ''), order))
  return first === undefined || last === undefined || ends.length > 2 ? undefined : { from: first.from, to: last.to }
}

function parseEnd(text: string, order: DayOrder): BirthDate | undefined {
  const day = fromIso(text.slice(0, 10)) ?? fromSlashes(text, order) ?? fromWords(text)
  if (day !== undefined) return { from: day, to: day }
  return fromMonth(text) ?? fromYear(text)
}

function fromWords(text: string): string | undefined {
  const match = /^(\d{1,2})[ .-]([a-z]{3})[a-z]*[ .-](\d{4})$/i.exec(text)
  const month = MONTHS.indexOf((match?.[2] ?? '').toLowerCase()) + 1
  return match === null || month === 0 ? undefined : fromParts(match[3] ?? '', String(month), match[1] ?? '')
}

function fromMonth(given: string): BirthDate | undefined {
  const text = given.replace(/^(\d{4})-(\d{2})$/, '$2/$1')
  const match = /^(?:dd\/)?([a-z]{3,}|\d{1,2})[ /](\d{4})$/i.exec(text)
  const [, word = '', year = ''] = match ?? []
  const month = /^\d+$/.test(word) ? Number(word) : MONTHS.indexOf(word.slice(0, 3).toLowerCase()) + 1
  const from = fromParts(year, String(month), '1')
  if (match === null || from === undefined) return undefined
  return { from, to: new Date(Date.UTC(Number(year), month, 0)).toISOString().slice(0, 10) }
}

function fromYear(text: string): BirthDate | undefined {
  const match = /^(?:dd\/mm\/|00\/00\/)?(\d{4})$/i.exec(text)
  return match?.[1] === undefined ? undefined : { from: match[1], to: match[1] }
}
