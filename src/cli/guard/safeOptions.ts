import { type Command, InvalidArgumentError } from 'commander'
import { parseCount } from '../options.ts'
import { gatherEvm, parseEvm, parseHash } from './guardOptions.ts'

/** Adds what is known of a Safe beside a record of it. */
export function withSafe(command: Command): Command {
  return withCircle(command)
    .option('--safe <address>', 'the Safe, where the record does not say it', parseEvm)
    .option('--block <height>', 'with --rpc: as of this block, which the node must still have', parseCount)
}

/** Adds what is known of a Safe, also of one that a transaction executes. */
export function withCircle(command: Command): Command {
  return command
    .option(
      '--safe-version <text>',
      "version of the Safe's contract, as 1.4.1, where the record does not say it",
      parseVersion,
    )
    .option('--owners <addresses>', 'who owns the Safe, with commas between', gatherEvm)
    .option('--threshold <n>', 'how many owners have to sign', parseCount)
    .option('--nonce <n>', 'the nonce that the Safe takes next', parseCount)
    .option('--device-hash <hash>', 'the Safe transaction hash that your device shows', parseHash)
    .option('--device-domain <hash>', 'the domain hash that your device shows', parseHash)
    .option('--device-message <hash>', 'the message hash that your device shows', parseHash)
}

function parseVersion(text: string): string {
  if (!/^\d{1,3}\.\d{1,3}\.\d{1,3}(?:\+L2)?$/.test(text))
    throw new InvalidArgumentError('It must be a version, such as 1.3.0.')
  return text
}
