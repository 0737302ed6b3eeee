import { type Command, InvalidArgumentError } from 'commander'
import { ChainId, EvmAddress } from '../../chain/index.ts'
import { type Contact, type Know, readExploits } from '../../guard/index.ts'
import {
  GuardError,
  type GuardSupplies,
  type GuardTools,
  openFeedFile,
  openNode,
  openOwnFeed,
  parseBoundedJson,
  parseFeedKey,
  readBook,
  readBounded,
  readDescriptors,
  readFeedKeys,
  type SigningContext,
  withBook,
} from '../../server/index.ts'
import { gather } from '../options.ts'
import { defaultStoreFolder } from '../storeFolder.ts'
import type { Terminal } from '../Terminal.ts'

/** What every check takes. */
export interface CommonOptions {
  readonly store: string
  readonly json?: true
}

/** Where lists of bad sites are. */
export interface FeedOptions extends CommonOptions {
  readonly feed?: string
  readonly feedKey?: readonly string[]
}

/** What is known around something that is to be signed or paid. */
export interface SigningOptions extends CommonOptions {
  readonly chain?: ChainId.ChainId
  readonly from?: EvmAddress.EvmAddress
  readonly origin?: string
  readonly book?: string
  readonly exploits?: string
  readonly erc7730?: string
  readonly rpc?: string
}

export function withCommon(command: Command): Command {
  return command
    .option('--store <folder>', 'folder of the data', defaultStoreFolder(process.env))
    .option('--json', 'print one JSON object (docs/guard.schema.json)')
}

export function withFeed(command: Command): Command {
  return command
    .option('--feed <file>', 'compiled feed of bad sites, instead of the one in the store')
    .option('--feed-key <hex>', 'public key that its signature must be of; may be given several times', gather)
}

export function withSigning(command: Command): Command {
  return withPlace(command)
    .option('--from <address>', 'the account that signs', parseEvm)
    .option('--origin <url>', 'the site that asks, as https://app.uniswap.org')
    .option('--exploits <file>', 'contracts through which people have lost money, as revoke.cash lists them')
    .option('--erc7730 <folder>', 'descriptors that say calls in their protocols’ own words')
}

export function withPast(command: Command): Command {
  return command
    .option('--paid <file>', 'of an address: transfers of your own past, as JSON')
    .option('--labels <file>', 'names of addresses, as lazaretto labels takes them; may be given several times', gather)
}

export function withPlace(command: Command): Command {
  return command
    .option('--chain <name>', 'chain, a short name or a CAIP-2 id', parseChain)
    .option('--book <file>', 'your address book: CSV with address, name, chain, own')
    .option(
      '--rpc <url>',
      "a node's JSON-RPC; it is asked what is there, and sees the addresses. Nobody is asked unsaid",
    )
}

/** The feed that options name, or the store's own. @throws GuardError, FeedFormatError, FeedSignatureError */
export async function openTools(terminal: Terminal, options: FeedOptions): Promise<GuardTools> {
  const { feed: path, feedKey, store } = options
  const { now } = terminal
  const publicKeys = feedKey?.map(parseFeedKey) ?? readFeedKeys(store)
  const feed = path === undefined ? await openOwnFeed(store, now) : await openFeedFile(path, { publicKeys, now })
  return { nowSec: now(), feed }
}

/** What options say is known, as checks take it; lists of bad sites only where a site asks. */
export async function signingTools(terminal: Terminal, options: SigningOptions & FeedOptions): Promise<GuardTools> {
  const supplies = openSupplies(terminal, { ...options, guardRpc: options.rpc })
  const { nowSec, feed } =
    options.origin === undefined ? { nowSec: terminal.now() } : await openTools(terminal, options)
  return withBook({ ...supplies, nowSec, feed }, { book: readContacts(options) })
}

/** What is named for a server, or for one check. */
export interface SupplyOptions {
  readonly guardRpc?: string | undefined
  readonly erc7730?: string | undefined
  readonly exploits?: string | undefined
}

/** Reads and opens what is named; a node is not asked yet. */
export function openSupplies(terminal: Terminal, { guardRpc, erc7730, exploits }: SupplyOptions): GuardSupplies {
  return {
    know: exploits === undefined ? undefined : readListed(exploits),
    descriptions: erc7730 === undefined ? undefined : openDescriptors(terminal, erc7730),
    ask: guardRpc === undefined ? undefined : openNode(guardRpc),
  }
}

export function readContacts({ book }: Pick<SigningOptions, 'book'>): Contact[] | undefined {
  return book === undefined ? undefined : readBook(readBounded(book).toString('utf8'))
}

/** Who asks for a signature, and of whom. @throws GuardError `LZ_GUARD_CHAIN` */
export function contextOf({ chain, from, origin }: SigningOptions): SigningContext {
  return { chainId: chain === undefined ? undefined : numberOf(chain), from, origin }
}

function numberOf(chain: ChainId.ChainId): number {
  const number = ChainId.isEvm(chain) ? Number(chain.slice('eip155:'.length)) : Number.NaN
  if (Number.isSafeInteger(number)) return number
  const message = `${ChainId.shortName(chain)} is no EVM chain, and only what is signed on those is read. Name another chain.`
  throw new GuardError('LZ_GUARD_CHAIN', message)
}

function readListed(path: string): Know {
  return readExploits(parseBoundedJson(readBounded(path).toString('utf8')), path)
}

function openDescriptors(terminal: Terminal, folder: string): GuardTools['descriptions'] {
  const { descriptions, count, leftOut } = readDescriptors(folder)
  const more = leftOut.length === 0 ? '' : `, ${leftOut.length} left out: ${leftOut.slice(0, 3).join(' ')}`
  terminal.say(`${count} descriptors of ${folder}${more}`)
  return descriptions
}

export function parseChain(text: string): ChainId.ChainId {
  return ChainId.parse(text)
}

/** An address of an EVM chain. */
export function parseEvm(text: string): EvmAddress.EvmAddress {
  return EvmAddress.parse(text)
}

/** A hash as devices show it: in capitals or small letters, in groups or in one, with 0x or without. */
export function parseHash(text: string): string {
  const digits = text.replace(/[\s:]+/g, '').replace(/^0x/i, '')
  if (!/^[0-9a-f]{64}$/i.test(digits))
    throw new InvalidArgumentError('It must be all 64 hex digits. Where a device shows a part, compare by eye.')
  return `0x${digits.toLowerCase()}`
}

/** Several addresses, with commas between or given one by one. */
export function gatherEvm(
  text: string,
  before: readonly EvmAddress.EvmAddress[] = [],
): readonly EvmAddress.EvmAddress[] {
  return [...before, ...text.split(',').map((each) => EvmAddress.parse(each.trim()))]
}
