import { parse as parseYaml, YAMLError } from 'yaml'
import { z } from 'zod'
import { Amount } from '../chain/index.ts'
import { isSecret } from '../watch/index.ts'
import { RehearsalError } from './RehearsalError.ts'

/** Decimals of the token that is stolen. */
export const DOLLAR_DECIMALS = 6

/** A playbook: what a rehearsal does. In the form of `docs/rehearsal.schema.json`; what is left out has its default. */
export interface Plan {
  readonly format: 'lazaretto-rehearsal/1'
  readonly name: string
  readonly chain: {
    /** Seconds from block to block, as the blocks' own times say it. */
    readonly blockSec: number
    /** Least wall time from block to block; 0 goes on as soon as the defence is done with a block. */
    readonly blockMs: number
  }
  readonly town: {
    readonly users: number
    /** Blocks of ordinary traffic before the theft. */
    readonly blocksBefore: number
    /** Blocks of ordinary traffic after the thief is done. */
    readonly blocksAfter: number
    readonly actionsPerBlock: number
    readonly sweepEveryBlocks: number
    /** Base units of the dollar, one pool of the mixer for each, falling. */
    readonly mixerPools: readonly bigint[]
  }
  readonly theft: {
    /** Base units of the dollar. */
    readonly amount: bigint
    /** Blocks until the victim tells the defence which transaction it was. */
    readonly noticedAfterBlocks: number
  }
  readonly thief: {
    /** Blocks between two steps. */
    readonly paceBlocks: number
    /** Accounts among which the loot is split first. */
    readonly splitWidth: number
    /** How often each of them pays a part off and moves the rest on. */
    readonly peels: number
    /** Blocks of rest before the first exit. */
    readonly waitBlocks: number
    /** Percent of the loot by exit, 100 in all. `swap` is swapped, then paid in at the exchange. */
    readonly exits: Readonly<Record<PlannedExit, number>>
  }
  readonly issuer: {
    /** Blocks after the theft when the issuer freezes the account that holds most; undefined: never. */
    readonly freezesAfterBlocks?: number | undefined
  }
  /** Where the defence sends its alerts too; handed to it as they are. */
  readonly webhooks: readonly DrillWebhook[]
}

/** A receiver of the firm's own. */
export interface DrillWebhook {
  readonly url: string
  /** The secret by which it knows who sends; without it the drill signs with one that nobody knows. */
  readonly secret?: string | undefined
}

export const PLANNED_EXITS = ['exchange', 'mixer', 'bridge', 'swap', 'held'] as const

export type PlannedExit = (typeof PLANNED_EXITS)[number]

const AMOUNT_MAX = 10n ** 18n
const TEXT_LENGTH_MAX = 100_000
const WALLETS_MAX = 200
const NOTES_MAX = 1000n

const count = (min: number, max: number, normal: number): z.ZodDefault<z.ZodInt> =>
  z.int().min(min).max(max).default(normal)

const dollars = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,6})?$/, { abort: true })
  .describe('Dollars of the drill, decimal text with at most six digits after the point.')
  .transform((text) => Amount.parse(text, DOLLAR_DECIMALS))
  .refine((units) => units > 0n && units <= AMOUNT_MAX, 'is not above zero and at most 10^12')

const share = count(0, 100, 0)

const exits = z
  .strictObject({
    exchange: share,
    mixer: share,
    bridge: share,
    swap: share,
    held: share,
  })
  .refine((shares) => Object.values(shares).reduce((a, b) => a + b, 0) === 100, 'the shares are not 100 in all')
  .default({ exchange: 40, mixer: 20, bridge: 20, swap: 10, held: 10 })

const thief = z
  .strictObject({
    paceBlocks: count(1, 1000, 1).describe('Blocks between two steps.'),
    splitWidth: count(1, 50, 4).describe('Accounts among which the loot is split first.'),
    peels: count(0, 20, 2).describe('How often each of them pays a part off and moves the rest on.'),
    waitBlocks: count(0, 1000, 5).describe('Blocks of rest before the first exit.'),
    exits: exits.describe('Percent of the loot by exit, 100 in all; swap is swapped, then paid in at the exchange.'),
  })
  .refine(({ splitWidth, peels }) => splitWidth * (1 + 2 * peels) <= WALLETS_MAX, `needs over ${WALLETS_MAX} accounts`)

