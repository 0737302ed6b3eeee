import { Command } from 'commander'
import { parse } from 'csv-parse/sync'
import { Address, ChainId } from '../../../chain/index.ts'
import { LazarettoError } from '../../../LazarettoError.ts'
import { inTransaction } from '../../../state/index.ts'
import { listAddresses, unwatchAddress, watchAddress } from '../../../watch/index.ts'
import { readText } from '../../files.ts'
import { raiseListAlerts } from '../../raiseListAlerts.ts'
import type { Terminal } from '../../Terminal.ts'
import { cleanCell } from '../../table.ts'
import { onStore, withKeptState, withPerson, withState } from '../../workState.ts'
import { sayAddresses } from './balance.ts'

const EXAMPLES = `
Examples:
  lazaretto watch customers add customers.csv
  lazaretto watch customers list --json
  lazaretto watch customers remove 0x098B716B8Aaf21512996dC57EB0615e2383E2f96 --chain ethereum

The file is CSV with a header: address, and name and chain where they are known. An alert is raised as soon as a sanctions
list has one of these addresses (at each update of a list, and while the watch or the server runs), and as soon as a listed
address has paid one of them (while watch run or serve --watch follows the chain, without --no-exposure). A name may be a
number of your own: it goes into alerts and webhooks.`

interface Options {
  readonly store: string
  readonly by: string
  readonly chain: string
}

export function customersCommand(terminal: Terminal): Command {
  return new Command('customers')
    .description('Addresses of your customers, for alerts when a sanctions list has one, or a listed address pays one.')
    .addHelpText('after', EXAMPLES)
    .addCommand(addCommand(terminal))
    .addCommand(listCommand(terminal))
    .addCommand(removeCommand(terminal))
}

function addCommand(terminal: Terminal): Command {
  return withChain(onStore('add', 'Watch all addresses of a file, or none where one of them is wrong.'))
    .argument('<file>', 'CSV: address, name, chain')
    .action(async (file: string, { store, by, chain }: Options) => {
      const customers = readCustomers(file, chain)
      const now = terminal.now()
      withState(store, (state) =>
        inTransaction(state, () => {
          for (const { line, ...customer } of customers) {
            placing(file, line, () => watchAddress(state, { ...customer, purpose: 'customer', by }, now))
          }
        }),
      )
      terminal.say(`${customers.length} addresses of customers are watched`)
      await raiseListAlerts(terminal, store)
    })
}

function listCommand(terminal: Terminal): Command {
  return onStore('list', 'The addresses that are watched.')
    .option('--json', 'print JSON')
    .action(({ store, json }: { store: string; json?: true }) =>
      withKeptState(store, (state) => sayAddresses(terminal, listAddresses(state, 'customer'), json === true)),
    )
}

function removeCommand(terminal: Terminal): Command {
  return withChain(onStore('remove', 'Watch an address no longer; its alerts stay.'))
    .argument('<address>')
    .action((text: string, { store, by, chain: name }: Options) => {
      const chain = ChainId.parse(name)
      withKeptState(store, (state) => {
        const key = { chain, address: Address.parse(text, chain), purpose: 'customer' } as const
        const { name: customer } = unwatchAddress(state, key, { by, now: terminal.now() })
        terminal.say(`${cleanCell(customer)} is watched no longer`)
      })
    })
}

function withChain(command: Command): Command {
  return withPerson(command).option('--chain <name>', 'chain, where the file or you name no other', 'ethereum')
}

interface Customer {
  readonly line: number
  readonly address: string
  readonly name: string
  readonly chain: ChainId.ChainId
}

const ROWS_MAX = 1_000_000
const COLUMNS: ReadonlySet<string> = new Set(['address', 'name', 'chain'])

function readCustomers(file: string, chain: string): Customer[] {
  const [header = [], ...rows] = parseCsv(file)
  const names = header.map((name) => name.toLowerCase())
  const isKnown = names.every((name) => COLUMNS.has(name)) && new Set(names).size === names.length
  if (!isKnown || !names.includes('address'))
    throw new CustomerFileError(file, 'its header must name address, and may name name and chain')
  if (rows.length === 0 || rows.length > ROWS_MAX)
    throw new CustomerFileError(file, `it has ${rows.length} addresses, and 1 to ${ROWS_MAX} can be taken`)
  return rows.map((row, i) => {
    const cell = (name: string): string => row[names.indexOf(name)] ?? ''
    const line = i + 2
    const [address, name] = [cell('address'), cell('name')]
    const id = placing(file, line, () => ChainId.parse(cell('chain') === '' ? chain : cell('chain')))
    return { line, address, name: name === '' ? address : name, chain: id }
  })
}

function parseCsv(file: string): string[][] {
  try {
    return parse(readText(file), { bom: true, trim: true, skip_empty_lines: true })
  } catch (cause) {
    if (cause instanceof LazarettoError) throw cause
    throw new CustomerFileError(file, `it is no CSV (${(cause as Error).message})`, cause)
  }
}

/** Says of an error where in the file it is. */
function placing<T>(file: string, line: number, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    if (!(cause instanceof LazarettoError) || cause.kind !== 'input') throw cause
    throw new CustomerFileError(file, `row ${line}: ${cause.code} ${cause.message}`, cause)
  }
}

/** A file of customers that is not taken: nothing of it is. */
class CustomerFileError extends LazarettoError {
  constructor(file: string, why: string, cause?: unknown) {
    super('LZ_WATCH_CUSTOMERS', 'input', `${file} is not taken: ${why.replace(/\.$/, '')}. Nothing of it was stored.`, {
      cause,
    })
  }
}
