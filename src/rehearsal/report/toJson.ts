import { z } from 'zod'
import type { StatedLine } from '../Defence.ts'
import type { RehearsalReport } from '../rehearse.ts'
import type { JudgedAlert } from '../score/judgeAlerts.ts'
import { EXITS } from '../script/Step.ts'

const units = z.string().regex(/^\d+$/).describe('Base units of the stolen token, decimal text.')
const exit = z.enum(EXITS)
const wall = z.number().describe('Wall time, which a second run does not repeat.')
const stated = z.strictObject({
  account: z.string(),
  kind: z.string().describe("In the defence's own words."),
  units,
})
const moment = z.strictObject({ height: z.int(), timeSec: z.int().describe('Seconds since 1970, UTC, of the drill.') })

/** The JSON of one rehearsal. `docs/rehearsal-report.schema.json` is made from it. */
export const rehearsalDocument: z.ZodType = z.strictObject({
  schema: z.literal('lazaretto/rehearsal/1'),
  plan: z.string().describe('Name of the playbook.'),
  seed: z.int(),
  chain: z.strictObject({
    id: z.string().describe('CAIP-2 id.'),
    blocks: z.int(),
    head: z.string().describe('Hash of the last block: the same plan and seed give the same one.'),
  }),
  asset: z.strictObject({ id: z.string().describe('CAIP-19 id.'), symbol: z.string(), decimals: z.int() }),
  theft: z.strictObject({ tx: z.string(), height: z.int(), units }),
  firstAlert: z
    .strictObject({
      rule: z.string(),
      blocks: z.int().describe("From the theft's block to the newest one when it was raised."),
      seconds: wall,
      secondsSinceTold: wall,
    })
    .optional()
    .describe('Absent where no alert was about the theft.'),
  accounted: units.describe('What the defence places anywhere; its account balances if that is all that was stolen.'),
  followed: units.describe('What it places where it is.'),
  lines: z.array(
    z.strictObject({
      exit,
      account: z.string(),
      places: z.array(z.string()).describe('Where it is right to place it: there, or at a service on its way.'),
      units,
      followed: units,
      first: moment,
      last: moment,
      stated: z.array(stated),
    }),
  ),
  misplaced: z.array(stated).describe('What the defence places where nothing, or less, of it is.'),
  exits: z.array(
    z.strictObject({
      exit,
      payments: z.int(),
      alerted: z.int(),
      missed: z.array(z.string()).describe('Transactions that no alert is about.'),
      blocksMax: z.int().optional().describe('Most blocks from a payment to the first alert about it.'),
      secondsMax: wall.optional(),
    }),
  ),
  ordinaryTransactions: z.int(),
  falseAlarms: z.int(),
  alerts: z.array(
    z.strictObject({
      rule: z.string(),
      tx: z.string().optional(),
      accounts: z.array(z.string()),
      height: z.int().describe('The newest block when it was raised.'),
      seconds: wall.describe("Wall time since the theft's block was mined, which a second run does not repeat."),
      isFalse: z.boolean(),
      role: z.string().optional().describe('What its transaction is in the theft.'),
      exit: exit.optional(),
    }),
  ),
  webhooks: z
    .array(z.strictObject({ url: z.string(), delivered: z.int(), missed: z.int(), reason: z.string().optional() }))
    .describe("Messages that the firm's own receivers took, and those that they did not by the end."),
})

/** A rehearsal as JSON text in the form of `docs/rehearsal-report.schema.json`. */
export function toJson(report: RehearsalReport): string {
  const { plan, seed, chain, asset, theft, score } = report
  const first = score.firstAlert
  const document = {
    schema: 'lazaretto/rehearsal/1',
    plan: plan.name,
    seed,
    chain,
    asset,
    theft: { ...theft, units: score.stolen },
    firstAlert: first && {
      rule: first.rule,
      blocks: first.blocks,
      seconds: toSeconds(first.ms),
      secondsSinceTold: toSeconds(first.msSinceTold),
    },
    accounted: score.accounted,
    followed: score.followed,
    lines: score.lines.map((line) => ({ ...line, stated: line.stated.map(toStated) })),
    misplaced: score.misplaced.map(toStated),
    exits: score.exits.map(({ msMax, ...rest }) => ({ ...rest, secondsMax: msMax && toSeconds(msMax) })),
    ordinaryTransactions: score.ordinary,
    falseAlarms: score.falseAlarms.length,
    alerts: score.alerts.map(toAlert),
    webhooks: report.webhooks,
  }
  return `${JSON.stringify(document, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value), 2)}\n`
}

function toStated({ account, kind, units: amount }: StatedLine): StatedLine {
  return { account, kind, units: amount }
}

function toAlert({ rule, tx, accounts, height, ms, isFalse, deed }: JudgedAlert): object {
  return { rule, tx, accounts, height, seconds: toSeconds(ms), isFalse, role: deed?.role, exit: deed?.exit }
}

function toSeconds(ms: number): number {
  return Math.round(ms) / 1000
}
