import { z } from 'zod'
import { Address, AssetId, ChainId } from '../../chain/index.ts'
import type { LimitKind, LineKind } from '../../trace/index.ts'
import type { Investigation } from '../Investigation.ts'
import type { CaseAsset, CaseLabel, CasePlace, CaseResult, CaseTransfer, CaseTx } from './CaseFile.ts'

const TEXT_MAX = 1000
const text = z.string().max(TEXT_MAX)
// An output's script that is no address stands for itself, in hex.
const holder = z.string().max(25_000)
const count = z.int().min(0)
const sec = z.int().min(0).max(253_402_300_799).describe('Seconds since 1970, UTC.')
const units = z
  .string()
  .regex(/^\d{1,80}$/)
  .describe('Base units, decimal text.')
const hash = z.string().regex(/^0x[0-9a-f]{64}$/)
const chain = z
  .string()
  .refine((id) => isParsed(() => ChainId.parse(id) === id))
  .describe('CAIP-2 id.')
const asset = z
  .string()
  .refine((id) => isParsed(() => AssetId.parse(id) === id))
  .describe('CAIP-19 id.')

function isParsed(parse: () => boolean): boolean {
  try {
    return parse()
  } catch {
    return false
  }
}

/** The lines of a statement, in every document that has them. */
export const lineKindShape: z.ZodType<LineKind> = z.enum([
  'cashed-out',
  'mixer',
  'bridge',
  'defi',
  'held',
  'paid-out',
  'opening',
  'mined',
  'frozen',
  'fees-and-burned',
  'limit',
])

export const limitKindShape: z.ZodType<LimitKind> = z.enum(['hub', 'dust', 'depth', 'time'])

const place = z.strictObject({
  account: holder,
  kind: lineKindShape,
  limit: limitKindShape.optional(),
  service: text.optional().describe('The one name of a service, where a label names one.'),
  category: text.optional(),
  label: z.strictObject({ name: text, source: text }).optional().describe('What a label says, and who says so.'),
  amount: units,
  lastSec: sec.optional().describe('When money last came.'),
  lastTx: hash.optional(),
  frozenBy: text.optional().describe('Who says that an issuer has frozen the address.'),
})

const account = z.strictObject({
  id: asset,
  name: text.optional().describe('A name that we vouch for; never what a token calls itself.'),
  decimals: z.int().min(0).max(77).optional(),
  taken: z.strictObject({
    amount: units,
    opening: units.describe('Part of it that the source shows no receipt of.'),
    transfers: count,
    senders: count,
    firstSec: sec.optional(),
    lastSec: sec.optional(),
  }),
  isBalanced: z.boolean().describe('Whether the places add up to what was taken; false only for poison.'),
  places: z.array(place).describe('Where it is now, the largest first.'),
  moves: z
    .array(z.strictObject({ tx: hash, timeSec: sec.optional(), from: holder, to: holder, amount: units }))
    .describe('Transfers that carried some of it.'),
})

const label = z.strictObject({ name: text, source: text })

const behaviour = z.strictObject({
  account: holder,
  funder: z
    .strictObject({
      from: holder,
      tx: hash,
      timeSec: sec.optional(),
      amount: units,
      isLate: z.boolean(),
      label: label.optional(),
      service: text.optional(),
    })
    .optional()
    .describe("Who paid it the chain's own coin first."),
  payers: z.strictObject({
    victims: count,
    others: count,
    first: z.array(
      z.strictObject({
        account: holder,
        firstSec: sec.optional(),
        firstTx: hash,
        paid: z.array(z.strictObject({ asset, decimals: z.int().min(0).max(77).optional(), amount: units })),
      }),
    ),
  }),
  activity: z.strictObject({
    transactions: count,
    firstSec: sec.optional(),
    lastSec: sec.optional(),
    burst: z.strictObject({ fromSec: sec, toSec: sec, events: count }).optional(),
  }),
})

