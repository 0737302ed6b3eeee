import type { Screener } from '../../screen/index.ts'
import { type Lists, toScreener } from '../loadScreener.ts'
import { type Basis, basisOf, hashBasis } from './Basis.ts'
import type { PolicyFile } from './PolicyFile.ts'

/** Lists and policy as they were at one moment: an answer takes one edition and uses no other. */
export interface Edition {
  readonly screener: Screener
  readonly basis: Basis
  /** See `hashBasis`. */
  readonly basisHash: string
  /** The basis as the members of a JSON object, ready to stand in an answer. */
  readonly basisText: string
}

/** Makes an edition of what was loaded. */
export function createEdition(lists: Lists, policyFile: PolicyFile): Edition {
  const screener = toScreener(lists, policyFile.policy)
  const basis = basisOf(lists, policyFile)
  return { screener, basis, basisHash: hashBasis(basis), basisText: JSON.stringify(basis).slice(1, -1) }
}
