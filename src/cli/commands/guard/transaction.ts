import { Command, InvalidArgumentError } from 'commander'
import { checkCalldata, checkDraft, checkRaw, type TransactionOptions } from '../../guard/checks.ts'
import { parseEvm, withCommon, withSigning } from '../../guard/guardOptions.ts'
import { GIVE, RecogniseError } from '../../guard/RecogniseError.ts'
import { readThing } from '../../guard/readThing.ts'
import { recognise } from '../../guard/recognise.ts'
import { withCircle } from '../../guard/safeOptions.ts'
import type { Terminal } from '../../Terminal.ts'

const EXAMPLES = `
Examples:
  lazaretto guard tx 0x02f8... --chain ethereum
  lazaretto guard tx transaction.json --exploits approval-exploits.json
  lazaretto guard tx 0x095ea7b3... --to 0xdAC17F958D2ee523a2206206994597C13D831ec7 --chain ethereum --erc7730 registry

JSON is as eth_sendTransaction takes it: {"to":"0x...","value":"0x0","data":"0x...","chainId":1}.`

export function transactionCommand(terminal: Terminal): Command {
  return withCircle(withSigning(withCommon(new Command('tx'))))
    .description('May one sign it? What a transaction does, in plain words, and what may come of it.')
    .argument(
      '<transaction>',
      'raw hex, signed or not; JSON; calldata with --to; a file of these; - reads standard input',
    )
    .option('--to <address>', 'whom calldata are for', parseEvm)
    .option('--value <wei>', 'what is paid with calldata', parseWei)
    .addHelpText('after', EXAMPLES)
    .action((given: string, options: TransactionOptions) => run(terminal, given, options))
}

async function run(terminal: Terminal, given: string, options: TransactionOptions): Promise<void> {
  const thing = await readThing(terminal, given)
  const found = 'text' in thing ? recognise(thing.text, { hasTarget: options.to !== undefined }) : undefined
  if (found?.kind === 'raw') return await checkRaw(terminal, found.hex, options)
  if (found?.kind === 'calldata') return await checkCalldata(terminal, found.hex, options)
  if (found?.kind === 'draft') return await checkDraft(terminal, found.json, options)
  throw new RecogniseError('LZ_GUARD_UNKNOWN', `That is no transaction. ${GIVE}`)
}

function parseWei(text: string): bigint {
  if (!/^\d{1,78}$/.test(text)) throw new InvalidArgumentError('It must be a whole number of wei.')
  return BigInt(text)
}
