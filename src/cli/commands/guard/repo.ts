import { statSync } from 'node:fs'
import { Command } from 'commander'
import { GuardError } from '../../../server/index.ts'
import { checkFolder } from '../../guard/checks.ts'
import { type CommonOptions, withCommon } from '../../guard/guardOptions.ts'
import type { Terminal } from '../../Terminal.ts'

const EXAMPLES = `
Examples:
  git clone https://example.org/take-home-test && lazaretto guard repo take-home-test
  lazaretto guard repo . --json

Files are read, and never run, unpacked or followed. One sign alone is a note; several kinds together are a block.`

export function repoCommand(terminal: Terminal): Command {
  return withCommon(new Command('repo'))
    .description('May one open and run it? Signs of lures in a repository: tasks, scripts, hidden text, remote code.')
    .argument('<folder>', 'the repository')
    .addHelpText('after', EXAMPLES)
    .action(async (folder: string, options: CommonOptions) => {
      if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
        throw new GuardError('LZ_GUARD_FILE', `There is no folder ${JSON.stringify(folder)}. Check the path.`)
      await checkFolder(terminal, folder, options)
    })
}
