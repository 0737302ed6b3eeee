import { Address, type EvmAddress } from '../../chain/index.ts'
import type { SafeFacts, SafeHashes } from '../../guard/index.ts'
import { type Label, readLabelFiles } from '../../intel/index.ts'
import { defaultPolicy, screenAddress } from '../../screen/index.ts'
import {
  answerAddress,
  answerMessage,
  answerRepository,
  answerSafe,
  answerTransaction,
  answerTyped,
  answerUrl,
  type GuardDocument,
  loadScreener,
  readAuthorization,
  readBounded,
  readDraft,
  readPaid,
} from '../../server/index.ts'
import * as Verdict from '../../Verdict.ts'
import { listFiles, openBytes } from '../files.ts'
import { toGuardJson, toGuardText } from '../report/guard.ts'
import type { Terminal } from '../Terminal.ts'
import { walkRepository } from '../walkRepository.ts'
import {
  type CommonOptions,
  contextOf,
  type FeedOptions,
  openTools,
  readContacts,
  type SigningOptions,
  signingTools,
} from './guardOptions.ts'

export interface AddressOptions extends SigningOptions {
  readonly paid?: string
  readonly labels?: readonly string[]
}

export type MessageOptions = SigningOptions & FeedOptions

/** What the user knows of a Safe. */
export interface CircleOptions extends SigningOptions {
  readonly safeVersion?: string
  readonly owners?: readonly EvmAddress.EvmAddress[]
  readonly threshold?: number
  readonly nonce?: number
  readonly deviceHash?: string
  readonly deviceDomain?: string
  readonly deviceMessage?: string
}

export interface TransactionOptions extends CircleOptions {
  readonly to?: EvmAddress.EvmAddress
  readonly value?: bigint
}

export interface SafeOptions extends CircleOptions {
  readonly safe?: EvmAddress.EvmAddress
  readonly block?: number
}

const LABEL_ENDINGS = /\.(?:ya?ml|json|csv)(?:\.gz)?$/i

export async function checkUrl(terminal: Terminal, text: string, options: FeedOptions): Promise<void> {
  print(terminal, options, answerUrl(text, await openTools(terminal, options)))
}

export async function checkAddress(terminal: Terminal, text: string, options: AddressOptions): Promise<void> {
  const { chain, paid, labels } = options
  const screener = await loadScreener(options.store, defaultPolicy)
  const question = {
    address: text.trim(),
    chain,
    contacts: readContacts(options),
    history: paid === undefined ? undefined : readPaid(readBounded(paid).toString('utf8')),
    claims: labels === undefined ? undefined : await readClaims(labels, text.trim(), options),
    screening: screenAddress(screener, text, terminal.now()),
  }
  print(terminal, options, await answerAddress(question, await signingTools(terminal, options)))
}

/** What label files say of an address, in whatever spelling. */
async function readClaims(paths: readonly string[], text: string, { chain }: AddressOptions): Promise<Label[]> {
  const inputs = paths
    .flatMap((path) => listFiles(path, LABEL_ENDINGS))
    .map((name) => ({ name, bytes: openBytes(name) }))
  const files = await readLabelFiles(inputs, { chain: undefined, source: undefined })
  const spellings = new Set(Address.detect(text).map(({ canonical }) => canonical))
  const isSame = (label: Label): boolean =>
    spellings.has(label.address) && (chain === undefined || label.chain === chain)
  return files.flatMap(({ labels }) => labels).filter(isSame)
}

export async function checkRaw(terminal: Terminal, raw: string, options: TransactionOptions): Promise<void> {
  const question = { raw, context: { ...contextOf(options), safe: factsOf(options) } }
  print(terminal, options, await answerTransaction(question, await signingTools(terminal, options)))
}

export async function checkDraft(terminal: Terminal, json: unknown, options: TransactionOptions): Promise<void> {
  const { transaction, from } = readDraft(json)
  const context = contextOf(options)
  const question = {
    draft: transaction,
    context: { ...context, from: context.from ?? from, safe: factsOf(options) },
  }
  print(terminal, options, await answerTransaction(question, await signingTools(terminal, options)))
}

export async function checkCalldata(terminal: Terminal, data: string, options: TransactionOptions): Promise<void> {
  await checkDraft(terminal, { to: options.to, data, value: String(options.value ?? 0n) }, options)
}

export async function checkMessage(terminal: Terminal, text: string, options: MessageOptions): Promise<void> {
  const tools = { ...(await signingTools(terminal, options)), ...(await openTools(terminal, options)) }
  print(terminal, options, answerMessage({ text, context: contextOf(options) }, tools))
}

export async function checkHash(terminal: Terminal, hash: string, options: SigningOptions): Promise<void> {
  print(terminal, options, answerMessage({ hash, context: contextOf(options) }, await signingTools(terminal, options)))
}

export async function checkAuthorization(terminal: Terminal, json: unknown, options: SigningOptions): Promise<void> {
  const question = { authorization: readAuthorization(json), context: contextOf(options) }
  print(terminal, options, answerMessage(question, await signingTools(terminal, options)))
}

export async function checkTyped(terminal: Terminal, json: unknown, options: SigningOptions): Promise<void> {
  print(terminal, options, await answerTyped(json, contextOf(options), await signingTools(terminal, options)))
}

export async function checkSafeRecord(terminal: Terminal, record: unknown, options: SafeOptions): Promise<void> {
  const { safe, block } = options
  const { chainId, origin } = contextOf(options)
  const question = {
    record,
    chainId,
    origin,
    safe,
    ...factsOf(options),
    hasBook: options.book !== undefined,
    block: block === undefined ? undefined : `0x${block.toString(16)}`,
  }
  print(terminal, options, await answerSafe(question, await signingTools(terminal, options)))
}

/** Only what was said, so that it stands in the place of what a node says. */
function factsOf(options: CircleOptions): SafeFacts {
  const { owners, threshold, safeVersion, nonce } = options
  return {
    ...(owners && { owners }),
    ...(threshold !== undefined && { threshold }),
    ...(safeVersion !== undefined && { version: safeVersion }),
    ...(nonce !== undefined && { nonce: BigInt(nonce) }),
    device: deviceOf(options),
  }
}

function deviceOf({ deviceHash, deviceDomain, deviceMessage }: CircleOptions): Partial<SafeHashes> {
  return {
    ...(deviceDomain === undefined ? {} : { domain: deviceDomain }),
    ...(deviceMessage === undefined ? {} : { message: deviceMessage }),
    ...(deviceHash === undefined ? {} : { safeTx: deviceHash }),
  }
}

export async function checkFolder(terminal: Terminal, folder: string, options: CommonOptions): Promise<void> {
  const passedOver: string[] = []
  const cut: string[] = []
  const files = walkRepository(folder, {
    onSkip: (path, why) => void (why === 'installed' ? passedOver : cut).push(path),
  })
  print(terminal, options, await answerRepository({ subject: folder, files, passedOver, cut }, terminal.now()))
}

function print(terminal: Terminal, { json }: CommonOptions, document: GuardDocument): void {
  terminal.write(json === true ? toGuardJson(document) : toGuardText(document, terminal))
  terminal.exitWith(Verdict.EXIT_CODES[document.verdict])
}
