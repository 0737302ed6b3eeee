import { z } from 'zod'
import { AssetId } from '../chain/index.ts'
import { EFFECTS, type Effect } from '../Effect.ts'
import { type AddressRole, type Grade, isListId, STOPS } from '../intel/index.ts'
import { LazarettoError } from '../LazarettoError.ts'
import { findShadowedAmounts, findShadowedIndirect } from './findShadowed.ts'

/** What a finding means, and which lists must be there and how fresh: a file in the form of `docs/policy.schema.json`. */
export interface Policy {
  readonly format: 'lazaretto-policy/1'
  readonly name: string
  readonly lists: {
    /** Lists without which no answer is a no-match. */
    readonly required: readonly string[]
    readonly maxAgeHours: number
    readonly maxAgeHoursOf: Readonly<Record<string, number>>
  }
  readonly direct: {
    readonly sanctions: Effect
    readonly 'stolen-funds': Effect
    readonly seizure: Effect
    readonly own: Effect
    readonly theft: Readonly<Record<Grade, Effect>>
    readonly 'issuer-frozen': Effect
    readonly 'same-key': Effect
    readonly vanished: Effect
    /** By category of the label; a category that is not named is a note. */
    readonly label: Readonly<Record<string, Effect>>
  }
  /** The first that fits decides. */
  readonly indirect: readonly IndirectRule[]
  /** The first that fits decides. */
  readonly amounts: readonly AmountRule[]
}

/** Categories whose addresses are followed: money can have come from them. */
const FOLLOWED = ['sanctions', 'stolen-funds', 'seizure', 'own', 'theft'] as const

/** What it means that money came from addresses of a category. */
export interface IndirectRule {
  readonly category: (typeof FOLLOWED)[number]
  /** Share of what the address received of an asset, in percent, from which the rule holds: all cases of the category. */
  readonly atLeastPercent: number
  /** Base units by canonical CAIP-19 asset from which it holds too, however small the share. */
  readonly orAtLeast?: Readonly<Record<string, bigint>> | undefined
  /** At most what the policy says of the sources themselves: money from a suspect is no worse than the suspect. */
  readonly effect: Effect
}

/** What it means that a transfer is large. */
export interface AmountRule {
  /** CAIP-19, canonical. */
  readonly asset: string
  /** Base units. */
  readonly atLeast: bigint
  readonly effect: Effect
}

const effect = z.enum(EFFECTS)
const hours = z.number().int().min(1).max(87_600)
const listId = z.string().refine(isListId, 'An id of a list has lower-case letters, digits and hyphens, at most 63')

const units = z
  .string()
  .regex(/^\d{1,78}$/)
  .transform(BigInt)

const asset = z
  .string()
  .transform(toAsset)
  .describe('CAIP-19, such as eip155:1/slip44:60. The contract of a token in any letter case whose checksum holds.')

const unitsByAsset = z.record(z.string(), units).transform((byAsset, context) => {
  const entries = Object.entries(byAsset).map(([text, least]) => [toAsset(text, context, [text]), least] as const)
  if (new Set(entries.map(([id]) => id)).size === entries.length) return Object.fromEntries(entries)
  context.addIssue('Two of these are the same asset')
  return z.NEVER
})

/** What the register says of addresses that are not the thieves' comes as labels too. */
const ROLES: readonly AddressRole[] = ['victim', 'recovery', 'exchange-deposit', 'exchange-wallet']
const LABEL_CATEGORIES: ReadonlySet<string> = new Set([...Object.keys(STOPS), ...ROLES])
const KNOWN_LABELS = `Known categories of labels are ${[...LABEL_CATEGORIES].join(', ')}`
const labelCategory = z.string().refine((text) => LABEL_CATEGORIES.has(text), KNOWN_LABELS)

