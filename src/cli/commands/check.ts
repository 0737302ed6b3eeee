import { Command } from 'commander'
import {
  type AddressOptions,
  checkAddress,
  checkAuthorization,
  checkCalldata,
  checkDraft,
  checkFolder,
  checkMessage,
  checkRaw,
  checkSafeRecord,
  checkTyped,
  checkUrl,
  type SafeOptions,
  type TransactionOptions,
} from '../guard/checks.ts'
import { type FeedOptions, parseEvm, withCommon, withFeed, withPast, withSigning } from '../guard/guardOptions.ts'
import { readThing } from '../guard/readThing.ts'
import { recognise } from '../guard/recognise.ts'
import { withSafe } from '../guard/safeOptions.ts'
import type { Terminal } from '../Terminal.ts'

type Options = FeedOptions & AddressOptions & TransactionOptions & SafeOptions

const EXAMPLES = `
Examples:
  lazaretto check https://app-uniswap.org/airdrop
  lazaretto check 0x28C6c06298d514Db089934071355E5743bf21d60 --book contacts.csv
  lazaretto check 0x095ea7b3... --to 0xdAC17F958D2ee523a2206206994597C13D831ec7 --chain ethereum
  lazaretto check typed-data.json --origin https://app.uniswap.org
  lazaretto check safe-transaction.json --rpc http://127.0.0.1:8545
  lazaretto check ./take-home-test               a repository, before you open it or run anything in it
  wallet-export | lazaretto check -

The first line says what it was taken for. Nothing is fetched, resolved, run or sent, unless you name a node with --rpc.
Exit code: 0 no-match, 3 block, 4 review, 5 hold; 1 error, 2 usage. A no-match says that nothing was found, not that it is safe.
lazaretto guard has the same checks by name, with all their options; docs/guard.md says what they look at.`

/** \`lazaretto check\`: one door to all checks of guard. */
export function checkCommand(terminal: Terminal): Command {
  return withSafe(withPast(withSigning(withFeed(withCommon(new Command('check'))))))
    .description('Is it safe to visit, to pay, to sign, to run? Finds out what it was given, and looks at it offline.')
    .argument(
      '<thing>',
      'a web address, address, transaction, typed data, Safe record, message, folder or file; - reads standard input',
    )
    .option('--to <address>', 'whom calldata are for', parseEvm)
    .addHelpText('after', EXAMPLES)
    .action((thing: string, options: Options) => run(terminal, thing, options))
}

async function run(terminal: Terminal, given: string, options: Options): Promise<void> {
  const thing = await readThing(terminal, given)
  if ('folder' in thing) return await checkFolder(terminal, thing.folder, options)
  const found = recognise(thing.text, { hasTarget: options.to !== undefined })
  switch (found.kind) {
    case 'url':
      return await checkUrl(terminal, found.text, options)
    case 'address':
      return await checkAddress(terminal, found.text, options)
    case 'message':
      return await checkMessage(terminal, found.text, options)
    case 'raw':
      return await checkRaw(terminal, found.hex, options)
    case 'calldata':
      return await checkCalldata(terminal, found.hex, options)
    case 'draft':
      return await checkDraft(terminal, found.json, options)
    case 'typed':
      return await checkTyped(terminal, found.json, options)
    case 'authorization':
      return await checkAuthorization(terminal, found.json, options)
    case 'safe':
      return await checkSafeRecord(terminal, found.json, options)
  }
}
