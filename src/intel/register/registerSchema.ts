import { z } from 'zod'
import type { IncidentRecord, RegisterDocument } from './RegisterDocument.ts'
import * as words from './words.ts'

const COUNT_MAX = 20_000

const word = z.string().min(1).max(120)
const sentence = z.string().min(1).max(400)
const id = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  .max(80)
const day = z
  .string()
  .regex(/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/)
  .describe('YYYY-MM-DD, YYYY-MM or YYYY, in UTC, as exact as is known.')
const usd = z.int().nonnegative().describe('Whole US dollars at the time.')
const amount = z
  .string()
  .regex(/^\d+(?:\.\d+)?$/)
  .max(80)
  .describe('Display units of the asset, decimal text.')
const percent = z.number().min(0).max(100)
const sources = z.array(id).min(1).max(50).describe('Names in the sources of this file.')
const isRough = z.literal(true).exactOptional().describe('The source rounds.')

const sourced = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item).min(1).max(200), sources })
const claims = <Value extends z.ZodType>(value: Value) => z.array(z.strictObject({ value, sources })).max(50)

const source = z.strictObject({
  publisher: word,
  title: word.exactOptional(),
  url: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .exactOptional(),
})

const victim = z
  .strictObject({
    name: word.exactOptional(),
    called: word.exactOptional().describe('For a victim who is not named: how the source calls the theft.'),
    kind: z.enum(words.VICTIM_KINDS),
    countries: sourced(word).exactOptional(),
    claims: claims(word),
  })
  .refine(({ name, called }) => (name === undefined) !== (called === undefined), 'Give name or called, not both.')

const loss = z.strictObject({
  usd: usd.describe('The figure that is counted. Whole US dollars at the time.'),
  low: usd,
  high: usd,
  basis: z.enum(['un-panel', 'msmt', 'government', 'other']),
  claims: claims(usd).min(1),
})

const step = z.strictObject({
  kind: z.enum(words.ROUTES),
  service: word.exactOptional(),
  asset: word.exactOptional(),
  amount: amount.exactOptional(),
  usd: usd.exactOptional(),
  sharePercent: percent.exactOptional(),
  isRough,
  from: day.exactOptional(),
  to: day.exactOptional(),
})

const taken = z.strictObject({
  asset: word,
  amount: amount.exactOptional(),
  usd: usd.exactOptional(),
  isRough,
})

const stoppedMoney = z.strictObject({
  kind: z.enum(words.STOPS_OF_MONEY),
  by: word.exactOptional(),
  usd: usd.exactOptional(),
  asset: word.exactOptional(),
  amount: amount.exactOptional(),
  isRough,
  on: day.exactOptional(),
  case: word.exactOptional(),
})

const address = z.strictObject({
  chains: z.array(word).min(1).max(50).describe('Names or CAIP-2 ids; evm alone where the source names no chain.'),
  address: z.string().min(1).max(128),
  role: z.enum(words.ADDRESS_ROLES),
  stage: z.enum(words.ADDRESS_STAGES).exactOptional(),
  note: word.exactOptional(),
  sources,
})

const transaction = z.strictObject({
  chain: word,
  id: z.string().min(1).max(128),
  role: z.enum(words.TX_ROLES),
  sources,
})

const attribution = z.strictObject({
  grade: z.enum(words.GRADES),
  by: word,
  actor: word.exactOptional(),
  reserve: word.exactOptional(),
  on: day.exactOptional(),
  case: word.exactOptional(),
  source: id,
})

const incident: z.ZodType<IncidentRecord> = z.strictObject({
  id,
  status: z.enum(words.STATUSES),
  date: z.strictObject({ value: day, precision: z.enum(words.DATE_PRECISIONS), claims: claims(day) }),
  victim,
  loss: loss.exactOptional(),
  attributions: z.array(attribution).min(1).max(50),
  doubts: z.array(sentence).min(1).exactOptional(),
  listed: z
    .array(z.strictObject({ list: z.enum(words.COUNTED_LISTS), row: word, usd }))
    .min(1)
    .exactOptional(),
  candidateFor: z.array(z.enum(words.COUNTED_LISTS)).min(1).exactOptional(),
  vectors: sourced(z.enum(words.VECTORS)).exactOptional(),
  assets: sourced(taken).exactOptional(),
  chains: sourced(word).exactOptional(),
  route: sourced(step).exactOptional(),
  stopped: sourced(stoppedMoney).extend({ usd: usd.exactOptional() }).exactOptional(),
  addresses: z.array(address).min(1).max(COUNT_MAX).exactOptional(),
  transactions: z.array(transaction).min(1).max(COUNT_MAX).exactOptional(),
  notes: z.array(sentence).min(1).exactOptional(),
})

const total = z.strictObject({
  publisher: word,
  published: day,
  from: day.exactOptional(),
  to: day,
  usdLow: usd.exactOptional(),
  usdHigh: usd.exactOptional(),
  incidents: z.int().nonnegative().exactOptional(),
  reserve: word.exactOptional(),
  isRevised: z.literal(true).exactOptional(),
  source: id,
})

const fact = z.strictObject({
  topic: z.enum(words.FACT_TOPICS),
  incident: id.exactOptional(),
  text: sentence,
  daysFrom: z.number().nonnegative().exactOptional(),
  daysTo: z.number().nonnegative().exactOptional(),
  usd: usd.exactOptional(),
  sharePercent: percent.exactOptional(),
  by: word,
  on: day.exactOptional(),
  source: id,
})

/** A register file; `docs/register.schema.json` is made from it. What a schema cannot say is in `checkRegister.ts`. */
export const registerSchema: z.ZodType<RegisterDocument> = z.strictObject({
  schema: z.literal('lazaretto/register/1'),
  title: word,
  asOf: day,
  sources: z.record(id, source).describe('Where claims were read, by a name of your own.'),
  incidents: z.array(incident).max(COUNT_MAX),
  totals: z.array(total).exactOptional(),
  facts: z.array(fact).exactOptional(),
})
