import { Command, CommanderError, type OutputConfiguration } from 'commander'
import { assertNoSecret } from '../chain/index.ts'
import { LazarettoError } from '../LazarettoError.ts'
import { ENGINE_VERSION } from '../server/index.ts'
import { actorsCommand } from './commands/actors.ts'
import { alertsCommand } from './commands/alerts.ts'
import { checkCommand } from './commands/check.ts'
import { clusterCommand } from './commands/cluster.ts'
import { exposureCommand } from './commands/exposure.ts'
import { funderCommand } from './commands/funder.ts'
import { guardCommand } from './commands/guard/index.ts'
import { importCommand } from './commands/import.ts'
import { incidentsCommand } from './commands/incidents.ts'
import { intelCommand } from './commands/intel/index.ts'
import { investigateCommand } from './commands/investigate.ts'
import { keysCommand } from './commands/keys.ts'
import { labelsCommand } from './commands/labels.ts'
import { policyCommand } from './commands/policy.ts'
import { rehearseCommand } from './commands/rehearse.ts'
import { sampleCommand } from './commands/sample.ts'
import { screenCommand } from './commands/screen.ts'
import { serveCommand } from './commands/serve.ts'
import { storeCommand } from './commands/store.ts'
import { syncCommand } from './commands/sync.ts'
import { timelineCommand } from './commands/timeline.ts'
import { sourcesCommand, traceCommand } from './commands/trace.ts'
import { txCommand } from './commands/tx.ts'
import { victimsCommand } from './commands/victims.ts'
import { watchCommand } from './commands/watch/index.ts'
import { enterLedger } from './enterLedger.ts'
import { createTerminal, type Streams, type Terminal } from './Terminal.ts'

const EXIT_ERROR = 1
const EXIT_USAGE = 2

type CreateCommand = (terminal: Terminal) => Command

/** As the help shows them: first what somebody wants who was robbed. */
const COMMANDS: readonly (readonly [heading: string, commands: readonly CreateCommand[]])[] = [
  ['I was robbed:', [investigateCommand, funderCommand, victimsCommand, timelineCommand]],
  ['A ledger of your own:', [importCommand, syncCommand, labelsCommand, storeCommand, sampleCommand]],
  ['Follow money in it:', [traceCommand, sourcesCommand, txCommand, clusterCommand, exposureCommand]],
  ['Is it safe to visit, to sign, to run?', [checkCommand, guardCommand]],
  ['May it pass?', [screenCommand, intelCommand, policyCommand, incidentsCommand, actorsCommand]],
  ['Live:', [watchCommand, alertsCommand, rehearseCommand, serveCommand, keysCommand]],
]

/** Those that open the ledger, which one process at a time can: the store's server, where it has one. */
const LEDGER_COMMANDS: ReadonlySet<CreateCommand> = new Set([
  importCommand,
  syncCommand,
  labelsCommand,
  traceCommand,
  sourcesCommand,
  clusterCommand,
  txCommand,
  funderCommand,
  victimsCommand,
  timelineCommand,
  exposureCommand,
  storeCommand,
])

const BEGIN = `
Begin with:
  lazaretto sample --trace               a synthetic theft, and where its money went
  lazaretto investigate --help           you were robbed, and have an address or a transaction
  lazaretto watch --help                 you want to know when stolen money moves
  lazaretto screen --help                may this money pass?
  lazaretto check --help                 is this site, address, signature or repository what it seems?`

/** Runs the command line; the result is the exit code: 0 done, 1 error, 2 usage, and 3 to 5 the verdicts of a screening. */
export async function run(argv: readonly string[], streams: Streams = process): Promise<number> {
  const terminal = createTerminal(streams)
  try {
    // Before anything says again what is wrong with it. Without quotation marks a recovery phrase is many arguments.
    assertNoSecret(argv.join(' '))
    await createProgram(terminal, argv, streams).parseAsync(argv)
    return terminal.exitCode()
  } catch (error) {
    return report(terminal, error)
  }
}

function createProgram(terminal: Terminal, argv: readonly string[], streams: Streams): Command {
  const program = new Command('lazaretto')
    .description('Trace stolen cryptocurrency to where it went, and account for every unit of it.')
    .showHelpAfterError('(--help shows what it takes, with examples)')
    .version(ENGINE_VERSION, '-v, --version', 'print the version')
    .addHelpText('after', BEGIN)
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput(outputOf(terminal))
  for (const [heading, commands] of COMMANDS) {
    for (const create of commands) {
      const opensLedger = LEDGER_COMMANDS.has(create)
      // A server's process is there for the ledger alone.
      if (!opensLedger && streams.served !== undefined) continue
      const command = prepare(create(terminal), terminal).helpGroup(heading)
      if (opensLedger) command.hook('preAction', (_, action) => enterLedger(action, { argv, streams, terminal }))
      program.addCommand(command)
    }
  }
  return program
}

/** Lets a command and those below it throw and write where we say. */
function prepare(command: Command, terminal: Terminal): Command {
  for (const below of command.commands) prepare(below, terminal)
  return command.exitOverride().configureOutput(outputOf(terminal))
}

function outputOf(terminal: Terminal): OutputConfiguration {
  return { writeOut: terminal.write, writeErr: (text) => terminal.say(text.trimEnd()) }
}

function report(terminal: Terminal, error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? terminal.exitCode() : EXIT_USAGE
  if (!(error instanceof LazarettoError)) throw error
  terminal.say(`${terminal.paint('red', 'error')} ${error.code}: ${error.message}`)
  return EXIT_ERROR
}