const indirectRule = z.strictObject({
  category: z.enum(FOLLOWED),
  atLeastPercent: z
    .number()
    .min(0)
    .max(100)
    .multipleOf(0.01)
    .describe(
      'Share of what an address received of one asset. What came from all cases and lists of the category is added up, at most to what was received; a case alone counts too.',
    ),
  orAtLeast: unitsByAsset
    .optional()
    .describe('Base units by CAIP-19 asset from which the rule holds too, however small the share.'),
  effect: effect.describe(
    'Never heavier than what `direct` says of the sources: of a theft by the grade of its attribution. What counts towards a heavier effect comes from sources that have at least this effect themselves.',
  ),
})

const rulesOf = 'The first that fits decides; one behind others that always fit before it is refused.'

/** The form of a policy file; `docs/policy.schema.json` is made from it. */
export const policyDocument: z.ZodType<Policy, unknown> = z.strictObject({
  format: z.literal('lazaretto-policy/1'),
  name: z.string().min(1).max(100),
  lists: z.strictObject({
    required: z
      .array(listId)
      .max(100)
      .describe('Without these no answer is a no-match; where it is empty, one installed list is needed at least.'),
    maxAgeHours: hours,
    maxAgeHoursOf: z.record(listId, hours),
  }),
  direct: z.strictObject({
    sanctions: effect,
    'stolen-funds': effect,
    seizure: effect,
    own: effect,
    theft: z.strictObject({
      government: effect,
      'un-panel': effect,
      msmt: effect,
      victim: effect,
      vendor: effect,
      researcher: effect,
      suspected: effect,
    }),
    'issuer-frozen': effect,
    'same-key': effect.describe('Never heavier than what is said of the listed address itself.'),
    vanished: effect,
    label: z.record(labelCategory, effect).describe(`${KNOWN_LABELS}; those that are not named are notes.`),
  }),
  indirect: z
    .array(indirectRule)
    .max(100)
    .superRefine((rules, context) => reportShadowed(findShadowedIndirect(rules), context))
    .describe(rulesOf),
  amounts: z
    .array(z.strictObject({ asset, atLeast: units, effect }))
    .max(1000)
    .superRefine((rules, context) => reportShadowed(findShadowedAmounts(rules), context))
    .describe(rulesOf),
})

function toAsset(text: string, context: z.RefinementCtx, path: PropertyKey[] = []): string {
  try {
    return AssetId.parse(text)
  } catch (error) {
    if (!(error instanceof LazarettoError)) throw error
    context.addIssue({ code: 'custom', message: error.message, path })
    return z.NEVER
  }
}

function reportShadowed(places: readonly number[], context: z.RefinementCtx): void {
  const message = 'It can never decide: rules before it always fit when it does. Put the heavier rule first'
  for (const at of places) context.addIssue({ code: 'custom', message, path: [at] })
}

/** The policy where the user gives none. */
export const defaultPolicy: Policy = {
  format: 'lazaretto-policy/1',
  name: 'default',
  // Notices of the FBI are no list that is kept up: an old one is as good as a new one.
  lists: { required: ['ofac-sdn'], maxAgeHours: 24, maxAgeHoursOf: { 'us-fbi': 87_600 } },
  direct: {
    sanctions: 'block',
    'stolen-funds': 'block',
    seizure: 'block',
    own: 'block',
    theft: {
      government: 'block',
      'un-panel': 'block',
      msmt: 'block',
      victim: 'block',
      vendor: 'review',
      researcher: 'review',
      suspected: 'note',
    },
    'issuer-frozen': 'review',
    'same-key': 'review',
    vanished: 'review',
    label: { theft: 'review', phishing: 'review', ransomware: 'review', mixer: 'review' },
  },
  indirect: [
    { category: 'sanctions', atLeastPercent: 50, effect: 'block' },
    { category: 'sanctions', atLeastPercent: 5, effect: 'review' },
    { category: 'stolen-funds', atLeastPercent: 50, effect: 'block' },
    { category: 'stolen-funds', atLeastPercent: 5, effect: 'review' },
    { category: 'theft', atLeastPercent: 5, effect: 'review' },
    { category: 'seizure', atLeastPercent: 5, effect: 'review' },
  ],
  amounts: [],
}
