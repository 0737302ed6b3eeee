import { randomBytes } from 'node:crypto'
import { Command, InvalidArgumentError, Option } from 'commander'
import { type ApiKey, createKey, listKeys, revokeKey, SCOPES, type Scope } from '../../state/index.ts'
import { defaultStoreFolder } from '../storeFolder.ts'
import type { Terminal } from '../Terminal.ts'
import { cleanCell, formatTable } from '../table.ts'
import { withKeptState, withPerson, withState } from '../workState.ts'

interface Common {
  readonly store: string
  readonly by: string
}

interface CreateOptions extends Common {
  readonly name: string
  readonly scope: readonly Scope[]
  readonly days?: number
}

const EXAMPLES = `
Examples:
  lazaretto keys create --name "withdrawals" --scope screen
  lazaretto keys create --name "prometheus" --scope read --days 365
  lazaretto keys create --name "alice" --scope alerts --scope alerts:write
  lazaretto keys list
  lazaretto keys revoke abcdefgh23456777

Scopes: screen (ask for verdicts), read (lists, incidents, metrics), trace (trace jobs), alerts
(see what the watch found), alerts:write (settle it: the key is the person), and those of later parts.
A key is shown once and stored as a hash. Who made or revoked one is in the decision log.`

/** \`lazaretto keys\`: who may use the server. */
export function keysCommand(terminal: Terminal): Command {
  const command = new Command('keys').description("Make, list and revoke the server's API keys.")
  for (const create of [createCommand, listCommand, revokeCommand]) command.addCommand(create(terminal).exitOverride())
  return command.addHelpText('after', EXAMPLES)
}

function createCommand(terminal: Terminal): Command {
  return withCommon(new Command('create'))
    .description('Make a key and print it: it is not shown again.')
    .requiredOption('--name <text>', 'what it is for')
    .addOption(
      new Option('--scope <scope>', 'what it may do; may be given several times')
        .argParser(gatherScope)
        .makeOptionMandatory(),
    )
    .option('--days <n>', 'how long it lives; without it, until it is revoked', parseDays)
    .action(({ store, by, name, scope: scopes, days }: CreateOptions) =>
      withState(store, (state) => {
        const now = terminal.now()
        const expires = days === undefined ? {} : { expires: now + days * 86_400 }
        const { text, key } = createKey(state, { name, scopes, by, ...expires }, { now, randomBytes })
        terminal.write(`${text}\n`)
        terminal.say(`key ${key.id} for ${key.scopes.join(', ')}: keep it now, it is not shown again`)
      }),
    )
}

function listCommand(terminal: Terminal): Command {
  return withStore(new Command('list'))
    .description('All keys, without their secrets.')
    .option('--json', 'print JSON')
    .action(({ store, json }: Pick<Common, 'store'> & { json?: true }) =>
      withKeptState(store, (state) => {
        const keys = listKeys(state)
        terminal.write(json === true ? `${JSON.stringify(keys)}\n` : `${toTable(keys, terminal.now()).join('\n')}\n`)
      }),
    )
}

function revokeCommand(terminal: Terminal): Command {
  return withCommon(new Command('revoke'))
    .description('End a key for ever.')
    .argument('<id>', 'id of the key, as the list has it')
    .action((id: string, { store, by }: Common) =>
      withKeptState(store, (state) => {
        const key = revokeKey(state, id, { by, now: terminal.now() })
        terminal.say(`key ${key.id} (${cleanCell(key.name)}) is revoked; a running server notices within a second`)
      }),
    )
}

function withStore(command: Command): Command {
  return command.option('--store <folder>', 'folder of the data', defaultStoreFolder(process.env))
}

function withCommon(command: Command): Command {
  return withPerson(withStore(command))
}

function toTable(keys: readonly ApiKey[], nowSec: number): string[] {
  if (keys.length === 0) return ['There is no key. Make one: lazaretto keys create']
  const columns = ['id', 'name', 'scopes', 'made', 'last used', 'state'].map((title) => ({
    title,
    align: 'left' as const,
  }))
  const rows = keys.map((key) => [
    key.id,
    cleanCell(key.name, 40),
    key.scopes.join(', '),
    dayOf(key.created),
    key.used === undefined ? 'never' : dayOf(key.used),
    stateOf(key, nowSec),
  ])
  return formatTable(columns, rows)
}

function stateOf({ revoked, expires }: ApiKey, nowSec: number): string {
  if (revoked !== undefined) return `revoked ${dayOf(revoked)}`
  if (expires === undefined) return 'good'
  return nowSec < expires ? `good until ${dayOf(expires)}` : `ended ${dayOf(expires)}`
}

function dayOf(sec: number): string {
  return new Date(sec * 1000).toISOString().slice(0, 10)
}

function gatherScope(value: string, before: readonly Scope[] = []): readonly Scope[] {
  const scope = SCOPES.find((each) => each === value)
  if (scope === undefined) throw new InvalidArgumentError(`It must be one of ${SCOPES.join(', ')}.`)
  return [...before, scope]
}

function parseDays(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new InvalidArgumentError('It must be a whole number of days.')
  return Number(text)
}
