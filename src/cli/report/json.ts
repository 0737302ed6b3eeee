import { z } from 'zod'
import { limitKindShape, lineKindShape } from '../../investigate/index.ts'
import type { TraceReport } from '../../trace/index.ts'

const amount = z.string().regex(/^\d+$/).describe('Base units of the stolen asset, decimal text.')
const signed = z.string().regex(/^-?\d+$/)
const category = z.string().optional().describe('exchange, mixer, bridge, ...: what the deciding label was read as.')
const outpoint = z.string().regex(/^[0-9a-f]{64}:\d+$/)

const rate = z
  .strictObject({ hits: z.int(), n: z.int(), low: z.number(), high: z.number() })
  .describe('Hits of n, and the 95 % interval of the share, as docs/accuracy.md measured it.')

const edge = z.strictObject({
  tx: z.string(),
  block: z.int(),
  timeSec: z.int().optional().describe('Seconds since 1970, UTC.'),
  from: z.string(),
  to: z.string(),
  asset: z.string().describe('CAIP-19 id.'),
  amount: amount.describe('The stolen part of the transfer, in base units of the stolen asset.'),
  value: amount.describe('The whole transfer, in base units of its asset.'),
  hops: z.int().describe('Transfers from the nearest seed, this one included.'),
  spends: outpoint.optional().describe('On a UTXO chain: the output that is spent.'),
  outpoint: outpoint
    .optional()
    .describe('On a UTXO chain: the output that is made; absent where all went with the fee.'),
})

