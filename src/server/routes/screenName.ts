import { z } from 'zod'
import { judgeNames, NAME_THRESHOLD, type NameQuery, type PartyHit } from '../../screen/index.ts'
import { basis, verdict } from '../api/schemas.ts'
import type { Desk } from '../Desk.ts'
import { type Answer, type ApiRequest, createEndpoint, type Endpoint } from '../Endpoint.ts'
import { record, toPlain } from '../screening.ts'

const HITS_MAX = 50
const birth = /^\d{4}(-\d{2}-\d{2})?$/

const question = z.strictObject({
  name: z.string().min(1).max(300).describe('Name of a person, company, vessel or aircraft, in any script.'),
  kind: z.enum(['person', 'organisation', 'vessel', 'aircraft', 'unknown']).optional(),
  birth: z.string().regex(birth).optional().describe('Year or day of birth: YYYY or YYYY-MM-DD.'),
  country: z.string().min(1).max(100).optional(),
  threshold: z.number().min(0.3).max(1).optional().describe(`Lowest score of a hit; ${NAME_THRESHOLD} unless said.`),
  limit: z.int().min(1).max(HITS_MAX).optional().describe('Most hits; 10 unless said.'),
})
type Question = z.infer<typeof question>

const hit = z.strictObject({
  list: z.string(),
  uid: z.string(),
  standing: z.enum(['listed', 'vanished', 'delisted']),
  kind: z.string(),
  name: z.string().describe('The name that matched best, as listed. Untrusted text.'),
  names: z.array(z.string()).describe('All names of the party, the main one first.'),
  programmes: z.array(z.string()),
  score: z.number(),
  pieces: z.array(z.looseObject({ what: z.string(), points: z.number() })).describe('What the score is made of.'),
})

const nameAnswer = z.strictObject({
  verdict,
  hits: z.array(hit).describe('The best first. What is delisted is history and changes no verdict.'),
  gaps: z
    .array(z.strictObject({ code: z.string(), list: z.string().optional(), message: z.string() }))
    .describe('Why nothing found means nothing: lists missing, old or without names, or a name that cannot be read.'),
  ...basis,
})

/** A name alone never blocks: a person has to look. */
export const screenNameEndpoint: Endpoint = createEndpoint({
  method: 'post',
  path: '/v1/screen/name',
  need: 'screen',
  tag: 'screening',
  summary: 'Is somebody of this name on a list?',
  description: 'A likeness of names is never more than review: names are not unique.',
  question,
  answers: { 200: { description: 'Listed parties of a like name.', schema: nameAnswer } },
  answer,
})

async function answer(desk: Desk, asked: Question, request: ApiRequest): Promise<Answer> {
  const edition = desk.editions.current
  const { threshold = NAME_THRESHOLD, limit = 10 } = asked
  const found = await edition.searchName(toQuery(asked), { threshold, limit })
  const hits = found.map(toHit)
  const { verdict: given, gaps } = judgeNames(edition.screener, found, {
    text: asked.name,
    nowSec: desk.now(),
  })
  const brief = hits.map(({ list, uid, standing, score }) => ({ list, uid, standing, score: score.toFixed(6) }))
  const gapCodes = gaps.map(({ code, list }) => (list === undefined ? code : `${code} ${list}`))
  const seq = await record(desk, request, {
    kind: 'screen-name',
    question: toPlain({ ...asked, threshold: String(threshold), via: 'v1' }),
    answer: { verdict: given, hits: brief, gaps: gapCodes },
    edition,
  })
  desk.metrics.countVerdict(given)
  const body = JSON.stringify({ verdict: given, hits, gaps, ...edition.basis })
  return { body, seq }
}

function toQuery({ name, kind, birth: born, country }: Question): NameQuery {
  return {
    text: name,
    ...(kind === undefined ? {} : { kind }),
    ...(born === undefined ? {} : { birth: born }),
    ...(country === undefined ? {} : { country }),
  }
}

type Hit = z.infer<typeof hit>

function toHit({ party, listed, score, pieces }: PartyHit): Hit {
  const { ref, kind, names } = party
  const { source, uid, standing, programmes } = ref
  const all = names.map(({ text }) => text)
  return {
    list: source.id,
    uid,
    standing,
    kind,
    name: listed.text,
    names: all,
    programmes: [...programmes],
    score,
    pieces: pieces.map((piece) => ({ ...piece })),
  }
}
