import type { Command } from 'commander'
import { listMoves, listVictims } from '../../trace/index.ts'
import { type AccountOptions, accountCommand, NoTransfersError, withHistory, withHubBound } from '../accountHistory.ts'
import { toLine } from '../report/coins.ts'
import { toVictimsCsv, toVictimsText } from '../report/victims.ts'
import type { Terminal } from '../Terminal.ts'

interface Options extends AccountOptions {
  readonly json?: true
  readonly csv?: true
}

const EXAMPLES = `
Examples:
  lazaretto victims 0x8b3cb6bf982798fba233bca56749e22eec42dcf3 --store case
  lazaretto victims 0x8b3cb6bf982798fba233bca56749e22eec42dcf3 --source blockscout --csv > victims.csv
  lazaretto victims TJmmqjb1DK9TTZbQXzRQ2AuA94z4gKAPFh --chain tron --source trongrid --store case --json

Everybody who paid the address is listed and counted once. Apart from the victims stand services (which paid for a customer),
money that came back from where the address had sent it, accounts that labels call the thief's or that only paid the first
gas, look-alikes of other addresses, and mints. Who is left is a victim as far as the chain can tell: a list of claims to
check, not of proofs.`

export function victimsCommand(terminal: Terminal): Command {
  return withHubBound(accountCommand('victims'))
    .description('Everybody who paid a collecting address, with totals that balance with what it received.')
    .option('--json', 'print JSON; amounts are decimal text in base units')
    .option('--csv', 'print one row for each payer and asset, amounts in base units')
    .addHelpText('after', EXAMPLES)
    .action((text: string, options: Options) => run(terminal, text, options))
}

async function run(terminal: Terminal, text: string, options: Options): Promise<void> {
  await withHistory(terminal, { text, options }, async ({ address, chain, view, labelOf, isCut }) => {
    const moves = await listMoves(view, address)
    if (moves.length === 0) throw new NoTransfersError(address)
    const report = listVictims(address, moves, labelOf)
    if (options.json === true) terminal.write(toLine({ schema: 'lazaretto/victims/1', chain, isCut, ...report }))
    else if (options.csv === true) terminal.write(toVictimsCsv(report))
    else terminal.write(toVictimsText(report, { terminal, isCut }))
  })
}
