import type { Command } from 'commander'
import { Amount, AssetId, ChainId, TxHash } from '../../chain/index.ts'
import { LazarettoError } from '../../LazarettoError.ts'
import { type HistorySource, openStore, openView } from '../../ledger/index.ts'
import { createFundingFinder, type FindFunding, followFunders } from '../../trace/index.ts'
import {
  type AccountHistory,
  type AccountOptions,
  accountCommand,
  labelLookup,
  parseAccount,
  sourceOf,
} from '../accountHistory.ts'
import { parseCount } from '../options.ts'
import { toLine } from '../report/coins.ts'
import { toFunderText } from '../report/funder.ts'
import { sayUntraced } from '../sayUntraced.ts'
import type { Terminal } from '../Terminal.ts'

interface Options extends AccountOptions {
  readonly depth: number
  readonly json?: true
}

const EXAMPLES = `
Examples:
  lazaretto funder 0x8b3cb6bf982798fba233bca56749e22eec42dcf3 --store case
  lazaretto funder 0x8b3cb6bf982798fba233bca56749e22eec42dcf3 --source blockscout
  lazaretto funder TJmmqjb1DK9TTZbQXzRQ2AuA94z4gKAPFh --chain tron --source trongrid --json

An account can do nothing before somebody has paid it gas. The first payment that it received, also one of a call inside a
transaction, is followed back and back to a labelled service or to where nothing more is known. Whoever paid is often the same
person, or an exchange that knows its customer: a hint, no proof, for anybody can pay anybody. The labels are those of the
store. On bitcoin there is no gas: lazaretto sources says there where money came from.`

export function funderCommand(terminal: Terminal): Command {
  return accountCommand('funder')
    .description('Who paid the first gas of an account, and that one’s, back to a service.')
    .option('--depth <n>', 'go back at most so many payments', parseCount, 10)
    .option('--json', 'print JSON; amounts are decimal text in base units')
    .addHelpText('after', EXAMPLES)
    .action((text: string, options: Options) => run(terminal, text, options))
}

async function run(terminal: Terminal, text: string, options: Options): Promise<void> {
  const { address, chain } = parseAccount(text, options.chain)
  const source = sourceOf(terminal, options, chain)
  await withLookups(options, { terminal, chain, source }, async ({ findFunding, labelOf }) => {
    const find: FindFunding = (account) => {
      terminal.progress(`asking who paid ${account} first`)
      return findFunding(account)
    }
    const report = await followFunders(address, { findFunding: find, labelOf, hopsMax: options.depth })
    const asset = nativeOf(chain)
    if (options.json === true)
      terminal.write(toLine({ schema: 'lazaretto/funder/1', chain, asset: asset.id, ...report }))
    else terminal.write(toFunderText(report, { terminal, asset }))
  })
}

/** The asset in which gas is paid, and how its amounts are shown. */
function nativeOf(chain: ChainId.ChainId): { id: string; name: string; format: (amount: bigint) => string } {
  const decimals = ChainId.find(chain)?.nativeDecimals ?? 0
  const id = AssetId.native(chain)
  return { id, name: AssetId.displayName(id), format: (amount) => Amount.formatGrouped(amount, decimals) }
}

interface Lookups {
  readonly findFunding: FindFunding
  readonly labelOf: AccountHistory['labelOf']
}

interface Asking {
  readonly terminal: Terminal
  readonly chain: ChainId.ChainId
  readonly source: HistorySource | undefined
}

/** An explorer needs no ledger: what a store has is then only who is who. */
async function withLookups(
  { store: folder }: Options,
  { terminal, chain, source }: Asking,
  use: (lookups: Lookups) => Promise<void>,
): Promise<void> {
  const store = await openStore(folder, { mode: 'read' }).catch((error: unknown) => {
    const isNew = error instanceof LazarettoError && error.code === 'LZ_STORE_NOT_FOUND'
    if (isNew && source !== undefined) return undefined
    throw error
  })
  try {
    const labelOf = store === undefined ? () => undefined : await labelLookup(store, chain)
    if (source !== undefined) {
      await source.assertChain()
      await use({ labelOf, findFunding: askSource(source) })
    } else if (store !== undefined) {
      await sayUntraced(terminal, store, chain)
      await use({ labelOf, findFunding: await createFundingFinder(await openView(store, chain)) })
    }
  } finally {
    store?.close()
  }
}

function askSource(source: HistorySource): FindFunding {
  return async (account) => {
    const first = await source.findFirstReceipt(account)
    if (first === undefined) return undefined
    const { from, tx, block, timeSec, amount } = first.transfer
    return { from, tx: TxHash.fromBytes(tx), block, timeSec, amount, isLate: first.isLate }
  }
}
