import { z } from 'zod'
import type { Grade } from '../intel/index.ts'
import { LazarettoError } from '../LazarettoError.ts'
import type { ClaimCategory } from './Claim.ts'

/** What a finding does to the answer: `note` is said and changes nothing. */
export type Effect = 'block' | 'review' | 'note'

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

/** What it means that money came from addresses of a category. */
export interface IndirectRule {
  readonly category: ClaimCategory
  /** Share of what the address received, in percent, from which the rule holds. */
  readonly atLeastPercent: number
  /** Base units by CAIP-19 asset from which it holds too, however small the share. */
  readonly orAtLeast?: Readonly<Record<string, bigint>> | undefined
  readonly effect: Effect
}

/** What it means that a transfer is large. */
export interface AmountRule {
  /** CAIP-19. */
  readonly asset: string
  /** Base units. */
  readonly atLeast: bigint
  readonly effect: Effect
}

const effect = z.enum(['block', 'review', 'note'])
const hours = z.number().int().min(1).max(87_600)

const units = z
  .string()
  .regex(/^\d{1,78}$/)
  .transform(BigInt)

/** The form of a policy file; `docs/policy.schema.json` is made from it. */
export const policyDocument: z.ZodType<Policy, unknown> = z.strictObject({
  format: z.literal('lazaretto-policy/1'),
  name: z.string().min(1).max(100),
  lists: z.strictObject({
    required: z.array(z.string().min(1).max(64)).max(100),
    maxAgeHours: hours,
    maxAgeHoursOf: z.record(z.string(), hours),
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
    'same-key': effect,
    vanished: effect,
    label: z.record(z.string(), effect),
  }),
  indirect: z
    .array(
      z.strictObject({
        category: z.enum(['sanctions', 'stolen-funds', 'seizure', 'own', 'theft', 'issuer-frozen', 'label']),
        atLeastPercent: z.number().min(0).max(100),
        orAtLeast: z.record(z.string(), units).optional(),
        effect,
      }),
    )
    .max(100),
  amounts: z.array(z.strictObject({ asset: z.string(), atLeast: units, effect })).max(1000),
})

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

const TEXT_LENGTH_MAX = 1_000_000

/**
 * Reads a policy file.
 *
 * @param text - JSON in the form of `docs/policy.schema.json`.
 * @throws PolicyError `LZ_POLICY_SYNTAX` for what is no JSON, `LZ_POLICY_SCHEMA` with each place that is wrong
 * @example
 * parsePolicy('{"format":"lazaretto-policy/1", ...}')
 * parsePolicy('{"format":"lazaretto-policy/2"}') // throws LZ_POLICY_SCHEMA
 */
export function parsePolicy(text: string): Policy {
  const result = policyDocument.safeParse(parseJson(text))
  if (result.success) return result.data
  const places = result.error.issues
    .slice(0, 10)
    .map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`)
  throw new PolicyError('LZ_POLICY_SCHEMA', `The policy is refused. ${places.join('. ')}.`)
}

function parseJson(text: string): unknown {
  try {
    if (text.length <= TEXT_LENGTH_MAX) return JSON.parse(text)
  } catch (cause) {
    throw new PolicyError('LZ_POLICY_SYNTAX', `The policy is no JSON: ${String(cause)}`)
  }
  throw new PolicyError('LZ_POLICY_SYNTAX', `The policy has more than ${TEXT_LENGTH_MAX} characters; it cannot be one.`)
}

/** A policy file that is not in force, because it is wrong. */
export class PolicyError extends LazarettoError {
  constructor(code: 'LZ_POLICY_SYNTAX' | 'LZ_POLICY_SCHEMA', message: string) {
    super(code, 'input', message)
  }
}
