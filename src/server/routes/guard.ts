import { z } from 'zod'
import { assertNoSecret, ChainId, EvmAddress } from '../../chain/index.ts'
import type { RepositoryFile, SafeHashes } from '../../guard/index.ts'
import { ADDRESS_LENGTH_MAX } from '../api/schemas.ts'
import type { Desk } from '../Desk.ts'
import { type Answer, type ApiRequest, createEndpoint, type Endpoint, type EndpointPlan } from '../Endpoint.ts'
import { answerAddress } from '../guard/answerAddress.ts'
import { answerMessage, answerTyped } from '../guard/answerMessage.ts'
import { answerRepository } from '../guard/answerRepository.ts'
import { answerSafe } from '../guard/answerSafe.ts'
import { answerTransaction } from '../guard/answerTransaction.ts'
import { answerUrl } from '../guard/answerUrl.ts'
import { pastTransfer, withBook } from '../guard/contacts.ts'
import { readAuthorization, readDraft } from '../guard/Draft.ts'
import {
  addressDocument,
  type GuardDocument,
  messageDocument,
  repositoryDocument,
  safeDocument,
  transactionDocument,
  typedDocument,
  urlDocument,
} from '../guard/GuardDocument.ts'
import { screenText } from '../screening.ts'

const URL_MAX = 8192
const NAME_MAX = 200
const FILES_MAX = 2_000
const PATH_MAX = 1_000
const CONFIRMATIONS_MAX = 200

const addressText = z.string().min(1).max(ADDRESS_LENGTH_MAX)
const chain = z.string().max(NAME_MAX).describe('A short name or a CAIP-2 id.').transform(ChainId.parse)
const evm = z.string().max(ADDRESS_LENGTH_MAX).transform(EvmAddress.parse)
const hash = z.string().regex(/^0x[0-9a-fA-F]{64}$/)
const useNode = z
  .boolean()
  .optional()
  .describe('Whether to ask the node that the server was started with; it sees the addresses.')

const contact = z.strictObject({
  address: addressText,
  name: z.string().max(NAME_MAX).optional(),
  chain: chain.optional(),
  isOwn: z.boolean().optional(),
})

const book = z.array(contact).max(10_000).optional().describe('Whom you trust.')

const around = {
  chainId: z.int().positive().optional().describe('The chain that the wallet is connected to.'),
  origin: z.string().max(URL_MAX).optional().describe('The site that asks.'),
  from: evm.optional().describe('The account that signs.'),
  book,
  useNode,
}

const common = { method: 'post', need: 'screen', tag: 'guard' } as const
const UNLOGGED =
  'Nothing is fetched, resolved or sent, and the question is not kept: there is no record of it in the decision log.'

const urlEndpoint = createGuardEndpoint({
  path: '/v1/guard/url',
  summary: 'Is this site on a list, or does it imitate a known one?',
  question: z.strictObject({ url: z.string().min(1).max(URL_MAX) }),
  answers: { 200: { description: 'The verdict, with the age of the lists.', schema: urlDocument } },
  check: async ({ url }, { guard }) => answerUrl(url, await guard.tools({})),
})

const addressEndpoint = createGuardEndpoint({
  path: '/v1/guard/address',
  summary: 'Was this receiver made to be taken for somebody you pay, and what do the lists say of it?',
  question: z.strictObject({
    address: addressText,
    chain: chain.optional(),
    book,
    history: z.array(pastTransfer).max(10_000).optional().describe('Transfers of your own past.'),
    useNode,
  }),
  answers: { 200: { description: 'The verdict.', schema: addressDocument } },
  async check({ book, ...question }, desk) {
    const screening = screenText(desk, desk.editions.current, question.address)
    return await answerAddress({ ...question, contacts: book, screening }, await desk.guard.tools(question))
  },
})

const transactionEndpoint = createGuardEndpoint({
  path: '/v1/guard/transaction',
  summary: 'What does this transaction do, and what may come of it?',
  question: z.union([
    z.strictObject({ raw: z.string().max(2 ** 21), ...around }),
    z.strictObject({ transaction: z.looseObject({}).describe('As eth_sendTransaction takes it.'), ...around }),
  ]),
  answers: { 200: { description: 'The verdict, and what it does in plain words.', schema: transactionDocument } },
  async check(question, { guard }) {
    const { chainId, origin, from } = question
    const context = { chainId, origin, from }
    const tools = withBook(await guard.tools(question), question)
    if ('raw' in question) return await answerTransaction({ raw: question.raw, context }, tools)
    const { transaction, from: signer } = readDraft(question.transaction)
    return await answerTransaction({ draft: transaction, context: { ...context, from: from ?? signer } }, tools)
  },
})

