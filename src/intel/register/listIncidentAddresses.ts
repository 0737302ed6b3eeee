import type { ChainId } from '../../chain/index.ts'
import type { Incident, IncidentAddress, Register } from './Register.ts'
import type { Attribution } from './RegisterDocument.ts'
import { type AddressRole, ATTACKER_ROLES, type Grade } from './words.ts'

/** One incident's claim on one address, for screening. */
export interface IncidentAddressClaim {
  readonly incident: string
  /** Chains that the source names; `any-evm` where it only says that it is an EVM account. */
  readonly chains: readonly ChainId.ChainId[] | 'any-evm'
  /** Canonical text. */
  readonly address: string
  readonly role: AddressRole
  /** Whether the role is the thieves' own. Victims', rescuers' and services' addresses are never theirs. */
  readonly isAttacker: boolean
  /** The strongest attribution of the incident. */
  readonly grade: Grade
  /** Who says that the incident is theirs. */
  readonly claims: readonly Attribution[]
  /** Why the attribution is in doubt; empty where nobody doubts it. */
  readonly doubts: readonly string[]
  /** What the source adds about the address. */
  readonly note: string | undefined
  /** Where the address was read. */
  readonly sources: readonly string[]
}

/**
 * Every address of a register with what is claimed of it, in the order of the incidents.
 *
 * An address may come several times: of several incidents, each with its own claim.
 */
export function listIncidentAddresses({ incidents }: Register): IncidentAddressClaim[] {
  return incidents.flatMap((incident) => incident.addresses.map((address) => toClaim(incident, address)))
}

function toClaim(incident: Incident, { chains, address, role, note, sources }: IncidentAddress): IncidentAddressClaim {
  return {
    incident: incident.id,
    chains,
    address,
    role,
    isAttacker: ATTACKER_ROLES.has(role),
    grade: incident.grade,
    claims: incident.attributions,
    doubts: incident.doubts ?? [],
    note,
    sources,
  }
}
