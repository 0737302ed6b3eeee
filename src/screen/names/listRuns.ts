import { foldSpelling } from './measureDistance.ts'
import type { Name } from './Name.ts'
import * as NameToken from './NameToken.ts'

/** First and last of neighbouring words. */
export type Run = readonly [first: number, last: number]

/** Neighbours read as one word. */
export interface JoinedRun {
  readonly run: Run
  readonly token: NameToken.NameToken
}

const MOST_JOINED = 4
const SHORTEST = 3
/** How much longer one of two words may be that are written together or apart. */
const STRETCH = 1.25

/** Runs of two to four neighbours, with an open word among them, about as long as an open word of the other name. */
export function listRuns(name: Name, open: readonly number[], other: Name, openOther: readonly number[]): JoinedRun[] {
  const runs: JoinedRun[] = []
  if (open.length === 0) return runs
  const wanted = openOther.flatMap((at) =>
    other.words[at] === undefined ? [] : [boundLength([other.words[at].token])],
  )
  if (wanted.length === 0) return runs
  for (let i = 0; i < name.words.length - 1; i++) {
    for (let j = i + 1; j < Math.min(name.words.length, i + MOST_JOINED); j++) {
      const words = name.words.slice(i, j + 1)
      if (words.some(({ role }) => role === 'number' || role === 'form')) break
      if (!open.some((at) => at >= i && at <= j)) continue
      const tokens = words.map(({ token }) => token)
      if (wanted.some((bounds) => isAlike(bounds, boundLength(tokens))))
        runs.push({ run: [i, j], token: NameToken.join(tokens) })
    }
  }
  return runs
}

interface Bounds {
  readonly least: number
  readonly most: number
  readonly first: NameToken.NameToken | undefined
}

function boundLength(tokens: readonly NameToken.NameToken[]): Bounds {
  let least = 0
  let most = 0
  for (const { spellings } of tokens) {
    const lengths = spellings.map((spelling) => spelling.length)
    least += Math.min(...lengths)
    most += Math.max(...lengths)
  }
  return { least, most, first: tokens[0] }
}

/** Nearly as long, and beginning with the same sound where both have Latin letters. */
function isAlike(one: Bounds, run: Bounds): boolean {
  if (one.most < SHORTEST || run.least > one.most * STRETCH || one.least > run.most * STRETCH) return false
  if (one.first?.script !== 'latin' || run.first?.script !== 'latin') return true
  const initials = one.first.spellings.map(initialOf)
  return run.first.spellings.some((spelling) => initials.includes(initialOf(spelling)))
}

function initialOf(spelling: string): string {
  return foldSpelling(spelling).charAt(0)
}