export const investigationShape: z.ZodType<Investigation> = z.strictObject({
  schema: z.literal('lazaretto/investigation/1'),
  engine: z.strictObject({ version: text, rules: count }),
  atSec: sec.describe('When the source was asked. Seconds since 1970, UTC.'),
  question: z.strictObject({
    kind: z.enum(['address', 'transaction']),
    chain: chain as unknown as z.ZodType<ChainId.ChainId>,
    subject: text.describe('Address, or hash of the transaction with 0x.'),
    ordinal: count.optional().describe('Of a transaction: one output, or one transfer by its log index.'),
  }),
  bounds: z.strictObject({
    rule: z.enum(['haircut', 'fifo', 'lifo', 'tiho', 'poison']),
    sinceSec: sec.optional(),
    amount: text.optional().describe('Display units of the asset.'),
    asset: asset.optional(),
    accountsMax: count,
    transfersMax: count,
  }),
  source: text.describe('The explorer that was asked.'),
  reading: z.strictObject({
    read: count.describe('Addresses whose histories were read.'),
    known: count.describe('Addresses that the money is known to reach.'),
    waiting: z.array(holder).describe('Addresses that money reaches and whose histories were not read.'),
    hubs: z
      .array(z.strictObject({ account: holder, transfers: count }))
      .describe('Addresses with more transfers than were read.'),
    pending: z.array(hash).optional().describe('Transactions that no block has yet and that move some of it.'),
    names: z
      .strictObject({
        source: text.describe('Who was asked.'),
        asked: count.describe('Addresses about which it was asked.'),
        named: count.describe('Of these, how many have a name there.'),
        refused: text.optional().describe('Why names, or some of them, were not to be had.'),
      })
      .optional()
      .describe('What asking for names of addresses came to.'),
    head: z
      .strictObject({ height: count, settled: count })
      .optional()
      .describe('The newest block of the source, and the newest that could no more be replaced.'),
    broken: text.optional().describe('Why reading ended before it was done.'),
  }),
  assets: z.array(account),
  incidents: z.array(z.strictObject({ account: holder, incident: text, role: text })),
  lookalikes: z.array(z.strictObject({ account: holder, other: holder })),
  behaviour: behaviour.optional().describe('How the address behaves that the money was brought to.'),
  deposits: z
    .array(z.strictObject({ account: holder, asset, exchange: text, label, rule: text, passes: count }))
    .describe('Addresses on the way that behave like deposit addresses of exchanges: likely, never proof.'),
  checks: z
    .array(
      z.strictObject({
        account: holder,
        asset,
        status: z.enum(['verified', 'consistent', 'partial', 'mismatch', 'unchecked']),
        computed: z.string().regex(/^-?\d{1,80}$/),
        stated: units.optional(),
        gaps: z.array(text),
      }),
    )
    .describe('What the rows come to against what the source says that an address has.'),
})

export const placeShape: z.ZodType<CasePlace> = z.strictObject({
  place: text,
  state: z.enum(['part', 'whole', 'hub']),
  next: text,
  pages: count,
  transfers: count,
  atSec: sec,
  settled: count.optional(),
})

export const transferShape: z.ZodType<CaseTransfer> = z.strictObject({
  kind: z.enum(['native', 'internal', 'token']),
  block: count.max(0xffff_fffe),
  timeSec: sec.optional(),
  tx: hash,
  txIndex: count.max(0xffff_fffe).optional(),
  ordinal: count.max(0xffff_fffe).optional(),
  from: text,
  to: text,
  asset,
  amount: units.refine((digits) => BigInt(digits) < 1n << 256n),
})

/** Hex of at most 4,000,000 bytes: no block is longer. */
const bytes = z
  .string()
  .max(8_000_000)
  .regex(/^(?:[0-9a-f]{2})+$/)

export const txShape: z.ZodType<CaseTx> = z.strictObject({
  txid: z.string().regex(/^[0-9a-f]{64}$/),
  height: count.max(0xffff_fffe),
  place: count.max(0xffff_fffe),
  header: bytes.length(160),
  raw: bytes,
})

export const assetShape: z.ZodType<CaseAsset> = z.strictObject({ id: asset, decimals: z.int().min(0).max(77) })

export const labelShape: z.ZodType<CaseLabel> = z.strictObject({
  chain: chain.optional(),
  address: text,
  name: text,
  source: text,
  confidence: text.optional(),
  reading: z.string().max(4 * TEXT_MAX),
})

export const resultShape: z.ZodType<CaseResult> = z.strictObject({
  investigation: investigationShape,
  traces: z.array(z.unknown()),
})

/** Whether an address is one of a chain, in its one spelling: a case file has no other. */
export function isCanonical(address: string, chain: ChainId.ChainId): boolean {
  return isParsed(() => Address.parse(address, chain) === address)
}
