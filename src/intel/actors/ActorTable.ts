import type { ActorRecord, NameClaim } from './Actor.ts'
import { DPRK_ACTORS } from './dprkActors.ts'

/** An actor that a name stands for, and who says so. */
export interface ActorMatch {
  readonly actor: ActorRecord
  readonly claims: readonly NameClaim[]
}

/** Actors, and which of them each name stands for. Made by `from` only. */
export interface ActorTable {
  readonly actors: readonly ActorRecord[]
  readonly byName: ReadonlyMap<string, readonly ActorMatch[]>
}

/** A table of these actors. */
export function from(actors: readonly ActorRecord[]): ActorTable {
  const byName = new Map<string, ActorMatch[]>()
  for (const actor of actors) {
    for (const [key, claims] of groupNames(actor)) byName.set(key, [...(byName.get(key) ?? []), { actor, claims }])
  }
  return { actors, byName }
}

/** The clusters tied to the DPRK that come with Lazaretto. */
export const builtIn: ActorTable = from(DPRK_ACTORS)

/** A table with more actors; one whose entries are all known already is not added again. */
export function extend(table: ActorTable, actors: readonly ActorRecord[]): ActorTable {
  const known = new Set(table.actors.flatMap(({ entries }) => entries.map(({ id }) => id)))
  const fresh = actors.filter(({ entries }) => entries.some(({ id }) => !known.has(id)))
  return from([...table.actors, ...fresh])
}

/**
 * All actors that somebody calls so, whatever the case, blanks and dots: groups first, umbrellas after.
 *
 * Several actors may share a name, and an umbrella may have taken over the name of one of its groups; who says so stands
 * with each.
 *
 * @example
 * findActor(builtIn, 'jade sleet').map(({ actor }) => actor.name) // ['TraderTraitor']
 * findActor(builtIn, 'PurpleBravo').map(({ actor }) => actor.name) // ['Contagious Interview', 'WageMole']
 * findActor(builtIn, 'Fancy Bear') // []
 */
export function findActor(table: ActorTable, text: string): readonly ActorMatch[] {
  const matches = table.byName.get(keyOf(text)) ?? []
  const isUmbrella = ({ actor }: ActorMatch): boolean => actor.isUmbrella === true
  return [...matches.filter((match) => !isUmbrella(match)), ...matches.filter(isUmbrella)]
}

/**
 * The actors that a name means: its groups, or, where only an umbrella has it, the umbrella.
 *
 * @example
 * listMeant(builtIn, 'Andariel') // [Andariel], though MISP files it under Lazarus Group too
 */
export function listMeant(table: ActorTable, text: string): readonly ActorRecord[] {
  const actors = findActor(table, text).map(({ actor }) => actor)
  const groups = actors.filter(({ isUmbrella }) => isUmbrella !== true)
  return groups.length > 0 ? groups : actors
}

/** The actors that are counted to one, it not included. */
export function listParts(table: ActorTable, { id }: ActorRecord): readonly ActorRecord[] {
  return table.actors.filter(({ partOf }) => partOf?.includes(id))
}

/**
 * What two spellings of a name have in common: letters and digits, without case, and without a last `Group`.
 *
 * @example
 * keyOf('DEV#POPPER')    // 'devpopper'
 * keyOf('Lazarus Group') // 'lazarus'
 */
export function keyOf(name: string): string {
  const plain = name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '')
  return plain.replace(/(?<=.{3})group$/, '')
}

function groupNames({ name, entries }: ActorRecord): Map<string, NameClaim[]> {
  const claims = new Map<string, NameClaim[]>()
  for (const { source, id, names } of entries) {
    for (const [text, by] of [...names, [id] as const]) {
      const key = keyOf(text)
      claims.set(key, [...(claims.get(key) ?? []), { name: text, by, source, id }])
    }
  }
  // Where no entry writes the name as we do, it still finds the actor.
  if (!claims.has(keyOf(name))) claims.set(keyOf(name), [])
  return claims
}
