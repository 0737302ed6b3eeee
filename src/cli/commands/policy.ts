import { Command } from 'commander'
import { defaultPolicy, parsePolicy } from '../../screen/index.ts'
import { readText } from '../files.ts'
import type { Terminal } from '../Terminal.ts'

const EXAMPLES = `
Examples:
  lazaretto policy > ours.json         the default policy, to begin with
  lazaretto policy check ours.json
  lazaretto screen 0x... --policy ours.json

The form is in docs/policy.schema.json. Amounts are decimal text in base units of the asset.`

export function policyCommand(terminal: Terminal): Command {
  const check = new Command('check')
    .description('Say whether a policy file is good.')
    .argument('<file>', 'policy as JSON')
    .action((path: string) => {
      const { name } = parsePolicy(readText(path))
      terminal.write(`${path} is good: ${name}\n`)
    })
  return new Command('policy')
    .description('What a finding means: print the default policy, or check your own.')
    .addHelpText('after', EXAMPLES)
    .addCommand(check)
    .action(() => terminal.write(`${JSON.stringify(defaultPolicy, undefined, 2)}\n`))
}
