import { z } from 'zod'
import type { Desk } from '../Desk.ts'
import { type Answer, createEndpoint, type Endpoint } from '../Endpoint.ts'

const answerSchema = z.strictObject({
  isRunning: z.boolean().describe('Whether its process lives.'),
  chain: z.string().nullable().describe('CAIP-2; null where this server watches nothing.'),
  block: z
    .strictObject({ height: z.int(), timeSec: z.int(), lagSec: z.int().describe('Since the time of the block.') })
    .nullable()
    .describe('The newest one that was watched since the process began.'),
  problem: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  restarts: z.int().describe('How often its process has died.'),
  untraced: z
    .array(z.strictObject({ first: z.int(), last: z.int() }))
    .describe('Blocks for which no node told the calls inside of transactions: what contracts paid there is missing.'),
})

/** How the watch inside the server is. */
export const watchEndpoint: Endpoint = createEndpoint({
  method: 'get',
  path: '/v1/watch',
  need: 'alerts',
  tag: 'alerts',
  summary: 'How far the watch of this server is, and what keeps it from going on.',
  question: z.strictObject({}),
  answers: { 200: { description: 'Its state.', schema: answerSchema } },
  answer,
})

function answer({ watch, now }: Desk): Answer {
  const { isRunning = false, chain = null, block, problem = null, restarts = 0, untraced = [] } = watch?.status ?? {}
  const shown = block === undefined ? null : { ...block, lagSec: Math.max(0, now() - block.timeSec) }
  return { body: JSON.stringify({ isRunning, chain, block: shown, problem, restarts, untraced }) }
}
