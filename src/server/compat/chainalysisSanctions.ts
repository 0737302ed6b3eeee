import { z } from 'zod'
import type { Desk } from '../Desk.ts'
import { type Answer, type ApiRequest, createEndpoint, type Endpoint } from '../Endpoint.ts'
import { screenForClient } from './findings.ts'

const identification = z.strictObject({
  category: z.string().nullable(),
  name: z.string().nullable(),
  description: z.string().nullable(),
  url: z.string().nullable(),
})

/**
 * The shape of Chainalysis's sanctions API. Not affiliated.
 *
 * @source https://go.chainalysis.com/chainalysis-oracle-docs.html
 */
export const chainalysisSanctionsEndpoint: Endpoint = createEndpoint({
  method: 'get',
  path: '/compat/chainalysis-sanctions/api/v1/address/:address',
  need: 'screen',
  tag: 'drop-in: Chainalysis sanctions',
  summary: 'Identifications of an address; an empty list where nothing that blocks was found.',
  description: 'Compatible shape, not affiliated. 503 while lists are missing or stale, 422 for what is no address.',
  question: z.strictObject({}),
  answers: {
    200: {
      description:
        'What blocks, and what vanished from a list of sanctions; other reviews are in the header Lazaretto-Verdict alone.',
      schema: z.strictObject({ identifications: z.array(identification) }),
    },
    422: { description: 'No address.' },
  },
  answer,
})

async function answer(desk: Desk, _: unknown, request: ApiRequest): Promise<Answer> {
  const asked = { address: request.param('address'), via: 'chainalysis-sanctions' }
  const { findings, seq, headers } = await screenForClient(desk, request, asked)
  const identifications = findings
    .filter(({ effect, isSanctioned }) => effect === 'block' || isSanctioned)
    .map(({ category, name, description, url }) => ({ category, name, description, url }))
  return { body: JSON.stringify({ identifications }), seq, headers }
}
