import * as OutsideText from '../OutsideText.ts'
import type { RepositoryFinding } from './RepositoryAnswer.ts'
import { SIGNS, type Sign, type SignCode } from './Sign.ts'

/** A sign with the file that shows it. */
export interface PlacedSign extends Sign {
  readonly path: string
  readonly line: number
}

const PLACES_MAX = 3
const PATH_MAX = 200
const WEAK_KINDS_MIN = 3

/**
 * What the signs come to. Kinds are counted, not hits.
 *
 * It shouts (`block`) at two strong kinds, or at a strong one among three; one strong kind, or three weak ones, are for a
 * person to look at; one harmless sign is a note.
 */
export function judgeSigns(signs: readonly PlacedSign[]): RepositoryFinding[] {
  const byCode = new Map<SignCode, PlacedSign[]>()
  for (const sign of signs) byCode.set(sign.code, [...(byCode.get(sign.code) ?? []), sign])
  const kinds = [...byCode.values()]
  const strong = kinds.filter((list) => list.some(({ strength }) => strength === 'strong'))
  const counted = kinds.filter((list) => list.some(({ strength }) => strength !== 'aside'))
  const isLure = strong.length >= 2 || (strong.length === 1 && counted.length >= 3)
  const lure = isLure ? [shout(counted)] : []
  return [...lure, ...kinds.map((list) => describe(list, { isAlarming: counted.length >= WEAK_KINDS_MIN }))]
}

/** The kinds that count. */
export function listKinds(signs: readonly PlacedSign[]): SignCode[] {
  return [...new Set(signs.filter(({ strength }) => strength !== 'aside').map(({ code }) => code))].sort()
}

function shout(counted: readonly (readonly PlacedSign[])[]): RepositoryFinding {
  const message = `${counted.length} kinds of sign stand together that honest projects do not have together: it looks like a trap, as it is sent with a job or a test task. Do not open it in an editor, install, build or run it; if you have, treat this machine's wallets, keys and passwords as stolen.`
  const techniques = [...new Set(['T1566.003', 'T1204.002', ...counted.flatMap(([sign]) => techniquesOf(sign))])].sort()
  return { code: 'REPOSITORY_LURE', effect: 'block', message, techniques, files: countFiles(counted.flat()) }
}

function describe(list: readonly PlacedSign[], { isAlarming }: { isAlarming: boolean }): RepositoryFinding {
  const sorted = [...list].sort((a, b) => WEIGHT[b.strength] - WEIGHT[a.strength])
  const [first] = sorted
  const isStrong = first?.strength === 'strong'
  const effect = isStrong || (isAlarming && first?.strength === 'weak') ? 'review' : 'note'
  const shown = sorted.slice(0, PLACES_MAX).map((sign) => `${sign.detail} (${placeOf(sign)})`)
  const more = sorted.length > PLACES_MAX ? `, and ${sorted.length - PLACES_MAX} more` : ''
  const code = first?.code ?? 'REMOTE_CODE'
  const message = `${SIGNS[code].meaning}: ${shown.join('; ')}${more}.`
  const found: RepositoryFinding = {
    code,
    effect,
    message,
    techniques: SIGNS[code].techniques,
    files: countFiles(list),
  }
  return first === undefined ? found : { ...found, place: placeOf(first) }
}

const WEIGHT = { strong: 2, weak: 1, aside: 0 } as const

function placeOf({ path, line }: PlacedSign): string {
  return `${OutsideText.plain(path, PATH_MAX)}:${line}`
}

function techniquesOf(sign: PlacedSign | undefined): readonly string[] {
  return sign === undefined ? [] : SIGNS[sign.code].techniques
}

function countFiles(list: readonly PlacedSign[]): number {
  return new Set(list.map(({ path }) => path)).size
}
