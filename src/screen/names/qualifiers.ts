import type { IndexedName } from './NameIndex.ts'
import type { OtherPiece } from './NamePiece.ts'
import type { NameQuery } from './Party.ts'

/**
 * Points for what stands beside a name. None of them alone hides an exact name: a wrong birth date in a passport, or two
 * nationalities, are common.
 */
const POINTS = {
  weakAlias: -0.7,
  acronym: -0.7,
  kind: -0.7,
  birthDay: 1,
  birthYear: 0.5,
  birthApart: -1.5,
  countrySame: 0.4,
  countryOther: -0.5,
}

/** Years between two births that a mistake or another calendar explains. */
const YEARS_NEAR = 2

/** The pieces that do not come from the words: which part of the text it is, the quality of the alias, kind, birth and country. */
export function explainQualifiers(query: NameQuery, { party, listed, part }: IndexedName): OtherPiece[] {
  const pieces: (OtherPiece | undefined)[] = [
    listed.quality === 'weak'
      ? { what: 'weak alias', query: '', listed: listed.text, points: POINTS.weakAlias }
      : undefined,
    explainPart(part),
    isOtherKind(query.kind, party.kind)
      ? { what: 'kind', query: query.kind ?? '', listed: party.kind, points: POINTS.kind }
      : undefined,
    explainBirth(query, party.births),
    explainCountry(query.country, party.countries),
  ]
  return pieces.flatMap((piece) => (piece === undefined ? [] : [piece]))
}

function explainPart(part: IndexedName['part']): OtherPiece | undefined {
  if (part === undefined) return undefined
  const { text, isAcronym } = part
  const what = isAcronym ? 'acronym' : 'part of a name'
  return { what, query: '', listed: text, points: isAcronym ? POINTS.acronym : 0 }
}

function isOtherKind(asked: NameQuery['kind'], listed: string): boolean {
  return asked !== undefined && asked !== 'unknown' && listed !== 'unknown' && asked !== listed
}

function explainBirth({ birth }: NameQuery, births: IndexedName['party']['births']): OtherPiece | undefined {
  if (birth === undefined || births.length === 0) return undefined
  const asked = typeof birth === 'string' ? { from: birth, to: birth } : birth
  const apart = Math.min(
    ...births.map(({ from, to }) => Math.max(0, yearOf(from) - yearOf(asked.to), yearOf(asked.from) - yearOf(to))),
  )
  const isSameDay = births.some(
    ({ from, to }) => from.length === 10 && from === to && from === asked.from && asked.from === asked.to,
  )
  const points = isSameDay
    ? POINTS.birthDay
    : apart === 0
      ? POINTS.birthYear
      : apart > YEARS_NEAR
        ? POINTS.birthApart
        : 0
  return { what: 'birth', query: spanOf(asked), listed: births.map(spanOf).join(', '), points }
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4))
}

function spanOf({ from, to }: { from: string; to: string }): string {
  return from === to ? from : `${from} to ${to}`
}

function explainCountry(country: string | undefined, countries: readonly string[]): OtherPiece | undefined {
  if (country === undefined || countries.length === 0) return undefined
  const asked = country.trim().toLowerCase()
  const isSame = countries.some((listed) => listed.trim().toLowerCase() === asked)
  return {
    what: 'country',
    query: country,
    listed: countries.join(', '),
    points: isSame ? POINTS.countrySame : POINTS.countryOther,
  }
}
