import { Command } from 'commander'
import { parseBoundedJson } from '../../../server/index.ts'
import { checkHash, checkMessage, checkTyped, type MessageOptions } from '../../guard/checks.ts'
import { parseHash, withCommon, withFeed, withSigning } from '../../guard/guardOptions.ts'
import { GIVE, RecogniseError } from '../../guard/RecogniseError.ts'
import { readThing } from '../../guard/readThing.ts'
import type { Terminal } from '../../Terminal.ts'

type Options = MessageOptions & { readonly hash?: string }

const EXAMPLES = `
Examples:
  lazaretto guard message "I agree to the terms of example.org"
  lazaretto guard message sign-in.txt --origin https://app.example.org --from 0x7a01...
  lazaretto guard message permit.json --chain ethereum
  lazaretto guard message --hash 0xb3476d061aeb8fc1d605a873c483a2402d88a68a9cdd1a8b47655dd55ba004f8

JSON with types and primaryType is typed data (EIP-712); 0x and hex are bytes, as personal_sign takes them; --hash is eth_sign.`

export function messageCommand(terminal: Terminal): Command {
  return withSigning(withFeed(withCommon(new Command('message'))))
    .description('May one sign it? Typed data, sign-ins, texts and bare hashes.')
    .argument('[message]', 'the text itself, or a file of it or of typed data; - reads standard input')
    .option('--hash <hash>', 'the 32 bytes that eth_sign is asked for', parseHash)
    .addHelpText('after', EXAMPLES)
    .action((given: string | undefined, options: Options) => run(terminal, given, options))
}

async function run(terminal: Terminal, given: string | undefined, options: Options): Promise<void> {
  if (options.hash !== undefined) return await checkHash(terminal, options.hash, options)
  const thing = given === undefined ? undefined : await readThing(terminal, given)
  if (thing === undefined || 'folder' in thing)
    throw new RecogniseError('LZ_GUARD_EMPTY', `There is no message. ${GIVE}`)
  const json = /^\s*\{/.test(thing.text) ? findTyped(thing.text) : undefined
  if (json !== undefined) return await checkTyped(terminal, json, options)
  await checkMessage(terminal, thing.text, options)
}

/** A text that begins with a bracket may be signed as it stands; it is typed data only where it has the fields of them. */
function findTyped(text: string): unknown {
  const json = parseBoundedJson(text)
  return typeof json === 'object' && json !== null && 'primaryType' in json ? json : undefined
}
