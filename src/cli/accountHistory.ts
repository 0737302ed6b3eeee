import { Command, Option } from 'commander'
import { Address, ChainId } from '../chain/index.ts'
import { LabelBook } from '../intel/index.ts'
import { LazarettoError } from '../LazarettoError.ts'
import {
  type GatherReport,
  gatherLedger,
  type HistorySource,
  type LedgerView,
  listLabels,
  openStore,
  openView,
  type Store,
} from '../ledger/index.ts'
import { fromRecord } from '../server/index.ts'
import { gatherSummary } from './gatherTrace.ts'
import { openSource, SOURCES, type SourceName } from './openSource.ts'
import { parseCount } from './options.ts'
import { sayUntraced } from './sayUntraced.ts'
import { defaultStoreFolder } from './storeFolder.ts'
import type { Terminal } from './Terminal.ts'

/** Options of commands that look at one account. */
export interface AccountOptions {
  readonly store: string
  readonly chain: string
  readonly source?: SourceName
  readonly sourceUrl?: string
  readonly hubTransfers: number
}

/** A command that looks at one account of a chain of accounts. */
export function accountCommand(name: string): Command {
  return new Command(name)
    .argument('<address>', 'an account')
    .option('--store <folder>', 'folder of the ledger', defaultStoreFolder(process.env))
    .option('--chain <name>', 'chain of the address', 'ethereum')
    .addOption(new Option('--source <name>', 'ask this explorer for what is needed').choices(SOURCES))
    .option('--source-url <url>', 'address of its API, where it is not the well-known one')
}

/** Adds the bound of what is fetched of one history. */
export function withHubBound(command: Command): Command {
  const meaning = 'do not read the address further than so many transfers'
  return command.option('--hub-transfers <n>', meaning, parseCount, 100_000)
}

/** An account whose history is at hand. */
export interface AccountHistory {
  readonly address: string
  readonly chain: ChainId.ChainId
  readonly view: LedgerView
  readonly labelOf: (account: string) => LabelBook.ResolvedLabel | undefined
  /** Whether the history was cut at the bound. */
  readonly isCut: boolean
}

/** Opens the ledger, fetches the account's history where a source was named, and closes the ledger at the end. */
export async function withHistory(
  terminal: Terminal,
  { text, options }: { readonly text: string; readonly options: AccountOptions },
  use: (history: AccountHistory) => Promise<void>,
): Promise<void> {
  const { address, chain } = parseAccount(text, options.chain)
  const source = sourceOf(terminal, options, chain)
  const store = await openStore(options.store, { mode: source === undefined ? 'read' : 'write' })
  try {
    const report = source === undefined ? undefined : await gatherAccount(terminal, { store, source, address, options })
    const view = await openView(store, chain)
    await sayUntraced(terminal, store, chain)
    const labelOf = await labelLookup(store, chain)
    await use({ address, chain, view, labelOf, isCut: (report?.hubs.length ?? 0) > 0 })
  } finally {
    store.close()
  }
}

/** @throws CoinsOnlyError `LZ_CHAIN_NO_ACCOUNTS`; InvalidAddressError `LZ_ADDRESS_*` */
export function parseAccount(text: string, name: string): { address: string; chain: ChainId.ChainId } {
  const chain = ChainId.parse(name)
  if (chain.startsWith('bip122:')) throw new CoinsOnlyError(chain)
  return { address: Address.parse(text, chain), chain }
}

/** The explorer that the user named, if any. */
export function sourceOf(
  terminal: Terminal,
  { source, sourceUrl }: AccountOptions,
  chain: ChainId.ChainId,
): HistorySource | undefined {
  if (source === undefined) return undefined
  return openSource({ name: source, chain, url: sourceUrl, env: process.env, terminal })
}

/** What the stored labels say of an address. */
export async function labelLookup(store: Store, chain: ChainId.ChainId): Promise<AccountHistory['labelOf']> {
  const book = LabelBook.create((await listLabels(store)).map(fromRecord))
  return (address) => LabelBook.find(book, { address, chain })
}

interface Gathering {
  readonly store: Store
  readonly source: HistorySource
  readonly address: string
  readonly options: AccountOptions
}

async function gatherAccount(terminal: Terminal, gathering: Gathering): Promise<GatherReport> {
  const { store, source, address, options } = gathering
  const report = await gatherLedger({
    source,
    store,
    seeds: { accounts: [address], transactions: [] },
    choose: async () => ({ accounts: [], transactions: [] }),
    transfersMax: options.hubTransfers,
    accountsMax: 1,
    refreshBeforeSec: terminal.now(),
    now: terminal.now,
    onProgress: ({ transfers }) => terminal.progress(`fetched ${transfers.toLocaleString('en-US')} transfers`),
  })
  terminal.say(gatherSummary(report, source.name))
  return report
}

/** An account that the ledger has no transfer of. */
export class NoTransfersError extends LazarettoError {
  constructor(address: string) {
    const message = `The ledger has no transfer of ${address}. Check the chain; --source blockscout asks an explorer.`
    super('LZ_ADDRESS_NOT_FOUND', 'not-found', message)
  }
}

/** A chain of coins, of which somebody asks what only accounts have. */
class CoinsOnlyError extends LazarettoError {
  constructor(chain: ChainId.ChainId) {
    const shown = ChainId.shortName(chain)
    const message = `${shown} has coins, not accounts: nobody pays gas there, and an owner has many addresses. Use lazaretto sources, trace or cluster for ${shown}.`
    super('LZ_CHAIN_NO_ACCOUNTS', 'input', message)
  }
}
