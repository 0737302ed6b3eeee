import type { Command } from 'commander'
import { drawCharts } from '../../picture/index.ts'
import { createTimeline, listMoves } from '../../trace/index.ts'
import { type AccountOptions, accountCommand, NoTransfersError, withHistory, withHubBound } from '../accountHistory.ts'
import { writeText } from '../files.ts'
import { parseCount } from '../options.ts'
import { toLine } from '../report/coins.ts'
import { toTimelineCharts, toTimelineText } from '../report/timeline.ts'
import type { Terminal } from '../Terminal.ts'

interface Options extends AccountOptions {
  readonly pause: number
  readonly json?: true
  readonly svg?: string
}

const EXAMPLES = `
Examples:
  lazaretto timeline 0x8b3cb6bf982798fba233bca56749e22eec42dcf3 --store case
  lazaretto timeline 0x8b3cb6bf982798fba233bca56749e22eec42dcf3 --source blockscout --svg activity.svg
  lazaretto timeline TJmmqjb1DK9TTZbQXzRQ2AuA94z4gKAPFh --chain tron --source trongrid --store case --json

A burst is a time in which transactions come faster than in the account's own mean: level 1 twice as fast, level 2 four times,
as Kleinberg's automaton finds them (KDD 2002, s = 2, gamma = 1). All times are UTC. Hours and weekdays count transactions in
which the account itself paid, and say of how many; they are no proof of a place.`

const DAY_SEC = 86_400

export function timelineCommand(terminal: Terminal): Command {
  return withHubBound(accountCommand('timeline'))
    .description('When an account was active: over time, in bursts and pauses, at which hours.')
    .option('--pause <days>', 'list pauses from so many days on', parseCount, 30)
    .option('--json', 'print JSON; times are seconds since 1970, UTC')
    .option('--svg <file>', 'write a picture')
    .addHelpText('after', EXAMPLES)
    .action((text: string, options: Options) => run(terminal, text, options))
}

async function run(terminal: Terminal, text: string, options: Options): Promise<void> {
  await withHistory(terminal, { text, options }, async ({ address, chain, view, isCut }) => {
    const moves = await listMoves(view, address)
    if (moves.length === 0) throw new NoTransfersError(address)
    const timeline = createTimeline(address, moves, Math.max(1, options.pause * DAY_SEC))
    if (options.svg !== undefined) {
      writeText(options.svg, drawCharts(toTimelineCharts(timeline)))
      terminal.say(`wrote ${options.svg}`)
    }
    if (options.json === true) terminal.write(toLine({ schema: 'lazaretto/timeline/1', chain, isCut, ...timeline }))
    else terminal.write(toTimelineText(timeline, { terminal, isCut }))
  })
}
