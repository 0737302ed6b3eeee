import { statSync } from 'node:fs'
import { type Command, CommanderError } from 'commander'
import { type CommandOrder, RelayError, relayCommand, VARIABLES } from '../server/index.ts'
import { empty, type Streams, type Terminal } from './Terminal.ts'

/** What a command of the ledger was begun with. */
export interface Entry {
  readonly argv: readonly string[]
  readonly streams: Streams
  readonly terminal: Terminal
}

/**
 * Before a command opens the ledger: runs it in the server of its store, where there is one.
 *
 * @throws CommanderError of code 0 where the server has run it, and nothing is left to do here
 * @throws RelayError `LZ_RELAY_*`
 */
export async function enterLedger(command: Command, { argv, streams, terminal }: Entry): Promise<void> {
  const { store } = command.opts<{ store: string }>()
  if (streams.served !== undefined) return assertSame(store, streams.served)
  const code = await relayCommand({
    folder: store,
    command: nameOf(command),
    order: toOrder(argv, streams),
    stdin: streams.stdin ?? empty(),
    out: terminal.write,
    err: (text) => void streams.stderr.write(text),
  })
  if (code === undefined) return
  terminal.exitWith(code)
  throw new CommanderError(0, 'lazaretto.relayed', 'The server has run the command.')
}

/** Name of a command with those above it, but for the program's: `store info`. */
function nameOf(command: Command): string {
  const above = command.parent
  return above?.parent == null ? command.name() : `${nameOf(above)} ${command.name()}`
}

function toOrder(argv: readonly string[], { stdout, stderr, env }: Streams): CommandOrder {
  const known = VARIABLES.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]] as const]))
  return {
    argv: argv.map(nameForOthers),
    cwd: process.cwd(),
    umask: process.umask(),
    env: Object.fromEntries(known),
    isTTY: { stdout: stdout.isTTY === true, stderr: stderr.isTTY === true },
  }
}

const OWN_FILE = /^((?:--[a-z]+=)?)\/dev\/(?:fd\/(\d+)|std(in|out|err))$/

/** An open file of this process (a shell's `<(...)`, `/dev/stdin`) has another name in other ones. */
function nameForOthers(argument: string): string {
  if (process.platform !== 'linux') return argument
  return argument.replace(OWN_FILE, (_, option: string, number: string | undefined, name: string) => {
    return `${option}/proc/${process.pid}/fd/${number ?? ['in', 'out', 'err'].indexOf(name)}`
  })
}

/** A socket may be seen from where paths mean something else, such as from inside of a container. */
function assertSame(store: string, served: string): void {
  const [asked, ours] = [store, served].map((folder) => statSync(folder, { throwIfNoEntry: false }))
  if (asked !== undefined && asked.ino === ours?.ino && asked.dev === ours.dev) return
  const message = `${store} is another folder for the server than for you: it sees other files. Run the command where it runs.`
  throw new RelayError('LZ_RELAY_PLACE', 'input', message)
}