const messageEndpoint = createGuardEndpoint({
  path: '/v1/guard/message',
  summary: 'What does one agree to by signing this message?',
  question: z.union([
    z.strictObject({
      text: z
        .string()
        .max(2 ** 19)
        .describe('personal_sign.'),
      ...around,
    }),
    z.strictObject({ hash: hash.describe('eth_sign.'), ...around }),
    z.strictObject({
      authorization: z.looseObject({}).describe('EIP-7702: {chainId, address, nonce}, as it is signed.'),
      ...around,
    }),
    z.strictObject({ typedData: z.looseObject({}).describe('eth_signTypedData_v4 (EIP-712).'), ...around }),
  ]),
  answers: { 200: { description: 'The verdict.', schema: z.union([messageDocument, typedDocument]) } },
  async check(question, { guard }) {
    const { chainId, origin, from } = question
    const context = { chainId, origin, from }
    const tools = withBook(await guard.tools(question), question)
    if ('typedData' in question) return await answerTyped(question.typedData, context, tools)
    if ('authorization' in question) {
      return answerMessage({ authorization: readAuthorization(question.authorization), context }, tools)
    }
    if ('hash' in question) return answerMessage({ hash: question.hash, context }, tools)
    return answerMessage({ text: question.text, context }, tools)
  },
})

const safeEndpoint = createGuardEndpoint({
  path: '/v1/guard/safe',
  summary: 'What does this transaction of a Safe do, and have its co-signers signed this?',
  question: z.strictObject({
    record: z
      .union([z.looseObject({}), z.array(z.looseObject({}))])
      .describe('As the Safe transaction service has it, one or a list; typed data of SafeTx; plain fields.'),
    chainId: z.int().positive().optional(),
    safe: evm.optional(),
    version: z.string().max(NAME_MAX).optional(),
    owners: z.array(evm).max(CONFIRMATIONS_MAX).optional(),
    threshold: z.int().positive().optional(),
    nonce: z.int().nonnegative().optional().describe('The one that the Safe takes next.'),
    device: z
      .strictObject({ domain: hash.optional(), message: hash.optional(), safeTx: hash.optional() })
      .transform(withoutAbsent)
      .optional()
      .describe("What the signer's device shows."),
    origin: z.string().max(URL_MAX).optional(),
    book,
    useNode,
  }),
  answers: { 200: { description: 'The verdict over all, and each transaction.', schema: safeDocument } },
  async check({ nonce, ...question }, { guard }) {
    const next = nonce === undefined ? undefined : BigInt(nonce)
    const hasBook = question.book !== undefined
    const bounded = { ...question, nonce: next, hasBook, confirmationsMax: CONFIRMATIONS_MAX }
    return await answerSafe(bounded, withBook(await guard.tools(question), question))
  },
})

const repositoryEndpoint = createGuardEndpoint({
  path: '/v1/guard/repository',
  summary: 'Are there signs of a lure in these files of a repository?',
  description: "The server's own disk is not read.",
  quotesOthers: true,
  question: z.strictObject({
    name: z.string().max(NAME_MAX).default('files of the request'),
    files: z
      .array(z.strictObject({ path: z.string().min(1).max(PATH_MAX), text: z.string() }))
      .min(1)
      .max(FILES_MAX),
  }),
  answers: { 200: { description: 'The verdict, with ATT&CK ids.', schema: repositoryDocument } },
  check: async ({ name, files }, { now }) => await answerRepository({ subject: name, files: files.map(toFile) }, now()),
})

/** The checks of guard: the same answers as those of the command line. */
export const guardEndpoints: readonly Endpoint[] = [
  urlEndpoint,
  addressEndpoint,
  transactionEndpoint,
  messageEndpoint,
  safeEndpoint,
  repositoryEndpoint,
]

type Plan<Question> = Omit<EndpointPlan<Question>, 'answer' | keyof typeof common> & {
  /** Whether it is about files of others, in which anything may stand. */
  readonly quotesOthers?: true
  check(question: Question, desk: Desk): Promise<GuardDocument>
}

function createGuardEndpoint<Question>({ check, description, quotesOthers, ...plan }: Plan<Question>): Endpoint {
  const endpoint = createEndpoint<Question>({
    ...common,
    ...plan,
    description: description === undefined ? UNLOGGED : `${description} ${UNLOGGED}`,
    answer: async (desk, question): Promise<Answer> => ({ body: JSON.stringify(await check(question, desk)) }),
  })
  if (quotesOthers) return endpoint
  return { ...endpoint, answer: (desk, request) => endpoint.answer(desk, withoutSecret(request)) }
}

/** Before anything says again what is wrong with it. @throws SecretError */
function withoutSecret(request: ApiRequest): ApiRequest {
  assertNoSecret(new TextDecoder().decode(request.body))
  return request
}

function toFile({ path, text }: { readonly path: string; readonly text: string }): RepositoryFile {
  const bytes = new TextEncoder().encode(text)
  return {
    path,
    sizeBytes: bytes.length,
    kind: 'file',
    read: (bytesMax) => Promise.resolve(bytes.subarray(0, bytesMax)),
  }
}

function withoutAbsent(shown: object): Partial<SafeHashes> {
  return Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== undefined))
}
