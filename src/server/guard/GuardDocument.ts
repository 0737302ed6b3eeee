import { z } from 'zod'
import type { Verdict } from '../../Verdict.ts'

/** What was noticed, as documents and answers have it. */
export interface FindingRecord {
  readonly code: string
  readonly effect: 'block' | 'review' | 'hold' | 'note'
  readonly message: string
  /** Null where it is of the whole. */
  readonly place: string | null
}

/** The lists that a web address was looked up in. Times in ISO 8601, UTC. */
export interface FeedRecord {
  readonly made: string
  readonly ageDays: number
  readonly entries: number
  readonly stale: readonly string[]
  readonly lists: readonly {
    readonly name: string
    readonly published: string
    readonly expires: string
    readonly entries: number
  }[]
}

/** One call, or one inside of another; the outermost has the empty place. */
export interface CallRecord {
  readonly place: string
  readonly to: string
  readonly valueWei: string
  readonly selector: string | null
  readonly isDelegate: boolean
  readonly words: string | null
}

export interface ImitationRecord {
  readonly address: string
  readonly name: string | null
  readonly head: number
  readonly tail: number
  /** Places of characters in the checked address, from 0. */
  readonly differing: readonly number[]
}

interface Common<Kind extends string> {
  readonly schema: 'lazaretto/guard/1'
  readonly kind: Kind
  /** What was looked at, in a few words. */
  readonly subject: string
  readonly verdict: Verdict
  readonly time: string
}

interface Found {
  readonly findings: readonly FindingRecord[]
}

export interface UrlDocument extends Common<'url'>, Found {
  readonly host: string
  readonly registrable: string | null
  readonly standing: 'known-bad' | 'looks-like' | 'unknown' | 'known-good'
  readonly brand: string | null
  readonly listed: ListedRecord | null
  readonly feed: FeedRecord | null
}

export interface ListedRecord {
  readonly entry: string
  readonly lists: readonly string[]
  readonly firstSeen: string | null
  readonly ageDays: number | null
}

export interface AddressDocument extends Common<'address'>, Found {
  readonly chain: string | null
  readonly imitates: readonly ImitationRecord[]
  readonly unchecked: readonly string[]
}

export interface TransactionDocument extends Common<'transaction'>, Found {
  readonly chainId: number | null
  readonly from: string | null
  readonly to: string | null
  readonly valueWei: string
  readonly nonce: string | null
  readonly isSigned: boolean
  readonly delegations: number
  readonly calls: readonly CallRecord[]
}

export interface TypedDocument extends Common<'typed-data'>, Found {
  readonly words: string | null
  readonly calls: readonly CallRecord[]
  readonly domainHash: string
  readonly messageHash: string
  readonly digest: string
}

export interface MessageDocument extends Common<'message'>, Found {
  readonly words: string
  readonly digest: string
}

export interface SimulationRecord {
  readonly method: 'debug_traceCall' | 'eth_call' | 'none'
  readonly isSuccess: boolean | null
  readonly changes: readonly {
    readonly address: string
    readonly balanceWei: { readonly before: string; readonly after: string } | null
    readonly slots: readonly { readonly slot: string; readonly before: string; readonly after: string }[]
  }[]
}

export interface SafeTransactionRecord extends Found {
  readonly verdict: Verdict
  readonly safe: string
  readonly chainId: number | null
  readonly nonce: string | null
  readonly to: string
  readonly valueWei: string
  readonly operation: 'call' | 'delegatecall'
  readonly statedHash: string | null
  readonly form: 'chain' | 'plain' | 'data-gas' | null
  readonly hashes: { readonly domain: string; readonly message: string; readonly safeTx: string } | null
  readonly signers: readonly { readonly owner: string | null; readonly signer: string | null; readonly kind: string }[]
  readonly calls: readonly CallRecord[]
  readonly simulation: SimulationRecord | null
}

/** What a node says of the Safe. */
export interface SafeStateRecord {
  readonly owners: readonly string[]
  readonly threshold: number
  readonly nonce: string
  readonly version: string | null
}

export interface SafeDocument extends Common<'safe'> {
  readonly node: SafeStateRecord | null
  readonly transactions: readonly SafeTransactionRecord[]
}

export interface RepositoryDocument extends Common<'repository'> {
  readonly findings: readonly (FindingRecord & {
    readonly techniques: readonly string[]
    readonly files: number
  })[]
  readonly kinds: readonly string[]
  readonly techniques: readonly string[]
  readonly filesSeen: number
  readonly filesRead: number
  /** Folders that are not the repository's own. */
  readonly passedOver: readonly string[]
}

/** What a check says, on the command line and over HTTP. */
export type GuardDocument =
  | UrlDocument
  | AddressDocument
  | TransactionDocument
  | TypedDocument
  | MessageDocument
  | SafeDocument
  | RepositoryDocument

const verdict = z
  .enum(['block', 'hold', 'review', 'no-match'])
  .describe('block: do not do it. hold: it cannot be known here. review: look closely. no-match: nothing was found.')
const address = z.string().describe('In full; of an EVM chain with its checksum.')
const hash = z.string().regex(/^0x[0-9a-f]{64}$/)
const amount = z.string().regex(/^\d+$/).describe('Wei, decimal text.')
const time = z.string().describe('ISO 8601, UTC.')
const chainId = z.int().nullable().describe('Null where nobody says on which chain.')

const finding = z.strictObject({
  code: z.string().describe('Stable: it may be stored and compared. docs/guard.md lists them.'),
  effect: z.enum(['block', 'review', 'hold', 'note']),
  message: z.string().describe('Plain words; texts of others are escaped and quoted.'),
  place: z.string().nullable().describe('A call inside of a call, a field, a file and its line.'),
})
const findings = z.array(finding).describe('The weightiest first.')

