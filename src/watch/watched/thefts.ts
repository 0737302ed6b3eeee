import { hash } from 'node:crypto'
import { AssetId, type ChainId } from '../../chain/index.ts'
import { appendDecision, CanonicalJson, inTransaction, type WorkState } from '../../state/index.ts'
import { parseSeed } from '../../trace/index.ts'
import { WatchError } from '../WatchError.ts'
import { parseOptions, type WatchOptions, type WatchOptionsText } from './WatchOptions.ts'
import { isWords } from './words.ts'

/** A theft whose money is watched. Times in whole seconds UTC. */
export interface WatchedTheft {
  /** Made of name and chain. */
  readonly id: string
  readonly name: string
  readonly chain: ChainId.ChainId
  /** Empty: each asset that a seed has moved. */
  readonly assets: readonly AssetId.AssetId[]
  /** As a trace takes them; see `parseSeed`. */
  readonly seeds: readonly string[]
  readonly sinceSec: number | undefined
  readonly options: WatchOptions
  readonly added: number
  readonly ended: number | undefined
}

/** A theft to watch, and who orders it. */
export interface TheftPlan {
  readonly name: string
  readonly chain: ChainId.ChainId
  readonly assets?: readonly string[]
  readonly seeds: readonly string[]
  readonly sinceSec?: number
  /** What differs from the defaults. */
  readonly options?: WatchOptionsText
  readonly by: string
}

const SEEDS_MAX = 10_000
const ASSETS_MAX = 100

/**
 * Watches a theft from now on. One that has ended can be added again, with other seeds too: its alerts stay its own.
 *
 * @throws WatchError `LZ_WATCH_THEFT`, `LZ_WATCH_OPTIONS`, `LZ_WATCH_THEFT_KNOWN`; InvalidSeedError `LZ_SEED_SYNTAX`,
 * InvalidAssetError
 */
export function addTheft(state: WorkState, plan: TheftPlan, now: number): WatchedTheft {
  const { name, chain, seeds, sinceSec, options = {}, by } = plan
  assertPlan(plan)
  for (const seed of seeds) parseSeed(seed, chain)
  parseOptions(options)
  const assets = (plan.assets ?? []).map((asset) => AssetId.parseOn(asset, chain))
  const id = theftIdOf(name, chain)
  return inTransaction(state, () => {
    const before = findTheft(state, id)
    if (before !== undefined && before.ended === undefined) throw watchedAlready(plan)
    state
      .prepare(
        `INSERT OR REPLACE INTO theft (id, name, chain, assets, seeds, since, options, added) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        id,
        name,
        chain,
        JSON.stringify(assets),
        JSON.stringify(seeds),
        sinceSec ?? null,
        JSON.stringify(options),
        now,
      )
    const seedsHash = hash('sha256', JSON.stringify(seeds))
    decide(state, { action: 'add-theft', by, id, name, chain, assets, seeds: seeds.length, seedsHash }, now)
    return getTheft(state, id)
  })
}

/** Watches a theft no longer; its alerts stay. @throws WatchError `LZ_WATCH_THEFT_NOT_FOUND` */
export function endTheft(state: WorkState, id: string, { by, now }: { by: string; now: number }): WatchedTheft {
  return inTransaction(state, () => {
    const theft = getTheft(state, id)
    if (theft.ended !== undefined) return theft
    state.prepare('UPDATE theft SET ended = ? WHERE id = ?').run(now, id)
    decide(state, { action: 'end-theft', by, id }, now)
    return { ...theft, ended: now }
  })
}

/** All thefts, the oldest first, those that have ended too. */
export function listThefts(state: WorkState): WatchedTheft[] {
  return (state.prepare('SELECT * FROM theft ORDER BY added, id').all() as TheftRow[]).map(toTheft)
}

/** One theft by its id. @throws WatchError `LZ_WATCH_THEFT_NOT_FOUND` */
export function getTheft(state: WorkState, id: string): WatchedTheft {
  const theft = findTheft(state, id)
  if (theft !== undefined) return theft
  const message = `No theft ${JSON.stringify(id.slice(0, 40))} is watched. lazaretto watch list shows their ids.`
  throw new WatchError('LZ_WATCH_THEFT_NOT_FOUND', 'not-found', message)
}

/** Whether what a theft had done in an asset before it was followed has been told. A theft that is added again has told nothing. */
export function hasToldPast(state: WorkState, id: string, asset: string): boolean {
  return listTold(state, id).includes(asset)
}

/** Notes that the past of a theft in an asset has been told. */
export function markPastTold(state: WorkState, id: string, asset: string): void {
  const told = JSON.stringify([...listTold(state, id), asset])
  state.prepare('UPDATE theft SET told = ? WHERE id = ?').run(told, id)
}

function listTold(state: WorkState, id: string): string[] {
  const row = state.prepare('SELECT told FROM theft WHERE id = ?').get(id) as { told: string } | undefined
  return row === undefined ? [] : (JSON.parse(row.told) as string[])
}

/** The id that a theft of this name on this chain has. */
export function theftIdOf(name: string, chain: ChainId.ChainId): string {
  return hash('sha256', CanonicalJson.encode(['lazaretto/theft/1', name, chain])).slice(0, 16)
}

interface TheftRow {
  readonly id: string
  readonly name: string
  readonly chain: ChainId.ChainId
  readonly assets: string
  readonly seeds: string
  readonly since: number | null
  readonly options: string
  readonly added: number
  readonly ended: number | null
}

function findTheft(state: WorkState, id: string): WatchedTheft | undefined {
  const row = state.prepare('SELECT * FROM theft WHERE id = ?').get(id) as TheftRow | undefined
  return row === undefined ? undefined : toTheft(row)
}

function toTheft({ id, name, chain, added, ...row }: TheftRow): WatchedTheft {
  return {
    id,
    name,
    chain,
    assets: JSON.parse(row.assets) as AssetId.AssetId[],
    seeds: JSON.parse(row.seeds) as string[],
    sinceSec: row.since ?? undefined,
    options: parseOptions(JSON.parse(row.options)),
    added,
    ended: row.ended ?? undefined,
  }
}

function decide(state: WorkState, body: CanonicalJson.JsonValue, time: number): void {
  appendDecision(state, { time, kind: 'watch', body: CanonicalJson.encode(body) })
}

function assertPlan({ name, assets = [], seeds, sinceSec = 0, by }: TheftPlan): void {
  const areCounts = seeds.length > 0 && seeds.length <= SEEDS_MAX && assets.length <= ASSETS_MAX
  if (isWords(name) && isWords(by) && areCounts && Number.isSafeInteger(sinceSec) && sinceSec >= 0) return
  const given = JSON.stringify({ name, by, sinceSec, seeds: seeds.length, assets: assets.length }).slice(0, 300)
  const message = `No theft can be watched as ${given}. Give a name, who orders it, 1 to ${SEEDS_MAX} seeds, at most ${ASSETS_MAX} assets, and whole seconds.`
  throw new WatchError('LZ_WATCH_THEFT', 'input', message)
}

function watchedAlready({ name, chain }: TheftPlan): WatchError {
  const message = `The theft ${JSON.stringify(name)} on ${chain} is watched already. End it first to change its seeds.`
  return new WatchError('LZ_WATCH_THEFT_KNOWN', 'input', message)
}
