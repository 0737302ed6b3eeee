import { Command } from 'commander'
import { parseBoundedJson } from '../../../server/index.ts'
import { checkSafeRecord, type SafeOptions } from '../../guard/checks.ts'
import { withCommon, withSigning } from '../../guard/guardOptions.ts'
import { GIVE, RecogniseError } from '../../guard/RecogniseError.ts'
import { readThing } from '../../guard/readThing.ts'
import { withSafe } from '../../guard/safeOptions.ts'
import type { Terminal } from '../../Terminal.ts'

const EXAMPLES = `
Examples:
  lazaretto guard safe safe-transaction.json
  lazaretto guard safe safe-transaction.json --chain ethereum --rpc http://127.0.0.1:8545
  lazaretto guard safe safe-transaction.json --owners 0xA...,0xB...,0xC... --threshold 2 --nonce 71
  lazaretto guard safe safe-transaction.json --device-domain 0x... --device-message 0x...

The record is what the Safe transaction service or Safe's gateway answers, typed data of SafeTx, or plain fields: safe, to,
value, data, operation, nonce and the rest; one or a list. With --rpc a node is asked who owns the Safe, and tries what would
change, without signing or sending anything.`

export function safeCommand(terminal: Terminal): Command {
  return withSafe(withSigning(withCommon(new Command('safe'))))
    .description(
      'May one sign it? A transaction of a Safe: what it does, its hash, and whether co-signers have signed this.',
    )
    .argument('<record>', 'JSON, or a file of it; - reads standard input')
    .addHelpText('after', EXAMPLES)
    .action((given: string, options: SafeOptions) => run(terminal, given, options))
}

async function run(terminal: Terminal, given: string, options: SafeOptions): Promise<void> {
  const thing = await readThing(terminal, given)
  if ('folder' in thing || !/^\s*[[{]/.test(thing.text))
    throw new RecogniseError('LZ_GUARD_UNKNOWN', `That is no record of a Safe, which is JSON. ${GIVE}`)
  await checkSafeRecord(terminal, parseBoundedJson(thing.text), options)
}
