import { Command } from 'commander'
import { listStates } from '../../intel/index.ts'
import { defaultPolicy, findUninstalled, parsePolicy } from '../../screen/index.ts'
import { vaultIn } from '../../server/index.ts'
import { readText } from '../files.ts'
import { defaultStoreFolder } from '../storeFolder.ts'
import type { Terminal } from '../Terminal.ts'

const EXAMPLES = `
Examples:
  lazaretto policy > ours.json         the default policy, to begin with
  lazaretto policy check ours.json
  lazaretto screen 0x... --policy ours.json

The form is in docs/policy.schema.json. Amounts are decimal text in base units of the asset. Lists that it names and that are
not installed in the store are said on stderr: they may be slips.`

export function policyCommand(terminal: Terminal): Command {
  const check = new Command('check')
    .description('Say whether a policy file is good.')
    .argument('<file>', 'policy as JSON')
    .option(
      '--store <folder>',
      'folder of the data, with the lists that are installed',
      defaultStoreFolder(process.env),
    )
    .action(async (path: string, { store }: { store: string }) => {
      const policy = parsePolicy(readText(path))
      const installed = (await listStates(vaultIn(store))).map(({ list }) => list)
      for (const message of findUninstalled(policy, installed)) terminal.say(`look: ${message}`)
      terminal.write(`${path} is good: ${policy.name}\n`)
    })
  return new Command('policy')
    .description('What a finding means: print the default policy, or check your own.')
    .addHelpText('after', EXAMPLES)
    .addCommand(check)
    .action(() => terminal.write(`${JSON.stringify(defaultPolicy, undefined, 2)}\n`))
}
