import { Command } from 'commander'
import type { Terminal } from '../../Terminal.ts'
import { confirmCommand } from './confirm.ts'
import { diffCommand } from './diff.ts'
import { showCommand } from './show.ts'
import { statusCommand } from './status.ts'
import { updateCommand } from './update.ts'

export function intelCommand(terminal: Terminal): Command {
  const command = new Command('intel').description(
    'Load, check and compare lists: sanctions, stolen funds, seizures, your own.',
  )
  for (const create of [updateCommand, statusCommand, diffCommand, confirmCommand, showCommand])
    command.addCommand(create(terminal))
  return command
}
