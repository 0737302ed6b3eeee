import { z } from 'zod'
import { addressAnswer, addressText } from '../api/schemas.ts'
import type { Desk } from '../Desk.ts'
import { type Answer, type ApiRequest, createEndpoint, type Endpoint, type EndpointPlan } from '../Endpoint.ts'
import { screenAndRecord, stringify } from '../screening.ts'

const question = z.strictObject({ address: addressText })
type Question = z.infer<typeof question>

const plan: Omit<EndpointPlan<Question>, 'method'> = {
  path: '/v1/screen/address',
  need: 'screen',
  tag: 'screening',
  summary: 'May money pass to or from this address?',
  description:
    'Looks the address up in all lists, whatever its ticker or letter case. The header Lazaretto-Decision names the record of this answer in the decision log.',
  question,
  answers: { 200: { description: 'The verdict and its reasons.', schema: addressAnswer } },
  answer,
}

/** The same question by GET, for a quick look, and by POST, which keeps addresses out of other servers' logs. */
export const screenAddressEndpoints: readonly Endpoint[] = [
  createEndpoint({ ...plan, method: 'get' }),
  createEndpoint({ ...plan, method: 'post' }),
]

async function answer(desk: Desk, { address }: Question, request: ApiRequest): Promise<Answer> {
  const { answer: given, edition, seq } = await screenAndRecord(desk, request, { address, via: 'v1' })
  const { input, verdict, reasons } = given
  const body = `{"input":${JSON.stringify(input)},"verdict":"${verdict}","reasons":${stringify(reasons)},${edition.basisText}}`
  return { body, seq }
}
