import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { ADDRESS_LENGTH_MAX } from '../api/schemas.ts'
import type { Desk } from '../Desk.ts'
import { type Answer, type ApiRequest, createEndpoint, type Endpoint } from '../Endpoint.ts'
import { HttpError } from '../edge/HttpError.ts'
import { screenForClient } from './findings.ts'

const PREFIX = '/compat/elliptic'
const CLOCK_SKEW_MS = 300_000

const question = z.looseObject({
  subject: z.looseObject({
    asset: z.string().max(200).optional(),
    blockchain: z.string().max(200).optional(),
    type: z.literal('address'),
    hash: z.string().min(1).max(ADDRESS_LENGTH_MAX).describe('The address.'),
  }),
  type: z.literal('wallet_exposure'),
  customer_reference: z.string().max(200).optional(),
})
type Question = z.infer<typeof question>

/** Two calls in the shape of Elliptic's, for addresses. Not affiliated. @source https://developers.elliptic.co */
export const ellipticEndpoints: readonly Endpoint[] = ['/v2/wallet/synchronous', '/v2/analyses/synchronous'].map(
  (path) =>
    createEndpoint({
      method: 'post',
      path: `${PREFIX}${path}`,
      need: 'screen',
      tag: 'drop-in: Elliptic',
      summary: 'Analysis of an address.',
      description: 'Compatible shape, not affiliated; docs/compat.md says which fields are null, and how to sign.',
      question,
      answers: { 200: { description: 'risk_score is 10 for block, 5 for review, and null where nothing was found.' } },
      answer: (desk, asked, request) => answer(desk, asked, { request, path }),
    }),
)

interface Asked {
  readonly request: ApiRequest
  readonly path: string
}

async function answer(desk: Desk, { subject, type, customer_reference }: Question, asked: Asked): Promise<Answer> {
  assertSignature(desk, asked)
  const { request } = asked
  const given = await screenForClient(desk, request, { address: subject.hash, via: 'elliptic' })
  const body = {
    id: idOf(given.seq, given.answer.input),
    type,
    subject,
    customer: { reference: customer_reference ?? null },
    analysed_at: new Date(desk.now() * 1000).toISOString(),
    process_status: 'complete',
    risk_score: { block: 10, review: 5, 'no-match': null, hold: null }[given.answer.verdict],
    evaluation_detail: null,
    contributions: null,
    lazaretto: given.answer.reasons.map(({ code, effect, message }) => ({ code, effect, message })),
  }
  return { body: JSON.stringify(body), seq: given.seq, headers: given.headers }
}

/**
 * Checks the signature of a client that gives its key as `x-access-key`.
 *
 * The server keeps no secret of a key that it could check a signature with, so that the key itself is the secret: the
 * client is given the key, and as its secret the key's base64. A key in `Authorization` needs no signature.
 *
 * @throws HttpError `LZ_HTTP_SIGNATURE`
 */
function assertSignature(desk: Desk, { request: { headers, body }, path }: Asked): void {
  const key = headers.get('x-access-key')
  if (key === undefined || headers.get('authorization') !== undefined) return
  const time = headers.get('x-access-timestamp') ?? ''
  const isNow = Math.abs(Number(time) - desk.now() * 1000) <= CLOCK_SKEW_MS
  const given = Buffer.from(headers.get('x-access-sign') ?? '', 'base64')
  const isSigned = [`${PREFIX}${path}`, path].some((each) => {
    const expected = createHmac('sha256', key).update(`${time}POST${each}`).update(body).digest()
    return expected.length === given.length && timingSafeEqual(expected, given)
  })
  if (isNow && isSigned) return
  const message = 'x-access-sign does not fit x-access-timestamp, path and body, or the time is off by more than 5 min.'
  throw new HttpError('LZ_HTTP_SIGNATURE', message)
}

function idOf(seq: number, input: string): string {
  const hex = createHash('sha256').update(`${seq} ${input}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
