import { Command } from 'commander'
import type { Terminal } from '../../Terminal.ts'
import { balanceCommand } from './balance.ts'
import { customersCommand } from './customers.ts'
import { runCommand } from './run.ts'
import { addCommand, endCommand, listCommand } from './thefts.ts'
import { webhooksCommand } from './webhooks.ts'

export function watchCommand(terminal: Terminal): Command {
  return new Command('watch')
    .description('Follow thefts block by block, and raise the alarm.')
    .addCommand(addCommand(terminal))
    .addCommand(listCommand(terminal))
    .addCommand(endCommand(terminal))
    .addCommand(balanceCommand(terminal))
    .addCommand(customersCommand(terminal))
    .addCommand(webhooksCommand(terminal))
    .addCommand(runCommand(terminal))
}
