import type { Endpoint } from '../Endpoint.ts'
import { chainalysisSanctionsEndpoint } from './chainalysisSanctions.ts'
import { ellipticEndpoints } from './elliptic.ts'
import { kytEndpoints } from './kyt.ts'
import { trmEndpoints } from './trm.ts'

/** APIs in the shapes of others, so that a client changes its URL and works. */
export const compatEndpoints: readonly Endpoint[] = [
  chainalysisSanctionsEndpoint,
  ...kytEndpoints,
  ...trmEndpoints,
  ...ellipticEndpoints,
]
