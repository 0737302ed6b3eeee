import type { Alignment, Meeting } from './alignNames.ts'
import { measureFeatures } from './measureFeatures.ts'
import type { Name } from './Name.ts'
import { NAME_MODELS } from './NameModel.ts'
import type { NamePiece } from './NamePiece.ts'

/** The points of a comparison of two names, without its reasons: what a search asks of every candidate. */
export function sumPoints(query: Name, listed: Name, alignment: Alignment): number {
  const { base, ...weights } = NAME_MODELS[listed.sort]
  const features: Readonly<Record<string, number>> = { ...measureFeatures(query, listed, alignment) }
  let points = base
  for (const [feature, weight] of Object.entries(weights)) points += weight * (features[feature] ?? 0)
  return points
}

/** The pieces of a comparison of two names, without qualifiers. Their points are those of `sumPoints`. */
export function explainAlignment(query: Name, listed: Name, alignment: Alignment): NamePiece[] {
  const model = NAME_MODELS[listed.sort]
  const features = measureFeatures(query, listed, alignment)
  const left = {
    query: namedBy(query, alignment.queryLeft, 'core'),
    listed: namedBy(listed, alignment.listedLeft, 'core'),
  }
  const figures = {
    query: namedBy(query, alignment.queryLeft, 'number'),
    listed: namedBy(listed, alignment.listedLeft, 'number'),
  }
  const nothing = { query: '', listed: '' }
  const pieces: NamePiece[] = [
    { what: 'base', ...nothing, points: model.base },
    { what: 'agreement', ...nothing, points: model.agreed * features.agreed },
    ...alignment.meetings.map((meeting) => explainMeeting(query, listed, meeting)),
    { what: 'replaced', ...left, points: model.replaced * features.replaced },
    { what: 'left over', ...left, points: model.extra * features.extra + model.extraShare * features.extraShare },
    { what: 'numbers', ...figures, points: model.numbers * features.numbers },
    { what: 'father and son', ...nothing, points: model.swapped * features.swapped },
    { what: 'lone word', ...nothing, points: model.lone * features.lone + model.loneSlip * features.loneSlip },
    {
      what: 'ignored',
      query: ignoredBy(query, alignment.queryLeft),
      listed: ignoredBy(listed, alignment.listedLeft),
      points: 0,
    },
  ]
  return pieces.filter(isTelling)
}

function explainMeeting(query: Name, listed: Name, meeting: Meeting): NamePiece {
  const { way, distance, bits } = meeting
  const model = NAME_MODELS[listed.sort]
  const points =
    model.slips * Math.min(distance, 0.15) +
    model.changes * Math.max(0, Math.min(distance, 0.3) - 0.15) +
    model.breaks * Math.max(0, distance - 0.3)
  return {
    what: 'words',
    way,
    query: wordsOf(query, meeting.query),
    listed: wordsOf(listed, meeting.listed),
    distance,
    bits,
    points,
  }
}

/** A piece that says nothing and names nothing is left out. */
function isTelling(piece: NamePiece): boolean {
  return (
    piece.points !== 0 || piece.what === 'words' || (piece.what === 'ignored' && `${piece.query}${piece.listed}` !== '')
  )
}

function wordsOf(name: Name, [first, last]: readonly [number, number]): string {
  return name.words
    .slice(first, last + 1)
    .map(({ token }) => token.written)
    .join(' ')
}

function namedBy(name: Name, left: readonly number[], role: 'core' | 'number'): string {
  return left.flatMap((at) => (name.words[at]?.role === role ? [name.words[at].token.written] : [])).join(' ')
}

function ignoredBy(name: Name, left: readonly number[]): string {
  const isIgnored = (role: string | undefined) => role !== 'core' && role !== 'number'
  return left.flatMap((at) => (isIgnored(name.words[at]?.role) ? [name.words[at]?.token.written ?? ''] : [])).join(' ')
}
