import { Command } from 'commander'
import type { Terminal } from '../../../Terminal.ts'
import { compileCommand } from './compile.ts'
import { infoCommand, installCommand, verifyCommand } from './info.ts'
import { keyCommand } from './key.ts'

const EXAMPLES = `
In this order:
  lazaretto guard feed key
  lazaretto guard feed compile text:phishing.txt polkadot:all.json.gz --date 2026-11-20 --days 7
  lazaretto guard feed info

Where lists are to be had, with their licences: docs/guard.md. Or take one that somebody else has compiled and signed:
  lazaretto guard feed install theirs.lzfeed --key 3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29`

export function feedCommand(terminal: Terminal): Command {
  const command = new Command('feed').description(
    'Lists of bad sites, compiled into one signed file that needs no network.',
  )
  for (const create of [keyCommand, compileCommand, infoCommand, verifyCommand, installCommand]) {
    command.addCommand(create(terminal))
  }
  return command.addHelpText('after', EXAMPLES)
}
