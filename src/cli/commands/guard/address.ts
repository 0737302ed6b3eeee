import { Command } from 'commander'
import { type AddressOptions, checkAddress } from '../../guard/checks.ts'
import { withCommon, withPast, withPlace } from '../../guard/guardOptions.ts'
import type { Terminal } from '../../Terminal.ts'

const EXAMPLES = `
Examples:
  lazaretto guard address 0x28C6c06298d514Db089934071355E5743bf21d60 --book contacts.csv
  lazaretto guard address 0x28C6c06298d514Db089934071355E5743bf21d60 --chain ethereum --rpc http://127.0.0.1:8545

--book is CSV: address,name,chain,own. --paid is JSON: [{"from":"0x...","to":"0x...","amount":"1000000",
"asset":"eip155:1/erc20:0x...","symbol":"USDT","isSigned":true}, ...]; only what you have signed counts as paid.
The lists of the store are asked too, as lazaretto screen asks them: sanctions, thefts, labels. Where one that is required is missing
or old, what nothing was found about is a hold.`

export function addressCommand(terminal: Terminal): Command {
  return withPast(withPlace(withCommon(new Command('address'))))
    .description(
      'May one pay it? Sanctions and thefts, imitations of those whom you pay, baits, what others say, what is there.',
    )
    .argument('<address>', 'the receiver')
    .addHelpText('after', EXAMPLES)
    .action((text: string, options: AddressOptions) => checkAddress(terminal, text, options))
}
