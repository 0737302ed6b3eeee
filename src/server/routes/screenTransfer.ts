import { z } from 'zod'
import {
  type Screener,
  screenTransfer,
  type TransferAnswer,
  type TransferQuestion,
  Verdict,
} from '../../screen/index.ts'
import { addressText, transferAnswer } from '../api/schemas.ts'
import type { Desk } from '../Desk.ts'
import { type Answer, type ApiRequest, createEndpoint, type Endpoint } from '../Endpoint.ts'
import { plainRuling, record, screenText, stringify, toPlain } from '../screening.ts'

const question = z
  .strictObject({
    from: addressText.optional(),
    to: addressText.optional(),
    asset: z.string().max(200).optional().describe('CAIP-19.'),
    amount: z
      .string()
      .regex(/^\d{1,78}$/)
      .optional()
      .describe('Base units, decimal text.'),
  })
  .refine(({ from, to }) => from !== undefined || to !== undefined, { error: 'say from, to, or both' })
type Question = z.infer<typeof question>

/** A transfer before it is sent, or one that came in. */
export const screenTransferEndpoint: Endpoint = createEndpoint({
  method: 'post',
  path: '/v1/screen/transfer',
  need: 'screen',
  tag: 'screening',
  summary: 'May this transfer pass? Both sides, its asset and amount.',
  question,
  answers: { 200: { description: 'The worst of both sides and of the transfer itself.', schema: transferAnswer } },
  answer,
})

async function answer(desk: Desk, { from, to, asset, amount }: Question, request: ApiRequest): Promise<Answer> {
  const edition = desk.editions.current
  const units = amount === undefined ? undefined : BigInt(amount)
  const given = screen(desk, edition.screener, { from, to, asset, amount: units })
  const ruling = { ...sidesOf(given), ...(plainRuling(given) as object) }
  const seq = await record(desk, request, {
    kind: 'screen-transfer',
    question: toPlain({ from, to, asset, amount, via: 'v1' }),
    answer: ruling,
    edition,
  })
  desk.metrics.countVerdict(given.verdict)
  return { body: `${stringify(given).slice(0, -1)},${edition.basisText}}`, seq }
}

function screen(desk: Desk, screener: Screener, question: TransferQuestion): TransferAnswer {
  const { from, to, asset, amount } = question
  if (!desk.isSandbox) return screenTransfer(screener, question, desk.now())
  const { reasons, verdict: own } = screenTransfer(screener, { asset, amount }, desk.now())
  const sides = {
    ...(from === undefined ? {} : { from: screenText(desk, { screener }, from) }),
    ...(to === undefined ? {} : { to: screenText(desk, { screener }, to) }),
  }
  const verdict = Verdict.worst([own, ...Object.values(sides).map((side) => side.verdict)])
  return { verdict, ...sides, reasons }
}

function sidesOf({ from, to }: TransferAnswer): Record<string, ReturnType<typeof plainRuling>> {
  return {
    ...(from === undefined ? {} : { from: plainRuling(from) }),
    ...(to === undefined ? {} : { to: plainRuling(to) }),
  }
}
