import { createHash } from 'node:crypto'
import { CanonicalJson, listDecisions } from '../../state/index.ts'
import type { Desk } from '../Desk.ts'
import type { ApiRequest } from '../Endpoint.ts'
import { HttpError } from '../edge/HttpError.ts'

/** Something that a client registers once and asks about later. */
export interface Registration {
  readonly externalId: string
  /** Whole seconds UTC. */
  readonly time: number
  readonly question: Readonly<Record<string, CanonicalJson.JsonValue>>
}

/** What may be registered. */
export type RegistrationKind = 'kyt-transfer' | 'kyt-withdrawal'

/**
 * Registers something in the decision log, where it survives every restart.
 *
 * Its id is a UUID that says where in the log it is: 48 bits of seq, and 72 of the record's hash, so that no other id is
 * taken for it.
 *
 * @throws StateError
 */
export async function register(
  desk: Desk,
  { caller }: ApiRequest,
  { kind, question }: { readonly kind: RegistrationKind; readonly question: Registration['question'] },
): Promise<Registration & { readonly seq: number }> {
  const body = { by: caller.name, question, basis: desk.editions.current.basisHash }
  const seq = await desk.log.append(kind, body)
  return { externalId: toId(seq, CanonicalJson.encode(body)), time: desk.now(), question, seq }
}

/**
 * What was registered under an id.
 *
 * @throws HttpError `LZ_HTTP_NOT_FOUND` also where another key registered it
 */
export function getRegistration(desk: Desk, { caller }: ApiRequest, kind: RegistrationKind, id: string): Registration {
  const seq = /^[0-9a-f]{8}-[0-9a-f]{4}-8/.test(id) ? Number.parseInt(id.slice(0, 13).replace('-', ''), 16) : 0
  const [found] = seq > 0 ? listDecisions(desk.state, { from: seq, limit: 1 }) : []
  if (found === undefined || found.kind !== kind || toId(found.seq, found.body) !== id) throw notFound()
  const { by, question } = CanonicalJson.decode(found.body) as { by: string; question: Registration['question'] }
  if (by !== caller.name) throw notFound()
  return { externalId: id, time: found.time, question }
}

function toId(seq: number, body: Uint8Array): string {
  const place = seq.toString(16).padStart(12, '0')
  const tag = createHash('sha256').update(body).digest('hex')
  return `${place.slice(0, 8)}-${place.slice(8)}-8${tag.slice(0, 3)}-8${tag.slice(3, 6)}-${tag.slice(6, 18)}`
}

function notFound(): HttpError {
  return new HttpError('LZ_HTTP_NOT_FOUND', 'Nothing was registered under this id with this key.')
}
