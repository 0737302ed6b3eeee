import type { Screener } from '../../screen/index.ts'
import { type Lists, toScreener } from '../loadScreener.ts'
import { type Basis, basisOf, hashBasis } from './Basis.ts'
import { type LiveVersion, layExposures } from './LiveExposures.ts'
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
  return fromParts(toScreener(lists, policyFile.policy), basisOf(lists, policyFile))
}

/** The same edition with exposures as a watch has them by now. */
export function layOver({ screener, basis }: Edition, live: readonly LiveVersion[]): Edition {
  const exposure = layExposures(screener.exposure, live)
  return fromParts({ ...screener, exposure }, { ...basis, live: live.map(({ basis }) => basis) })
}

function fromParts(screener: Screener, basis: Basis): Edition {
  return { screener, basis, basisHash: hashBasis(basis), basisText: JSON.stringify(basis).slice(1, -1) }
}
