import { Command } from 'commander'
import type { Terminal } from '../../Terminal.ts'
import { balanceCommand } from './balance.ts'
import { customersCommand } from './customers.ts'
import { runCommand } from './run.ts'
import { addCommand, endCommand, listCommand } from './thefts.ts'
import { webhooksCommand } from './webhooks.ts'

const EXAMPLES = `
In this order:
  lazaretto labels ours.csv --store case                                  names of exchanges, bridges and mixers
  lazaretto watch add ronin --seed 0x098B716B8Aaf21512996dC57EB0615e2383E2f96 --store case
  lazaretto watch customers add customers.csv --store case                address, name, chain
  lazaretto watch run --rpc ws://127.0.0.1:8546 --from 23000000 --store case
  lazaretto alerts list --store case

--from is the block before the theft, or the newest one. docs/alerts.md says what raises an alert.`

export function watchCommand(terminal: Terminal): Command {
  return new Command('watch')
    .description('Follow thefts block by block, and raise the alarm.')
    .addHelpText('after', EXAMPLES)
    .addCommand(addCommand(terminal))
    .addCommand(listCommand(terminal))
    .addCommand(endCommand(terminal))
    .addCommand(balanceCommand(terminal))
    .addCommand(customersCommand(terminal))
    .addCommand(webhooksCommand(terminal))
    .addCommand(runCommand(terminal))
}