const call = z.strictObject({
  place: z.string().describe('Empty for the outermost; calls[2].calls[0] for one inside.'),
  to: address,
  valueWei: amount,
  selector: z.string().nullable(),
  isDelegate: z.boolean(),
  words: z.string().nullable().describe('Null where nobody here can say what it does.'),
})
const calls = z.array(call)

const feed = z
  .strictObject({
    made: time,
    ageDays: z.int(),
    entries: z.int(),
    stale: z.array(z.string()).describe('Lists that are too old to say that a name is not on them.'),
    lists: z.array(z.strictObject({ name: z.string(), published: time, expires: time, entries: z.int() })),
  })
  .describe('The lists that it was looked up in.')

const listed = z.strictObject({
  entry: z.string(),
  lists: z.array(z.string()),
  firstSeen: z.string().nullable().describe('YYYY-MM-DD, where a list says it.'),
  ageDays: z.int().nullable(),
})

function common<Kind extends string>(kind: Kind) {
  return { schema: z.literal('lazaretto/guard/1'), kind: z.literal(kind), subject: z.string(), verdict, time }
}

export const urlDocument: z.ZodType<UrlDocument> = z.strictObject({
  ...common('url'),
  findings,
  host: z.string(),
  registrable: z.string().nullable(),
  standing: z.enum(['known-bad', 'looks-like', 'unknown', 'known-good']),
  brand: z.string().nullable().describe('Whom it imitates, or whose true site it is.'),
  listed: listed.nullable().describe('The entry that fits, where a list has one.'),
  feed: feed.nullable(),
})

export const addressDocument: z.ZodType<AddressDocument> = z.strictObject({
  ...common('address'),
  findings,
  chain: z.string().nullable().describe('CAIP-2.'),
  imitates: z.array(
    z.strictObject({
      address,
      name: z.string().nullable(),
      head: z.int().describe('Characters that are the same in front.'),
      tail: z.int().describe('Characters that are the same at the end.'),
      differing: z.array(z.int()).describe('Places in the address that was checked, from 0.'),
    }),
  ),
  unchecked: z.array(z.enum(['book', 'history', 'labels', 'node', 'age'])),
})

export const transactionDocument: z.ZodType<TransactionDocument> = z.strictObject({
  ...common('transaction'),
  findings,
  chainId,
  from: address.nullable(),
  to: address.nullable().describe('Null for one that creates a contract.'),
  valueWei: amount,
  nonce: z.string().nullable(),
  isSigned: z.boolean(),
  delegations: z.int().describe('Accounts that hand themselves to code (EIP-7702).'),
  calls,
})

export const typedDocument: z.ZodType<TypedDocument> = z.strictObject({
  ...common('typed-data'),
  findings,
  words: z.string().nullable(),
  calls,
  domainHash: hash,
  messageHash: hash,
  digest: hash.describe('What is signed.'),
})

export const messageDocument: z.ZodType<MessageDocument> = z.strictObject({
  ...common('message'),
  findings,
  words: z.string(),
  digest: hash.describe('What is signed.'),
})

const change = z.strictObject({ before: z.string(), after: z.string() })
const simulation = z.strictObject({
  method: z.enum(['debug_traceCall', 'eth_call', 'none']),
  isSuccess: z.boolean().nullable(),
  changes: z.array(
    z.strictObject({
      address,
      balanceWei: change.nullable(),
      slots: z.array(change.extend({ slot: z.string() })),
    }),
  ),
})

export const safeDocument: z.ZodType<SafeDocument> = z.strictObject({
  ...common('safe'),
  node: z
    .strictObject({
      owners: z.array(address),
      threshold: z.int(),
      nonce: z.string(),
      version: z.string().nullable(),
    })
    .nullable()
    .describe('What a node says of the Safe; null where none was asked.'),
  transactions: z.array(
    z.strictObject({
      verdict,
      findings,
      safe: address,
      chainId,
      nonce: z.string().nullable(),
      to: address,
      valueWei: amount,
      operation: z.enum(['call', 'delegatecall']),
      statedHash: hash.nullable().describe('As the record says; never believed.'),
      form: z.enum(['chain', 'plain', 'data-gas']).nullable(),
      hashes: z
        .strictObject({ domain: hash, message: hash, safeTx: hash })
        .nullable()
        .describe('Made from the fields.'),
      signers: z.array(
        z.strictObject({
          owner: address.nullable().describe('Who is said to have signed.'),
          signer: address.nullable().describe('To whom the signature belongs over this content.'),
          kind: z.string(),
        }),
      ),
      calls,
      simulation: simulation.nullable(),
    }),
  ),
})

export const repositoryDocument: z.ZodType<RepositoryDocument> = z.strictObject({
  ...common('repository'),
  findings: z.array(finding.extend({ techniques: z.array(z.string()).describe('ATT&CK ids.'), files: z.int() })),
  kinds: z.array(z.string()).describe('Kinds of sign that count, each once.'),
  techniques: z.array(z.string()),
  filesSeen: z.int(),
  filesRead: z.int(),
  passedOver: z.array(z.string()),
})

/** The JSON of one check. `docs/guard.schema.json` is made from it. */
export const guardDocument: z.ZodType<GuardDocument> = z.union([
  urlDocument,
  addressDocument,
  transactionDocument,
  typedDocument,
  messageDocument,
  safeDocument,
  repositoryDocument,
])
