// The only file of the bench that knows the product's functions: adapt it when they change.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../dist/cli/main.js'
import { LabelBook, parseReading } from '../dist/intel/index.js'
import { applyBlocks, openStore, openUtxoView, openView, queryRows } from '../dist/ledger/index.js'
import { openState } from '../dist/state/index.js'
import { createHubFinder } from '../dist/trace/findHubs.js'
import { followTaint } from '../dist/trace/followTaint.js'
import {
  COUNTERPARTIES_MAX,
  createLiveIndex,
  createLiveTrace,
  createUtxoIndex,
  traceTheft,
} from '../dist/trace/index.js'
import { createTraceIndex } from '../dist/trace/TraceIndex.js'
import { createUtxoHubFinder } from '../dist/trace/utxo/findUtxoHubs.js'
import { followUtxos } from '../dist/trace/utxo/followUtxos.js'

import { addTheft, openWatch, watchBlocks } from '../dist/watch/index.js'

export { spreadUtxoHaircut } from '../dist/trace/index.js'
export { readLimbs } from '../dist/trace/kernel/limbs.js'
export { spreadPoison } from '../dist/trace/kernel/poison.js'
export { createTaint128 } from '../dist/trace/kernel/Taint128.js'

const CHAIN = 'eip155:1'

/** Runs one command of the product and returns what it says. Fails as it fails. */
export async function lazaretto(...args) {
  let said = ''
  const stream = { write: (text) => (said += text) }
  const code = await run(['node', 'lazaretto', ...args], { stdout: stream, stderr: stream, env: {} })
  if (code !== 0) throw new Error(said.trim())
  return said
}

/** Imports a file of transfers into a store. */
export async function importTransfers(file, store) {
  return await lazaretto('import', file, '--store', store, '--asset', 'ETH')
}

export async function importLabels(file, store) {
  return await lazaretto('labels', file, '--store', store)
}

/** Bytes of a store on disk. */
export function sizeOf(store) {
  return readdirSync(store).reduce((sum, file) => sum + statSync(join(store, file)).size, 0)
}

/** The limit that the product gives to DuckDB, as DuckDB writes it. */
export async function duckdbLimit(folder) {
  const store = await openStore(folder, { mode: 'read' })
  const [row] = await queryRows(store, "SELECT current_setting('memory_limit') AS value")
  store.close()
  return row.value
}

/** Opens a store as the command line does, for traces by a person. `trace` makes a whole report. */
export async function openForTraces(folder) {
  const store = await openStore(folder, { mode: 'read' })
  const view = await openView(store, CHAIN)
  const labels = await resolveLabels(view)
  const options = { rule: 'haircut', labels, counterpartiesMax: COUNTERPARTIES_MAX }
  return {
    view,
    labels,
    trace: (addresses) => traceTheft(view, { name: 'bench', seeds: addresses.map(toSeed) }, options),
    close: () => store.close(),
  }
}

/** The index alone, and the following of money through it without a report. */
export async function makeIndex({ view, labels }) {
  const [asset] = await view.listAssets()
  const index = createTraceIndex(await view.readTransfers([asset.id]))
  const holdingOf = (account) => index.findHolding(account, asset.id)
  const services = new Set([...labels].flatMap(([account, { stops }]) => (stops ? (holdingOf(account) ?? []) : [])))
  const bounds = {
    services,
    isHub: createHubFinder(index, COUNTERPARTIES_MAX),
    hopsMax: Number.POSITIVE_INFINITY,
    dustMax: 0n,
    blockMax: Number.POSITIVE_INFINITY,
  }
  return {
    index,
    async findHoldings(addresses) {
      const accounts = await view.findAccounts(addresses)
      return addresses.map((address) => holdingOf(accounts.get(address)))
    },
    follow: (holdings, dustMax = 0n) =>
      followTaint(
        index,
        holdings.map((holding) => ({ kind: 'holding', holding, fromBlock: 0 })),
        'haircut',
        { ...bounds, dustMax },
      ),
  }
}

