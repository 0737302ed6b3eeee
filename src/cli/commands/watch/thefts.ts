import { Command } from 'commander'
import { ChainId, Time } from '../../../chain/index.ts'
import { addTheft, endTheft, listThefts, type WatchedTheft } from '../../../watch/index.ts'
import { gather } from '../../options.ts'
import { defaultStoreFolder } from '../../storeFolder.ts'
import type { Terminal } from '../../Terminal.ts'
import { formatTable } from '../../table.ts'
import { momentOf, withKeptState, withPerson, withState } from '../../workState.ts'

interface AddOptions {
  readonly store: string
  readonly chain: string
  readonly seed: readonly string[]
  readonly asset?: readonly string[]
  readonly since?: string
  readonly by: string
}

const EXAMPLES = `
Examples:
  lazaretto watch add ronin --seed 0x098B716B8Aaf21512996dC57EB0615e2383E2f96 --by alice
  lazaretto watch add ronin --seed "0x098B716B8Aaf21512996dC57EB0615e2383E2f96 amount=173600" --asset ETH --since 2022-03-23T13:29:00Z
  lazaretto watch add "a coin" --chain bitcoin --seed 4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b:0

A seed is an address, a transaction, or transaction:logIndex (of Bitcoin transaction:output), as trace takes it; also one that
no block has yet.
Without --asset each asset that a seed moves is followed. Who adds or ends a theft stands in the decision log.`

export function addCommand(terminal: Terminal): Command {
  return withPerson(new Command('add'))
    .description('Watch a theft from now on.')
    .argument('<name>', 'what it is called')
    .requiredOption('--seed <seed>', 'where it begins; may be given several times', gather)
    .option('--chain <name>', 'chain, a short name or a CAIP-2 id', 'ethereum')
    .option('--asset <asset>', 'what was stolen; may be given several times', gather)
    .option('--since <time>', 'from when on seeds count, UTC')
    .option('--store <folder>', 'folder of the data', defaultStoreFolder(process.env))
    .addHelpText('after', EXAMPLES)
    .action((name: string, options: AddOptions) => {
      const { chain, seed, asset, since, by, store } = options
      withState(store, (state) => {
        const said = {
          ...(asset === undefined ? {} : { assets: asset }),
          ...(since === undefined ? {} : { sinceSec: Time.parse(since) }),
        }
        const theft = addTheft(state, { name, chain: ChainId.parse(chain), seeds: seed, by, ...said }, terminal.now())
        terminal.say(
          `${theft.id} is watched as soon as lazaretto watch run --chain ${ChainId.shortName(theft.chain)} follows the chain`,
        )
      })
    })
}

export function listCommand(terminal: Terminal): Command {
  return new Command('list')
    .description('The thefts that are watched, and those that were.')
    .option('--store <folder>', 'folder of the data', defaultStoreFolder(process.env))
    .option('--json', 'print JSON')
    .action(({ store, json }: { store: string; json?: true }) => {
      withKeptState(store, (state) => {
        const thefts = listThefts(state)
        terminal.write(json === true ? `${JSON.stringify(thefts.map(toPlain))}\n` : `${tableOf(thefts).join('\n')}\n`)
        if (thefts.length === 0) terminal.say(`no theft is watched in ${store}: lazaretto watch add makes one known`)
      })
    })
}

export function endCommand(terminal: Terminal): Command {
  return withPerson(new Command('end'))
    .description('Watch a theft no longer; its alerts stay.')
    .argument('<id>', 'as watch list shows it')
    .option('--store <folder>', 'folder of the data', defaultStoreFolder(process.env))
    .action((id: string, { store, by }: { store: string; by: string }) => {
      withKeptState(store, (state) => {
        const { name } = endTheft(state, id, { by, now: terminal.now() })
        terminal.say(`${name} is watched no longer`)
      })
    })
}

function tableOf(thefts: readonly WatchedTheft[]): string[] {
  const columns = ['id', 'theft', 'chain', 'seeds', 'added', 'ended'].map((title) => ({
    title,
    align: 'left' as const,
  }))
  const rows = thefts.map(({ id, name, chain, seeds, added, ended }) => {
    const shownChain = ChainId.find(chain)?.shortName ?? chain
    return [id, name, shownChain, String(seeds.length), momentOf(added), ended === undefined ? '' : momentOf(ended)]
  })
  return formatTable(columns, rows)
}

function toPlain({ options: _, ...theft }: WatchedTheft): object {
  return theft
}
