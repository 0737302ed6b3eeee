import type { ChainId } from '../../chain/index.ts'
import { ActorTable } from '../actors/index.ts'
import { isAtLeast } from './grades.ts'
import type { Incident, Register } from './Register.ts'
import { ANY_EVM, findRegisterChain } from './registerChain.ts'
import type { Grade, Vector } from './words.ts'

/** What to look for; a field that is not given excludes nothing. */
export interface IncidentFilter {
  /** First and last day, month or year, `YYYY-MM-DD` or shorter. An incident with a vaguer date counts where it may fit. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** Part of the victim's name or of the id, in any case. */
  readonly victim?: string | undefined
  /** A chain that it touched; `evm` finds those whose source names no chain, which no chain's own name does. */
  readonly chain?: ChainId.ChainId | typeof ANY_EVM | undefined
  readonly vector?: Vector | undefined
  /** At least so strong an attribution. */
  readonly grade?: Grade | undefined
  /** Canonical texts, one of which is among the addresses. */
  readonly addresses?: readonly string[] | undefined
  readonly usdMin?: number | undefined
  /** A name of the actor: aliases count, and groups of an umbrella. */
  readonly actor?: string | undefined
  readonly actors?: ActorTable.ActorTable
}

/**
 * The incidents that a filter lets through, in the order of the register.
 *
 * @example
 * findIncidents(register, { from: '2025', to: '2025', grade: 'government' })
 */
export function findIncidents({ incidents }: Register, filter: IncidentFilter): Incident[] {
  const isActor = createActorTest(filter)
  return incidents.filter(
    (incident) =>
      isInTime(incident, filter) && isSuch(incident, filter) && touches(incident, filter) && isActor(incident),
  )
}

function isInTime({ date: { value } }: Incident, { from, to }: IncidentFilter): boolean {
  const isLateEnough = from === undefined || value >= from.slice(0, value.length)
  return isLateEnough && (to === undefined || value.slice(0, to.length) <= to)
}

function isSuch({ id, victim, vectors, grade, loss }: Incident, filter: IncidentFilter): boolean {
  const names = [id, victim.name ?? victim.called ?? '', ...victim.claims.map(({ value }) => value)]
  const wanted = filter.victim?.toLowerCase()
  if (wanted !== undefined && !names.some((name) => name.toLowerCase().includes(wanted))) return false
  if (filter.vector !== undefined && !vectors?.items.includes(filter.vector)) return false
  if (filter.usdMin !== undefined && (loss?.usd ?? 0) < filter.usdMin) return false
  return filter.grade === undefined || isAtLeast(grade, filter.grade)
}

function touches(incident: Incident, { chain, addresses }: IncidentFilter): boolean {
  if (addresses !== undefined && !incident.addresses.some(({ address }) => addresses.includes(address))) return false
  return chain === undefined || listChains(incident).includes(chain)
}

function listChains({ chains, addresses }: Incident): readonly (string | undefined)[] {
  const named = (chains?.items ?? []).map((word) => (word === ANY_EVM ? word : findRegisterChain(word)))
  const held = addresses.flatMap((each): readonly string[] => (each.chains === 'any-evm' ? [ANY_EVM] : each.chains))
  return [...named, ...held]
}

/** Whether somebody attributes an incident to the actor, under whatever name. */
function createActorTest({ actor, actors = ActorTable.builtIn }: IncidentFilter): (incident: Incident) => boolean {
  if (actor === undefined) return () => true
  const wanted = new Set(
    ActorTable.listMeant(actors, actor).flatMap((each) => [each, ...ActorTable.listParts(actors, each)]),
  )
  const key = ActorTable.keyOf(actor)
  const isWanted = (name: string): boolean =>
    ActorTable.keyOf(name) === key || ActorTable.listMeant(actors, name).some((each) => wanted.has(each))
  return ({ attributions }) => attributions.some((claim) => claim.actor?.split(', ').some(isWanted) ?? false)
}
