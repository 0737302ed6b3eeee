import { writeFileSync } from 'node:fs'
import { Command } from 'commander'
import {
  parsePlan,
  type RehearsalReport,
  rehearse,
  STANDARD_PLAN,
  startLiveDefence,
  toRehearsalJson,
  toRehearsalText,
} from '../../rehearsal/index.ts'
import { readText } from '../files.ts'
import { onInterrupt } from '../interrupt.ts'
import { parseCount } from '../options.ts'
import type { Terminal } from '../Terminal.ts'

interface Options {
  readonly seed: number
  readonly plan?: string
  readonly json?: true
  readonly out?: string
}

const EXAMPLES = `
Examples:
  lazaretto rehearse
  lazaretto rehearse --seed 7 --plan our-playbook.yaml
  lazaretto rehearse --json --out drill.json

A local chain with a token, two exchanges, a mixer, a bridge and ordinary people is robbed by a script, and the real watch
follows it. The score says how soon it noticed, how much it followed, and where it was wrong. Nothing leaves this machine.
The same seed and playbook give the same theft. docs/rehearsal.md says how a playbook is written.`

/** A drill in which not all was followed, or an alarm was false, ends with this code. */
const EXIT_IMPERFECT = 4

export function rehearseCommand(terminal: Terminal): Command {
  return new Command('rehearse')
    .description('Hold a drill: a scripted theft on a local chain, and a score of how it was noticed and followed.')
    .option('--seed <n>', 'which of the endless thefts of this playbook', parseCount, 1)
    .option('--plan <file>', 'a playbook of your own, as YAML or JSON')
    .option('--json', 'print the report as JSON')
    .option('--out <file>', 'write the JSON report into a file too')
    .addHelpText('after', EXAMPLES)
    .action((options: Options) => run(terminal, options))
}

async function run(terminal: Terminal, { seed, plan, json, out }: Options): Promise<void> {
  const interrupt = onInterrupt()
  try {
    const report = await rehearse({
      seed,
      plan: plan === undefined ? STANDARD_PLAN : parsePlan(readText(plan)),
      defence: startLiveDefence,
      nowMs: () => performance.now(),
      signal: interrupt.signal,
      onProgress: ({ block, lastBlock }) => terminal.progress(`block ${block} of ${lastBlock}`),
    })
    const document = toRehearsalJson(report)
    if (out !== undefined) writeFileSync(out, document)
    terminal.say('')
    terminal.write(json === true ? document : toRehearsalText(report))
    if (!isPerfect(report.score)) terminal.exitWith(EXIT_IMPERFECT)
  } finally {
    interrupt.end()
  }
}

function isPerfect({ followed, accounted, stolen, falseAlarms }: RehearsalReport['score']): boolean {
  return followed === stolen && accounted === stolen && falseAlarms.length === 0
}
