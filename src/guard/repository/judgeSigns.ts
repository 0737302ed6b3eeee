import * as OutsideText from '../OutsideText.ts'
import { groupSigns } from './groupSigns.ts'
import type { RepositoryFinding } from './RepositoryAnswer.ts'
import { type PlacedSign, SIGNS, type SignCode } from './Sign.ts'

const PLACES_MAX = 3
const PATH_MAX = 200
const WEAK_KINDS_MIN = 3

/**
 * What the signs come to. Kinds are counted, not hits.
 *
 * It shouts (`block`) at two strong kinds, or at a strong one among three that stand together; one strong kind, or three
 * weak ones together, are for a person to look at; one harmless sign is a note.
 *
 * @param packages - Folders of packages, relative to the repository.
 */
export function judgeSigns(signs: readonly PlacedSign[], packages: ReadonlySet<string>): RepositoryFinding[] {
  const counted = listKinds(signs)
  const groups = groupSigns(signs, packages).filter((group) => listKinds(group).length >= WEAK_KINDS_MIN)
  const isLure = listStrong(signs).length >= 2 || groups.some((group) => listStrong(group).length > 0)
  const lure = isLure ? [shout(signs.filter(({ code }) => counted.includes(code)))] : []
  const alarming = new Set(groups.flatMap(listKinds))
  const byCode = new Map<SignCode, PlacedSign[]>()
  for (const sign of signs) {
    const list = byCode.get(sign.code)
    if (list === undefined) byCode.set(sign.code, [sign])
    else list.push(sign)
  }
  return [...lure, ...[...byCode].map(([code, list]) => describe(list, { isAlarming: alarming.has(code) }))]
}

function listStrong(signs: readonly PlacedSign[]): SignCode[] {
  return listKinds(signs.filter(({ strength }) => strength === 'strong'))
}

/** The kinds that count. */
export function listKinds(signs: readonly PlacedSign[]): SignCode[] {
  return [...new Set(signs.filter(({ strength }) => strength !== 'aside').map(({ code }) => code))].sort()
}

function shout(signs: readonly PlacedSign[]): RepositoryFinding {
  const kinds = [...new Set(signs.map(({ code }) => code))]
  const message = `${kinds.length} kinds of sign stand together that honest projects do not have together: it looks like a trap, as it is sent with a job or a test task. Do not open it in an editor, install, build or run it; if you have, treat this machine's wallets, keys and passwords as stolen.`
  const techniques = [...new Set(['T1566.003', 'T1204.002', ...kinds.flatMap((code) => SIGNS[code].techniques)])].sort()
  return { code: 'REPOSITORY_LURE', effect: 'block', message, techniques, files: countFiles(signs) }
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

function countFiles(list: readonly PlacedSign[]): number {
  return new Set(list.map(({ path }) => path)).size
}
