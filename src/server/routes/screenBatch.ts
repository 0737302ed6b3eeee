import { hash } from 'node:crypto'
import { z } from 'zod'
import { type AddressAnswer, noExposure, type Screener, Watchlist } from '../../screen/index.ts'
import type { CanonicalJson } from '../../state/index.ts'
import { addressText, batchAnswer } from '../api/schemas.ts'
import type { Desk } from '../Desk.ts'
import { type Answer, type ApiRequest, createEndpoint, type Endpoint } from '../Endpoint.ts'
import { record, recordHeaders, screenText, stringify } from '../screening.ts'

/** Addresses that one question may have. */
const ADDRESSES_MAX = 1000

const question = z.strictObject({ addresses: z.array(addressText).min(1).max(ADDRESSES_MAX) })
type Question = z.infer<typeof question>

/** Many addresses at once: one record in the log, forty times as fast as one by one. */
export const screenBatchEndpoint: Endpoint = createEndpoint({
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
})

async function answer(desk: Desk, { addresses }: Question, request: ApiRequest): Promise<Answer> {
  const edition = desk.editions.current
  const { text, hits, counts } = screenAll(desk, edition, addresses)
  const digest = hash('sha256', text)
  const ruling = { counts: { ...counts }, hits: hits.map(toRecord), digest }
  const seq = await record(desk, request, {
    kind: 'screen-batch',
    question: { count: addresses.length, via: 'v1' },
    answer: ruling,
    edition,
  })
  for (const [verdict, count] of Object.entries(counts)) desk.metrics.countVerdict(verdict as 'hold', count)
  return { body: `{"answers":${text},"digest":"${digest}",${edition.basisText}}`, headers: recordHeaders(seq) }
}

interface Screened {
  /** The answers as JSON. */
  readonly text: string
  /** Those that are no plain no-match, with their places. */
  readonly hits: readonly Hit[]
  readonly counts: Readonly<Partial<Record<AddressAnswer['verdict'], number>>>
}

interface Hit {
  readonly at: number
  readonly answer: AddressAnswer
}

// An EVM address in one case has no checksum to fail and needs no reading but its digits.
const PLAIN_EVM = /^0x(?:[0-9a-f]{40}|[0-9A-F]{40})$/

function screenAll(desk: Desk, { screener }: { readonly screener: Screener }, addresses: readonly string[]): Screened {
  const isQuick = !desk.isSandbox && screener.exposure === noExposure && desk.now() < screener.freshUntilSec
  const hits: Hit[] = []
  const counts: Partial<Record<AddressAnswer['verdict'], number>> = {}
  let plain = 0
  let text = ''
  for (const [at, address] of addresses.entries()) {
    text += at === 0 ? '[' : ','
    if (isQuick && PLAIN_EVM.test(address) && Watchlist.find(screener.watchlist, address, []) === undefined) {
      text += `{"input":"${address}","verdict":"no-match","reasons":[]}`
      plain++
      continue
    }
    const answer = screenText(desk, { screener }, address)
    counts[answer.verdict] = (counts[answer.verdict] ?? 0) + 1
    text += stringify(answer)
    if (answer.reasons.length > 0) hits.push({ at, answer })
  }
  if (plain > 0) counts['no-match'] = (counts['no-match'] ?? 0) + plain
  return { text: `${text}]`, hits, counts }
}

const CLAIMS_MAX = 8

/** A hit in few words, so that a thousand of them fit into a record: with the lists' hashes all else can be found again. */
function toRecord({ at, answer: { input, verdict, reasons } }: Hit): CanonicalJson.JsonValue {
  const brief = reasons.map(({ code, effect, rule, claims }) => {
    const named = claims.slice(0, CLAIMS_MAX).map(({ source, uid }) => `${source.id} ${uid.slice(0, 64)}`)
    return { code, effect, rule, claims: named }
  })
  return { at, input, verdict, reasons: brief }
}
