import { Command } from 'commander'
import type { Terminal } from '../../Terminal.ts'
import { addressCommand } from './address.ts'
import { feedCommand } from './feed/index.ts'
import { messageCommand } from './message.ts'
import { repoCommand } from './repo.ts'
import { safeCommand } from './safe.ts'
import { transactionCommand } from './transaction.ts'
import { urlCommand } from './url.ts'

const EXAMPLES = `
Examples:
  lazaretto guard feed key                                             once: a key of your own, to sign lists with
  lazaretto guard feed compile text:phishing.txt --date 2026-11-20     lists of bad sites, into one file
  lazaretto guard url metamask-login.pages.dev
  lazaretto guard safe safe-transaction.json --owners 0xA...,0xB...,0xC... --threshold 2

Exit code: 0 no-match, 3 block, 4 review, 5 hold; 1 error, 2 usage. lazaretto check finds out by itself what it is given.`

/** \`lazaretto guard\`: each check by its name. */
export function guardCommand(terminal: Terminal): Command {
  const command = new Command('guard').description(
    'The checks of lazaretto check, by name, and the lists of bad sites.',
  )
  const all = [urlCommand, addressCommand, transactionCommand, messageCommand, safeCommand, repoCommand, feedCommand]
  for (const create of all) command.addCommand(create(terminal))
  return command.addHelpText('after', EXAMPLES)
}
