import type { Command } from 'commander'
import { Address, ChainId } from '../../../chain/index.ts'
import { listAddresses, unwatchAddress, type WatchedAddress, watchAddress } from '../../../watch/index.ts'
import { gather } from '../../options.ts'
import type { Terminal } from '../../Terminal.ts'
import { cleanCell, formatTable } from '../../table.ts'
import { momentOf, onStore, withKeptState, withPerson, withState } from '../../workState.ts'

interface Options {
  readonly store: string
  readonly by: string
  readonly chain: string
  readonly name?: string
  readonly asset?: readonly string[]
  readonly end?: true
  readonly json?: true
}

const EXAMPLES = `
Examples:
  lazaretto watch balance 0x098B716B8Aaf21512996dC57EB0615e2383E2f96 --name "cold wallet 3"
  lazaretto watch balance 0x098B716B8Aaf21512996dC57EB0615e2383E2f96 --asset ETH --asset eip155:1/erc20:0xdac17f958d2ee523a2206206994597c13d831ec7
  lazaretto watch balance 0x098B716B8Aaf21512996dC57EB0615e2383E2f96 --end
  lazaretto watch balance                     those that are watched`

export function balanceCommand(terminal: Terminal): Command {
  return withPerson(onStore('balance', 'Tell of every change of an address; without one, list those that are watched.'))
    .argument('[address]')
    .option('--chain <name>', 'chain, a short name or a CAIP-2 id', 'ethereum')
    .option('--name <text>', 'what to call it; the address, unless said')
    .option('--asset <asset>', "what is watched of it, the chain's own unless said; may be given several times", gather)
    .option('--end', 'watch it no longer')
    .option('--json', 'print the list as JSON')
    .addHelpText('after', EXAMPLES)
    .action((address: string | undefined, options: Options) => {
      if (address === undefined) list(terminal, options)
      else if (options.end === true) end(terminal, address, options)
      else watch(terminal, address, options)
    })
}

function watch(terminal: Terminal, address: string, { store, by, chain, name, asset }: Options): void {
  withState(store, (state) => {
    const plan = { chain: ChainId.parse(chain), address, purpose: 'balance', name: name ?? address, by } as const
    const watched = watchAddress(state, { ...plan, ...(asset && { assets: asset }) }, terminal.now())
    terminal.say(`${Address.display(watched.address, watched.chain)} is watched; lazaretto watch run follows it`)
  })
}

function end(terminal: Terminal, text: string, { store, by, chain: name }: Options): void {
  const chain = ChainId.parse(name)
  withKeptState(store, (state) => {
    const key = { chain, address: Address.parse(text, chain), purpose: 'balance' } as const
    const ended = unwatchAddress(state, key, { by, now: terminal.now() })
    terminal.say(`${cleanCell(ended.name)} is watched no longer`)
  })
}

function list(terminal: Terminal, { store, json }: Options): void {
  withKeptState(store, (state) => sayAddresses(terminal, listAddresses(state, 'balance'), json === true))
}

/** Prints addresses that are watched. */
export function sayAddresses(terminal: Terminal, all: readonly WatchedAddress[], asJson: boolean): void {
  const columns = ['chain', 'address', 'name', 'added'].map((title) => ({ title, align: 'left' as const }))
  const rows = all.map(({ chain, address, name, added }) => [
    ChainId.shortName(chain),
    Address.display(address, chain),
    cleanCell(name, 40),
    momentOf(added),
  ])
  const table = all.length === 0 ? ['None is watched.'] : formatTable(columns, rows)
  terminal.write(asJson ? `${JSON.stringify(all)}\n` : `${table.join('\n')}\n`)
}
