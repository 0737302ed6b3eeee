import { z } from 'zod'
import { listGaps } from '../../screen/index.ts'
import { basis } from '../api/schemas.ts'
import type { Desk } from '../Desk.ts'
import { type Answer, createEndpoint, type Endpoint } from '../Endpoint.ts'

const gap = z.strictObject({ code: z.enum(['LIST_STALE', 'LIST_MISSING']), list: z.string(), message: z.string() })

const listsAnswer = z.strictObject({
  installed: z.array(
    z.strictObject({
      list: z.string(),
      title: z.string(),
      published: z.string().nullable(),
      sha256: z.string(),
      entries: z.int(),
      addresses: z.int(),
      namesMissing: z.enum(['all', 'some']).nullable().describe('Names of its parties that this edition lacks.'),
      checked: z.int().describe('When it was last known to be current, in seconds since 1970.'),
      refusal: z.string().nullable().describe('Code of the error for which the newest update was refused.'),
    }),
  ),
  gaps: z.array(gap).describe('Lists that cannot vouch for a no-match now: while there are any, a no-match is a hold.'),
  policy: basis.policy,
  engine: basis.engine,
})

/** Which lists answers rest on now. */
export const listsEndpoint: Endpoint = createEndpoint({
  method: 'get',
  path: '/v1/lists',
  need: 'read',
  tag: 'lists',
  summary: 'Which lists are in force, how old they are, and what is missing.',
  question: z.strictObject({}),
  answers: { 200: { description: 'The lists.', schema: listsAnswer } },
  answer,
})

function answer({ editions: { current }, now }: Desk): Answer {
  const { screener } = current
  const installed = screener.lists.map(({ checkedSec, published, refusal, namesMissing, ...status }) => {
    const missing = { published: published ?? null, refusal: refusal ?? null, namesMissing: namesMissing ?? null }
    return { ...status, ...missing, checked: checkedSec }
  })
  const gaps = listGaps(screener.lists, screener.policy, now())
  const { policy, engine } = current.basis
  return { body: JSON.stringify({ installed, gaps, policy, engine }) }
}
