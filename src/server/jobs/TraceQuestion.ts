import { z } from 'zod'
import { AssetId, ChainId, Time } from '../../chain/index.ts'
import { COUNTERPARTIES_MAX, parseSeed, type Seed, type Theft, type TraceOptions } from '../../trace/index.ts'

/** What a trace is asked for, as `lazaretto trace` asks it. */
export const traceQuestion: z.ZodType<TraceQuestion, unknown> = z.strictObject({
  seeds: z
    .array(z.string().min(1).max(400))
    .min(1)
    .max(200)
    .describe(
      'Accounts, transactions or transfers (hash:index), each with what is said of it: 0x... amount=1 since=...',
    ),
  name: z.string().min(1).max(200).optional().describe('Name of the case.'),
  chain: z.string().max(100).default('eip155:1').describe('CAIP-2, or a name.'),
  direction: z.enum(['forward', 'backward']).default('forward'),
  rule: z.enum(['haircut', 'fifo', 'lifo', 'tiho', 'poison']).default('haircut').describe('tiho on UTXO chains only.'),
  asset: z.string().max(200).optional().describe('Follow only this one; CAIP-19, or a name.'),
  hubs: z.int().min(0).default(COUNTERPARTIES_MAX).describe('Stop at unlabelled accounts with more counterparties.'),
  depth: z.int().min(0).optional().describe('Follow at most so many hops.'),
  dust: z.string().max(80).optional().describe('Do not follow amounts below it, in units of the asset.'),
  candidates: z
    .boolean()
    .optional()
    .describe('Also say where the outputs of a CoinJoin went that stopped it: no proof.'),
  until: z.string().max(40).optional().describe('Follow until this moment, UTC.'),
})

export interface TraceQuestion {
  readonly seeds: readonly string[]
  readonly name?: string | undefined
  readonly chain: string
  readonly direction: 'forward' | 'backward'
  readonly rule: TraceOptions['rule']
  readonly asset?: string | undefined
  readonly hubs: number
  readonly depth?: number | undefined
  readonly dust?: string | undefined
  readonly candidates?: boolean | undefined
  readonly until?: string | undefined
}

/** A question in the words of the trace: thefts, and how far to follow them. */
export interface TracePlan {
  readonly chain: ChainId.ChainId
  readonly thefts: readonly Theft[]
  readonly bounds: Omit<TraceOptions, 'labels'>
}

/** Reads a question. @throws what ChainId, AssetId, Time and seeds throw for what they cannot read */
export function planTrace(question: TraceQuestion): TracePlan {
  const chain = ChainId.parse(question.chain)
  const { rule, hubs, asset, depth, dust, candidates, until } = question
  const bounds = {
    rule,
    counterpartiesMax: hubs,
    ...(asset === undefined ? {} : { assets: [AssetId.parseOn(asset, chain)] }),
    ...(depth === undefined ? {} : { hopsMax: depth }),
    ...(dust === undefined ? {} : { dust }),
    ...(candidates === undefined ? {} : { candidates }),
    ...(until === undefined ? {} : { untilSec: Time.parse(until) }),
  }
  return { chain, thefts: listThefts(question, chain), bounds }
}

/** Seeds by theft; those that name none are one theft, named after the case. */
function listThefts({ seeds, name = seeds[0] ?? '' }: TraceQuestion, chain: ChainId.ChainId): Theft[] {
  const thefts = new Map<string, Seed[]>()
  for (const text of new Set(seeds)) {
    const { theft = name, seed } = parseSeed(text, chain)
    thefts.set(theft, [...(thefts.get(theft) ?? []), seed])
  }
  return Array.from(thefts, ([theft, members]) => ({ name: theft, seeds: members }))
}