const town = z.strictObject({
  users: count(2, 60, 12),
  blocksBefore: count(1, 1000, 10).describe('Blocks of ordinary traffic before the theft.'),
  blocksAfter: count(1, 1000, 3).describe('Blocks of ordinary traffic after the thief is done.'),
  actionsPerBlock: count(0, 20, 3),
  sweepEveryBlocks: count(1, 100, 5).describe('Blocks between two sweeps of the deposit addresses.'),
  mixerPools: z
    .array(dollars)
    .min(1)
    .max(8)
    .transform((pools) => [...pools].sort((a, b) => (a < b ? 1 : -1)))
    .refine((pools) => new Set(pools).size === pools.length, 'names a pool twice')
    .prefault(['1000', '10000'])
    .describe('Denominations of the mixer, one pool each.'),
})

const webhookUrl = z.url({ protocol: /^https?$/ }).max(2000)
const webhookSecret = z
  .string()
  .refine(isSecret, { error: 'not whsec_ and 24 to 64 bytes in base64' })
  .describe('whsec_ and 24 to 64 bytes in base64.')
  .optional()

/** The form of a playbook; `docs/rehearsal.schema.json` is made from it. */
export const planDocument: z.ZodType<Plan> = z
  .strictObject({
    format: z.literal('lazaretto-rehearsal/1'),
    name: z.string().min(1).max(80).default('standard drill'),
    chain: z
      .strictObject({
        blockSec: count(1, 3600, 12).describe('Seconds from block to block, as the blocks say it.'),
        blockMs: count(0, 3_600_000, 0).describe('Least wall time from block to block, in milliseconds.'),
      })
      .prefault({}),
    town: town.prefault({}),
    theft: z
      .strictObject({
        amount: dollars.prefault('1000000'),
        noticedAfterBlocks: count(0, 1000, 0).describe('Blocks until the victim names the transaction.'),
      })
      .prefault({}),
    thief: thief.prefault({}),
    issuer: z
      .strictObject({ freezesAfterBlocks: z.int().min(0).max(10_000).optional() })
      .prefault({})
      .describe('Whether and when the issuer freezes the account that holds most.'),
    webhooks: z
      .array(
        z.union([webhookUrl.transform((url) => ({ url })), z.strictObject({ url: webhookUrl, secret: webhookSecret })]),
      )
      .max(10)
      .default([])
      .describe('Receivers of your own that get the alerts of the drill, signed.'),
  })
  .refine(({ theft, thief, town }) => notesOf(theft.amount, thief.exits.mixer, town.mixerPools) <= NOTES_MAX, {
    path: ['town', 'mixerPools'],
    error: `the mixer's share comes to over ${NOTES_MAX} notes of its largest pool`,
  })

/** The plan of a rehearsal that was given none. */
export const STANDARD_PLAN: Plan = planDocument.parse({ format: 'lazaretto-rehearsal/1' })

/**
 * Reads a playbook, YAML or JSON.
 *
 * @throws RehearsalError `LZ_REHEARSAL_PLAN` with each place that is wrong
 * @example
 * parsePlan('format: lazaretto-rehearsal/1\nthief: { paceBlocks: 5 }')
 * parsePlan('format: lazaretto-rehearsal/1\nthief: { pace: 5 }') // throws LZ_REHEARSAL_PLAN
 */
export function parsePlan(text: string): Plan {
  const result = planDocument.safeParse(parseText(text))
  if (result.success) return result.data
  const places = result.error.issues
    .slice(0, 10)
    .map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`)
  throw badPlan(`${places.join('. ')}.`)
}

/** Aliases are refused: a short text could unfold to a long one. */
function parseText(text: string): unknown {
  if (text.length > TEXT_LENGTH_MAX) throw badPlan(`It has more than ${TEXT_LENGTH_MAX} characters.`)
  try {
    return parseYaml(text, { maxAliasCount: 0 })
  } catch (cause) {
    if (!(cause instanceof YAMLError || cause instanceof ReferenceError)) throw cause
    throw badPlan(`It is neither YAML nor JSON: ${cause.message.split('\n', 1)[0]}`, cause)
  }
}

function notesOf(amount: bigint, percent: number, [largest = 1n]: readonly bigint[]): bigint {
  return (amount * BigInt(percent)) / 100n / largest
}

function badPlan(why: string, cause?: unknown): RehearsalError {
  const message = `The playbook is refused. ${why} docs/rehearsal.schema.json has its form.`
  return new RehearsalError('LZ_REHEARSAL_PLAN', 'input', message, cause)
}