/** The index as plain columns: numbers of holdings, amounts as four limbs each. */
export function columnsOf({ index }) {
  const { count, holdings, from, to, paid, before, opening } = index
  return { rows: count, holdings, from, to, amount: paid.limbs, before: before.limbs, opening: opening.limbs }
}

/** A live index, and a theft that begins at some accounts and ends at services, kept up to date in it. */
export function makeLiveIndex(columns) {
  return createLiveIndex(columns)
}

export function makeLiveTrace(index, accounts, services) {
  const origins = accounts.map((account) => ({ kind: 'account', account, fromBlock: 0 }))
  return createLiveTrace(index, origins, { ...UNBOUNDED, services, counterpartiesMax: COUNTERPARTIES_MAX })
}

/** The same thefts followed through all rows, as for a report. */
export function followFresh(columns, thefts, services) {
  const asset = columns.asset[0]
  const index = createTraceIndex(columns)
  const holdingsOf = (accounts) => [...accounts].flatMap((account) => index.findHolding(account, asset) ?? [])
  const isHub = createHubFinder(index, COUNTERPARTIES_MAX)
  const bounds = { ...UNBOUNDED, services: new Set(holdingsOf(services)), isHub }
  return thefts.map((accounts) => {
    const origins = holdingsOf(accounts).map((holding) => ({ kind: 'holding', holding, fromBlock: 0 }))
    return followTaint(index, origins, 'haircut', bounds)
  })
}

const UNBOUNDED = { hopsMax: Number.POSITIVE_INFINITY, dustMax: 0n, blockMax: Number.POSITIVE_INFINITY }

/** The index of a UTXO ledger with all that a trace asks of it, and the following of money through it without a report. */
export function makeUtxoIndex(columns) {
  const index = createUtxoIndex(columns)
  const bounds = { isMix: () => false, hopsMax: Number.POSITIVE_INFINITY, dustMaxSat: 0, txEnd: index.txCount }
  return {
    index,
    groups: index.byOwner(),
    /** Through everything, or with the busiest owners and all hubs as ends. */
    follow: (outputs, rule, services) => {
      const isHub = services === undefined ? () => false : createUtxoHubFinder(index, COUNTERPARTIES_MAX)
      return followUtxos(index, {
        origins: [{ kind: 'outputs', outputs }],
        rule,
        direction: 'forward',
        bounds: { ...bounds, services: services ?? new Set(), isHub },
      })
    },
  }
}

/** The columns of the one UTXO ledger of a store. */
export async function readUtxoColumns(folder) {
  const store = await openStore(folder, { mode: 'read' })
  const [chain] = await queryRows(store, 'SELECT caip2 FROM chain')
  const view = await openUtxoView(store, chain.caip2)
  const columns = await view.readColumns()
  store.close()
  return columns
}

/** The accounts that a file of seeds names. */
export function readSeeds(file) {
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.filter((line) => line !== '' && !line.startsWith('#'))
}

function toSeed(address) {
  return { kind: 'account', address }
}

async function resolveLabels(view) {
  const byAccount = new Map()
  for (const { account, reading, ...claim } of await view.listLabels()) {
    byAccount.set(account, [...(byAccount.get(account) ?? []), { ...claim, ...parseReading(reading) }])
  }
  return new Map([...byAccount].map(([account, claims]) => [account, LabelBook.resolve(claims)]))
}

/** A ledger with a theft that is watched. `watch` says how many alerts came. */
export async function openWatchedLedger(folder, thief) {
  const store = await openStore(folder, { mode: 'write' })
  const state = openState(folder)
  const now = () => 1_700_000_000
  addTheft(state, { name: 'bench', chain: CHAIN, seeds: [thief], by: 'bench' }, now())
  const watch = await openWatch({ store, state, chain: CHAIN, loadLabels: resolveLabels, now })
  return {
    ether: `${CHAIN}/slip44:60`,
    token: `${CHAIN}/erc20:0xdac17f958d2ee523a2206206994597c13d831ec7`,
    apply: (block) => applyBlocks(store, CHAIN, [block]),
    async watch() {
      let alerts = 0
      for await (const { opened } of watchBlocks(watch)) alerts += opened.length
      return alerts
    },
    close() {
      state.close()
      store.close()
    },
  }
}
