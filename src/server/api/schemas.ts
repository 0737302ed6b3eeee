import { z } from 'zod'

/** Longest text that may stand in the place of an address. */
export const ADDRESS_LENGTH_MAX = 256

/** An address as a caller writes it: whether it is one, the answer says. */
export const addressText: z.ZodType<string> = z
  .string()
  .min(1)
  .max(ADDRESS_LENGTH_MAX)
  .describe('An address of any chain, in any letter case.')

export const verdict: z.ZodType = z
  .enum(['block', 'hold', 'review', 'no-match'])
  .describe(
    'block: do not touch it. hold: it cannot be known now. review: a person has to look. no-match: nothing was found in the lists that the answer names. None says that something is safe.',
  )

const source = z.strictObject({
  id: z.string(),
  title: z.string(),
  published: z.string().optional(),
  loadedSec: z.int().describe('Seconds since 1970.'),
  sha256: z.string().describe("SHA-256 of the list's file, hex."),
})

const claim = z.strictObject({
  source,
  category: z.enum(['sanctions', 'stolen-funds', 'seizure', 'own', 'theft', 'issuer-frozen', 'label']),
  standing: z.enum(['listed', 'vanished', 'delisted']),
  text: z.string().describe('The address as published.'),
  ticker: z.string().optional().describe("The publisher's code of the asset: a hint, never a chain."),
  fault: z.string().optional(),
  evidence: z.string().optional(),
  uid: z.string().describe("The publisher's id of the entry."),
  party: z.string().optional().describe('Main name of the party. Untrusted text.'),
  partyKind: z.string().optional(),
  programmes: z.array(z.string()),
  listedOn: z.string().optional(),
  lastSeen: z.string().optional(),
  grade: z.string().optional(),
  saidBy: z.array(z.string()).optional().describe('Who attributes it.'),
})

const units = z.string().regex(/^\d+$/).describe('Base units, decimal text.')

const exposure = z.strictObject({
  category: z.string(),
  origin: z.string(),
  asset: z.string().describe('CAIP-19.'),
  amount: units,
  received: units,
  hops: z.int(),
  path: z.array(z.string()),
  cut: units,
  grade: z
    .string()
    .optional()
    .describe('Of a theft: how strong the attribution is. The effect is no heavier than its own.'),
})

const sum = z
  .strictObject({ cases: z.int(), amount: units, received: units })
  .describe(
    'What all cases of the category brought of the asset, where the rule looked at that; at most what was received.',
  )

export const reason: z.ZodType = z.strictObject({
  code: z.string().describe('Stable: it may be stored and compared.'),
  effect: z.enum(['block', 'review', 'hold', 'note']),
  rule: z.string().describe('The rule of the policy that decided, or engine where no policy can change it.'),
  message: z.string(),
  isDirect: z.boolean(),
  claims: z.array(claim),
  exposure: exposure.optional(),
  sum: sum.optional(),
})

/** What answers rest on, as members of their objects. */
export const basis: Readonly<Record<'lists' | 'register' | 'exposures' | 'live' | 'policy' | 'engine', z.ZodType>> = {
  lists: z.array(
    z.strictObject({
      list: z.string(),
      published: z.string().nullable(),
      sha256: z.string(),
      checked: z.int().describe('When it was last known to be current, in seconds since 1970.'),
    }),
  ),
  register: z.string().describe('SHA-256 of what the register of thefts says of addresses, hex.'),
  exposures: z.array(z.string()).describe('Files of traced exposures, named after their hashes.'),
  live: z
    .array(
      z.strictObject({
        chain: z.string(),
        height: z.int(),
        hash: z.string(),
        counterpartiesMax: z.int(),
        floor: z.string(),
      }),
    )
    .optional()
    .describe('Chains whose exposures a watch keeps up to date, and behind which block.'),
  policy: z.strictObject({ name: z.string(), sha256: z.string() }),
  engine: z.strictObject({ version: z.string(), rules: z.string() }),
}

const ruling = { verdict, reasons: z.array(reason).describe('The weightiest first; a no-match may have notes.') }

const ofAddress = z.strictObject({ input: z.string(), ...ruling })

export const addressAnswer: z.ZodType = z.strictObject({ input: z.string(), ...ruling, ...basis })

export const batchAnswer: z.ZodType = z.strictObject({
  answers: z.array(ofAddress).describe('In the order of the question.'),
  digest: z.string().describe('SHA-256 of the bytes of answers as they stand here, hex; the log has the same.'),
  ...basis,
})

export const transferAnswer: z.ZodType = z.strictObject({
  verdict,
  from: ofAddress.optional(),
  to: ofAddress.optional(),
  reasons: z.array(reason),
  ...basis,
})

export const problem: z.ZodType = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string().describe('Stable: docs/errors.md lists it.'),
})
