import { Command } from 'commander'
import type { Terminal } from '../../Terminal.ts'
import { runCommand } from './run.ts'
import { addCommand, endCommand, listCommand } from './thefts.ts'

export function watchCommand(terminal: Terminal): Command {
  return new Command('watch')
    .description('Follow thefts block by block, and raise the alarm.')
    .addCommand(addCommand(terminal))
    .addCommand(listCommand(terminal))
    .addCommand(endCommand(terminal))
    .addCommand(runCommand(terminal))
}
