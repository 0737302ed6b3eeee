import { z } from 'zod'
import { Verdict } from '../../screen/index.ts'
import { ADDRESS_LENGTH_MAX } from '../api/schemas.ts'
import type { Desk } from '../Desk.ts'
import { type Answer, type ApiRequest, createEndpoint, type Endpoint } from '../Endpoint.ts'
import { type CompatAnswer, type Finding, screenForClient } from './findings.ts'

const common = {
  method: 'post',
  need: 'screen',
  tag: 'drop-in: TRM',
  description: 'Compatible shape, not affiliated; docs/compat.md says which fields are null.',
} as const

const text = z.string().max(200)
const address = z.string().min(1).max(ADDRESS_LENGTH_MAX)

const sanctions = createEndpoint({
  ...common,
  path: '/compat/trm/public/v1/sanctions/screening',
  summary: 'Are these addresses sanctioned?',
  question: z.array(z.looseObject({ address })).min(1).max(100),
  answers: { 201: { description: 'One answer for each.' } },
  async answer(desk, asked, request) {
    const all = await screenAll(desk, request, asked, 'trm-sanctions')
    const body = all.map(({ address: submitted, given }) => {
      return { address: submitted, isSanctioned: given.findings.some(({ isSanctioned }) => isSanctioned) }
    })
    return answerOf(body, all)
  },
})

const addresses = createEndpoint({
  ...common,
  path: '/compat/trm/public/v2/screening/addresses',
  summary: 'Risk indicators of addresses.',
  question: z
    .array(z.looseObject({ address, chain: text, accountExternalId: text.optional(), externalId: text.optional() }))
    .min(1)
    .max(100),
  answers: { 201: { description: 'One answer for each.' } },
  async answer(desk, asked, request) {
    const all = await screenAll(desk, request, asked, 'trm-addresses')
    const body = all.map(({ question, given }) => ({
      accountExternalId: question.accountExternalId ?? null,
      address: given.answer.input,
      addressRiskIndicators: given.findings.map(toIndicator),
      addressSubmitted: question.address,
      chain: question.chain,
      entities: given.findings.filter(({ isDirect }) => isDirect).map(toEntity),
      externalId: question.externalId ?? null,
      trmAppUrl: null,
    }))
    return answerOf(body, all)
  },
})

/** Two calls in the shape of TRM's. Not affiliated. @source https://docs.sanctions.trmlabs.com */
export const trmEndpoints: readonly Endpoint[] = [sanctions, addresses]

interface Screened<Question> {
  readonly question: Question
  readonly address: string
  readonly given: CompatAnswer
}

/** All of them or none: an answer that is missing would read as nothing found. */
async function screenAll<Question extends { readonly address: string }>(
  desk: Desk,
  request: ApiRequest,
  questions: readonly Question[],
  via: string,
): Promise<Screened<Question>[]> {
  return await Promise.all(
    questions.map(async (question) => {
      const given = await screenForClient(desk, request, { address: question.address, via })
      return { question, address: question.address, given }
    }),
  )
}

function answerOf(body: unknown, all: readonly Screened<unknown>[]): Answer {
  const headers = { 'Lazaretto-Verdict': Verdict.worst(all.map(({ given }) => given.answer.verdict)) }
  const last = all.at(-1)?.given
  return { status: 201, body: JSON.stringify(body), headers, ...(last === undefined ? {} : { seq: last.seq }) }
}

const LEVELS = { block: { level: 15, label: 'Severe' }, review: { level: 10, label: 'High' } } as const

function toIndicator({ category, effect, isDirect }: Finding): object {
  return {
    category,
    categoryId: null,
    categoryRiskScoreLevel: LEVELS[effect].level,
    categoryRiskScoreLevelLabel: LEVELS[effect].label,
    incomingVolumeUsd: null,
    outgoingVolumeUsd: null,
    riskType: isDirect ? 'OWNERSHIP' : 'INDIRECT',
    totalVolumeUsd: null,
  }
}

function toEntity({ category, name, effect }: Finding): object {
  return {
    category,
    categoryId: null,
    entity: name,
    riskScoreLevel: LEVELS[effect].level,
    riskScoreLevelLabel: LEVELS[effect].label,
    trmAppUrl: null,
    trmUrn: null,
  }
}