/** The JSON of one trace: one theft, one stolen asset, one rule. `docs/trace.schema.json` is made from it. */
export const traceDocument: z.ZodType = z.strictObject({
  schema: z.literal('lazaretto/trace/1'),
  theft: z.string(),
  direction: z
    .enum(['forward', 'backward'])
    .describe('Backward: stolen is all that the seeds had, the lines say where it came from.'),
  chain: z.string().describe('CAIP-2 id.'),
  asset: z.strictObject({
    id: z.string().describe('CAIP-19 id.'),
    name: z.string(),
    decimals: z.int().optional().describe('Absent where no source says: then only base units are known.'),
  }),
  rule: z.strictObject({
    name: z.enum(['haircut', 'fifo', 'lifo', 'tiho', 'poison']),
    version: z.int(),
    rounding: z.string(),
  }),
  seeds: z.array(z.string()),
  seedsNotFound: z.array(z.string()).describe('Seeds that do not occur in the ledger.'),
  stolen: z.strictObject({
    amount,
    opening: amount.describe('What the seeds opened with, the ledger not showing from where.'),
    transfers: z.array(edge).describe('The transfers by which the rest was stolen.'),
  }),
  isBalanced: z.boolean().describe('Whether the lines add up to the stolen amount; false only for poison.'),
  statement: z.array(
    z.strictObject({
      kind: lineKindShape,
      service: z.string().optional(),
      category,
      limit: limitKindShape.optional(),
      accounts: z.int(),
      amount,
    }),
  ),
  destinations: z.array(
    z.strictObject({
      account: z.string(),
      kind: lineKindShape,
      limit: limitKindShape.optional(),
      service: z.string().optional().describe('The one name of the service that a label names.'),
      category,
      label: z.strictObject({ name: z.string(), source: z.string() }).optional().describe('Who says so.'),
      amount,
      hops: z.int(),
      inflow: amount.describe('All that the account received, stolen or not.'),
      path: z.array(z.int()).describe('The strongest path from a seed, as places in edges.'),
      outputs: z
        .array(z.strictObject({ outpoint, amount, value: amount.describe('The whole output.') }))
        .optional()
        .describe('On a UTXO chain: the outputs that make up the amount.'),
    }),
  ),
  edges: z.array(edge).describe('Every transfer that carried stolen money, in ledger order.'),
  limits: z.array(
    z.strictObject({
      kind: limitKindShape,
      bound: z.string().optional().describe('Counterparties, base units, hops, or seconds; absent: not bounded.'),
      accounts: z.array(z.string()),
      amount,
    }),
  ),
  mixes: z
    .array(
      z.strictObject({
        tx: z.string(),
        name: z
          .string()
          .describe('The class of CoinJoin, with "possible" before it where the ledger lacks what would tell.'),
        rule: z.string(),
        accuracy: z.strictObject({ recall: rate, falseAlarms: rate, precision: rate }).optional(),
        amount: amount.describe('What ended in it.'),
        candidates: z
          .strictObject({
            outputs: z.int(),
            ends: z.array(
              z.strictObject({
                account: z.string(),
                kind: lineKindShape,
                service: z.string().optional(),
                candidates: z.int().describe('How many of the outputs reach it.'),
              }),
            ),
          })
          .optional()
          .describe('With --candidates: outputs any of which may have the money, and where they ended. No proof.'),
      }),
    )
    .optional()
    .describe('On a UTXO chain: the CoinJoins where money ended.'),
  deposits: z
    .array(
      z.strictObject({
        account: z.string(),
        asset: z.string(),
        grade: z.literal('likely'),
        exchange: z.string(),
        label: z.strictObject({ name: z.string(), source: z.string() }).describe('Of the wallet that it pays.'),
        rule: z.string(),
        bounds: z.strictObject({
          kept: z.string().describe('What may stay behind, in units of the asset.'),
          blocksMax: z.int(),
          sendersMax: z.int(),
        }),
        confidence: z.number().describe('How exact and how fast money went on, from 0 to 1; no probability.'),
        passes: z.int(),
        forwards: z.int(),
        senders: z.int(),
        evidence: z.array(
          z.strictObject({
            receipts: z.array(z.strictObject({ tx: z.string(), from: z.string(), amount })),
            tx: z.string(),
            to: z.string(),
            amount,
            blocks: z.int(),
          }),
        ),
      }),
    )
    .optional()
    .describe('With --deposits: accounts of the trace that behave like deposit addresses of exchanges. No proof.'),
  reconciled: z
    .array(
      z.strictObject({
        account: z.string(),
        asset: z.string(),
        status: z.enum(['verified', 'consistent', 'partial', 'mismatch', 'unchecked']),
        computed: signed.describe('What the rows come to, in base units.'),
        stated: amount.optional().describe('What the chain says.'),
        block: z.int().optional().describe('At whose end; absent: when it was asked.'),
        difference: signed.describe('Stated less computed.'),
        explained: z.array(z.strictObject({ kind: z.enum(['fees', 'wrapped', 'rebase']), amount: signed })),
        gaps: z.array(z.enum(['cut', 'not-read', 'unknown-start', 'read-earlier', 'inexact', 'fees-unknown'])),
      }),
    )
    .optional()
    .describe('With --reconcile: the accounts that were read, against what the explorer says that they have.'),
  completed: z
    .array(
      z.strictObject({
        account: z.string(),
        amount,
        isSeed: z.boolean(),
        tx: z
          .string()
          .optional()
          .describe('On a UTXO chain: the transaction that spends what the ledger does not have.'),
      }),
    )
    .describe('Accounts that pay more than the ledger shows them receive, and the opening balance they were given.'),
  reached: z.int().describe('Accounts that had stolen money.'),
  ledger: z.strictObject({
    transfers: z.int().describe('Transfers that the trace rests on; on a UTXO chain transactions.'),
    copied: z.int().describe('Rows of the imported files that are copies of others.'),
    rejected: z
      .int()
      .describe('Rows of the imported files that could not be stored, of this asset or of an unknown one.'),
    amountRejected: amount.describe('What these rows moved, as far as it can be read.'),
    inexact: z.int().describe('Transfers of the asset whose amounts came in floating point and had lost digits.'),
    untraced: z
      .array(z.strictObject({ first: z.int(), last: z.int() }))
      .optional()
      .describe(
        'Blocks, from the first to the last, that came without the calls inside of transactions: what contracts paid of the native asset there is missing.',
      ),
  }),
})

/** One line of JSON: amounts as decimal strings in base units, fields in a fixed order, absent values left out. */
export function toJson(report: TraceReport): string {
  const document = { schema: 'lazaretto/trace/1', ...report }
  return `${JSON.stringify(document, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value))}\n`
}

/** The same document as plain data. */
export function toDocument(report: TraceReport): unknown {
  return JSON.parse(toJson(report))
}

const UNITS: ReadonlySet<string> = new Set(['amount', 'amountRejected', 'inflow', 'opening', 'value'])

/**
 * A report of which `toJson` made a document.
 *
 * @throws ZodError for what is no such document
 */
export function fromJson(document: unknown): TraceReport {
  const { schema: _, ...report } = JSON.parse(JSON.stringify(traceDocument.parse(document)), (key, value: unknown) =>
    UNITS.has(key) && typeof value === 'string' ? BigInt(value) : value,
  ) as TraceReport & { schema: string }
  return report
}
