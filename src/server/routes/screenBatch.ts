import { z } from 'zod'
import type { Screener, Verdict } from '../../screen/index.ts'
import type { CanonicalJson } from '../../state/index.ts'
import { addressText, batchAnswer } from '../api/schemas.ts'
import { findSpans } from '../batch/findSpans.ts'
import { type BatchAnswers, type BatchHit, screenSpans, screenTexts } from '../batch/screenBatch.ts'
import type { Desk } from '../Desk.ts'
import { type Answer, type ApiRequest, type Endpoint, parseQuestion } from '../Endpoint.ts'
import { parseJson } from '../edge/parseJson.ts'
import { record } from '../screening.ts'

/** Addresses that one question may have. */
const ADDRESSES_MAX = 1000

const question = z.strictObject({ addresses: z.array(addressText).min(1).max(ADDRESSES_MAX) })

/** Many addresses at once: one record in the log, forty times as fast as one by one. */
export const screenBatchEndpoint: Endpoint = {
  method: 'post',
  path: '/v1/screen/batch',
  need: 'screen',
  tag: 'screening',
  summary: `May money pass to or from these addresses? Up to ${ADDRESSES_MAX}.`,
  description:
    'Answers each address as /v1/screen/address does, all with the same edition of the lists, in the order of the question. It may be asked again: the same question and lists give the same bytes.',
  question,
  answers: { 200: { description: 'One answer for each address.', schema: batchAnswer } },
  answer,
}

async function answer(desk: Desk, request: ApiRequest): Promise<Answer> {
  const edition = desk.editions.current
  const { text, hits, counts } = screenBody(desk, edition.screener, request.body)
  const { body, digest } = text.finish((hash) => `,"digest":"${hash}",${edition.basisText}}`)
  const ruling = { counts: { ...counts }, hits: hits.map(toRecord), digest }
  const count = Object.values(counts).reduce((sum, each) => sum + each, 0)
  const asked = { count, via: 'v1' }
  const seq = await record(desk, request, { kind: 'screen-batch', question: asked, answer: ruling, edition })
  for (const [verdict, each] of Object.entries(counts)) desk.metrics.countVerdict(verdict as Verdict.Verdict, each)
  return { body, seq }
}

function screenBody(desk: Desk, screener: Screener, body: Uint8Array): BatchAnswers {
  const spans = findSpans(body, ADDRESSES_MAX)
  const quick = spans === undefined ? undefined : screenSpans(desk, screener, { body, spans })
  return quick ?? screenTexts(desk, screener, parseQuestion(question, parseJson(body)).addresses)
}

const CLAIMS_MAX = 8

/** A hit in few words, so that a thousand of them fit into a record: with the lists' hashes all else can be found again. */
function toRecord({ at, answer: { input, verdict, reasons } }: BatchHit): CanonicalJson.JsonValue {
  const brief = reasons.map(({ code, effect, rule, claims }) => {
    const named = claims.slice(0, CLAIMS_MAX).map(({ source, uid }) => `${source.id} ${uid.slice(0, 64)}`)
    return { code, effect, rule, claims: named }
  })
  return { at, input, verdict, reasons: brief }
}
