import { compatEndpoints } from '../compat/index.ts'
import type { Endpoint } from '../Endpoint.ts'
import { alertEventsEndpoint } from './alertEvents.ts'
import { alertEndpoints } from './alerts.ts'
import { createDocumentation } from './documentation.ts'
import { guardEndpoints } from './guard.ts'
import { operationEndpoints } from './health.ts'
import { incidentEndpoints } from './incidents.ts'
import { listsEndpoint } from './lists.ts'
import { screenAddressEndpoints } from './screenAddress.ts'
import { screenBatchEndpoint } from './screenBatch.ts'
import { screenNameEndpoint } from './screenName.ts'
import { screenTransferEndpoint } from './screenTransfer.ts'
import { traceEndpoints } from './trace.ts'
import { watchEndpoint } from './watch.ts'

const own: readonly Endpoint[] = [
  ...screenAddressEndpoints,
  screenBatchEndpoint,
  screenTransferEndpoint,
  screenNameEndpoint,
  ...guardEndpoints,
  listsEndpoint,
  ...incidentEndpoints,
  ...traceEndpoints,
  // Before the alert of that id.
  alertEventsEndpoint,
  ...alertEndpoints,
  watchEndpoint,
  ...operationEndpoints,
  ...compatEndpoints,
]

/** Every endpoint of the API, its documentation among them. */
export const endpoints: readonly Endpoint[] = [...own, ...createDocumentation(own)]
