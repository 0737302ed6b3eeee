import { addOrigins, applyRows, awaitRows } from '../haircut/applyRows.ts'
import { createHaircutRun, type HaircutRun, KIND } from '../haircut/HaircutRun.ts'
import type { Bounds, Origin, TaintFlow } from '../TaintFlow.ts'
import type { Holding } from '../TraceIndex.ts'
import { createLiveHubs } from './LiveHubs.ts'
import type { LiveIndex } from './LiveIndex.ts'
import { listMoves, listThefts, type Move } from './Move.ts'
import { agree, followWide, type Pass, passOf } from './Pass.ts'

/**
 * Where stolen money begins, in the store's numbers. An account or a row that the index does not have yet is waited for.
 *
 * A row id stands for its transfer: where a block is undone that has one, make another trace. `amountMax` as in `Origin`.
 */
export type LiveOrigin =
  | { readonly kind: 'account'; readonly account: number; readonly fromBlock: number; readonly amountMax?: bigint }
  | { readonly kind: 'row'; readonly rowId: number; readonly amountMax?: bigint }

/** What ends the following of money, as `Bounds`, in the store's numbers. */
export interface LiveBounds extends Omit<Bounds, 'services' | 'isHub'> {
  /** Accounts of services. Labels that change ask for another trace. */
  readonly services: ReadonlySet<number>
  readonly counterpartiesMax: number
}

/** What the rows that came since the last time have changed. */
export interface Advance {
  /** By which of them money was stolen, in ledger order. */
  readonly thefts: readonly Move[]
  /** Which of them carried stolen money, in ledger order. */
  readonly moves: readonly Move[]
  /** Whether of earlier rows, as far as they still stand, other thefts or moves are true than were told. */
  readonly isRevised: boolean
}

/**
 * A theft that is followed under haircut while the ledger grows. FIFO and LIFO are not followed live.
 *
 * Says at any time what `followTaint` says of the same rows, but for the order of what has none: holdings and endings.
 */
export interface LiveTrace {
  /** Follows the theft through the rows that the index has gained, and back where it has lost some. */
  advance(): Advance
  /** More places where money of this theft begins; the next `advance` follows them. */
  addOrigins(origins: readonly LiveOrigin[]): void
  /** All that is told of rows from `firstRow` on. */
  listMoves(firstRow?: number): Move[]
  /** The state behind the last `advance`. @throws RangeError when the index has changed since: a bug of the caller */
  flow(): TaintFlow
}

/**
 * Makes a live trace. The first `advance` follows the theft through all that the index has.
 *
 * What comes later can change what was true before: a payment larger than what its account is known to have raises what
 * that account has had from the start, and an account with many counterparties is a hub from its first row on. Then the
 * theft is followed anew, as it is when blocks are undone.
 *
 * @throws RangeError for an account whose money counts from before the index begins: a bug of the caller
 * @example
 * const index = createLiveIndex(await view.readTransfers([asset]))
 * const trace = createLiveTrace(index, [{ kind: 'account', account: 7, fromBlock: 0 }], bounds)
 * trace.advance()            // moves up to now
 * index.append(ofNextBlock)
 * trace.advance().moves      // those of the block
 * index.truncate(height - 1) // the block was no good
 * trace.advance()            // as before it
 */
export function createLiveTrace(index: LiveIndex, origins: readonly LiveOrigin[], bounds: LiveBounds): LiveTrace {
  const state = createState(index, origins, bounds)
  const source = (): { index: LiveIndex; bounds: Bounds; pass: Pass } => ({
    index,
    bounds: state.bounds,
    pass: passAsOfNow(state),
  })
  return {
    advance() {
      const before = state.pass
      const told = Math.min(state.applied, index.fewestSince(state.cuts))
      const pass = follow(state, told)
      const isRevised = before !== undefined && before !== pass && !agree(index, [before, pass], told)
      Object.assign(state, { pass, applied: index.count, cuts: index.cuts, isStale: false })
      return { thefts: listThefts(source(), told), moves: listMoves(source(), told), isRevised }
    },
    addOrigins(more) {
      assertKnown(index, more)
      state.origins.push(...more)
      state.awaited.push(...more)
      state.isStale ||= resolve(index, more, 0).length > 0
    },
    listMoves: (firstRow = 0) => listMoves(source(), firstRow),
    flow: () => passAsOfNow(state).flow(),
  }
}

interface State {
  readonly index: LiveIndex
  readonly bounds: Bounds
  readonly origins: LiveOrigin[]
  /** Origins whose account or row the index does not have yet. */
  awaited: LiveOrigin[]
  run: HaircutRun | undefined
  pass: Pass | undefined
  /** Rows and cuts of the index when it was followed last. */
  applied: number
  cuts: number
  /** Whether an origin begins in rows that were followed without it. */
  isStale: boolean
}

function createState(index: LiveIndex, origins: readonly LiveOrigin[], bounds: LiveBounds): State {
  assertKnown(index, origins)
  const { services, counterpartiesMax, ...others } = bounds
  return {
    index,
    bounds: {
      ...others,
      services: { has: (holding) => services.has(index.accountOf(holding)) },
      isHub: createLiveHubs(index, counterpartiesMax),
    },
    origins: [...origins],
    awaited: [],
    run: undefined,
    pass: undefined,
    applied: 0,
    cuts: index.cuts,
    isStale: false,
  }
}

/** An index that begins late does not know what an account had before. */
function assertKnown({ start }: LiveIndex, origins: readonly LiveOrigin[]): void {
  const early = origins.find((origin) => origin.kind === 'account' && origin.fromBlock <= start.height)
  if (early === undefined) return
  throw new RangeError(
    `The index begins behind block ${start.height}: what was stolen earlier cannot be followed in it.`,
  )
}

function passAsOfNow({ index, pass, applied, cuts }: State): Pass {
  if (pass !== undefined && applied === index.count && cuts === index.cuts) return pass
  throw new RangeError('The index has changed since the trace advanced: call advance first.')
}

/** The theft up to the last row; `told` rows still stand as they were followed. */
function follow(state: State, told: number): Pass {
  const { index, origins, run, applied } = state
  if (index.isNarrow) {
    const mustRestart = run === undefined || told < applied || state.isStale || isOverturned(state, run)
    const pass = mustRestart ? followAnew(state) : goOn(state, run)
    // No sum of the trace is larger than what was stolen in all.
    if (pass.thefts().stolen >> 128n === 0n) return pass
  }
  state.run = undefined
  return followWide(index, resolve(index, origins, 0), state.bounds)
}

function followAnew(state: State): Pass {
  const { index, bounds, origins } = state
  const run = createHaircutRun(index, bounds, state.run?.taint)
  state.run = run
  addOrigins(run, takeAwaited(state, origins, 0))
  applyRows(run)
  return passOf(run)
}

function goOn(state: State, run: HaircutRun): Pass {
  awaitRows(run)
  addOrigins(run, takeAwaited(state, state.awaited, run.applied))
  applyRows(run)
  return state.pass as Pass
}

/** The origins, of those given, that the index has; the others are waited for. */
function takeAwaited(state: State, origins: readonly LiveOrigin[], firstRow: number): Origin[] {
  const found = origins.map((origin) => resolve(state.index, [origin], firstRow))
  state.awaited = origins.filter((_, i) => found[i]?.length === 0)
  return found.flat()
}

function resolve(index: LiveIndex, origins: readonly LiveOrigin[], firstRow: number): Origin[] {
  return origins.flatMap((origin): Origin[] => {
    if (origin.kind === 'row') {
      const { rowId, ...rest } = origin
      const row = index.rowId.subarray(0, index.count).indexOf(rowId, firstRow)
      return row < 0 ? [] : [{ ...rest, row }]
    }
    const { account, kind, ...rest } = origin
    const holding = index.findHolding(account)
    return holding === undefined ? [] : [{ ...rest, kind: 'holding', holding }]
  })
}

/** Whether new rows change what the rows before them mean for the theft. */
function isOverturned({ index, bounds }: State, run: HaircutRun): boolean {
  for (const holding of index.raisedSince(run.applied)) if (hasPaidOn(run, holding)) return true
  for (let row = run.applied; row < index.count; row++) {
    if (isNewHub(run, bounds, index.from[row] as number) || isNewHub(run, bounds, index.to[row] as number)) return true
  }
  return false
}

/** Whether it matters what a holding had before the new rows: it has paid stolen money, or what it had was stolen. */
function hasPaidOn({ slots, kinds, hasPaid, seeds }: HaircutRun, holding: Holding): boolean {
  const slot = slots.find(holding)
  if (slot < 0 || kinds[slot] !== KIND.account) return false
  return hasPaid[slot] === 1 || seeds.holdings.get(holding)?.fromBlock === 0
}

function isNewHub({ slots, kinds, seeds }: HaircutRun, { isHub }: Bounds, holding: Holding): boolean {
  const slot = slots.find(holding)
  return slot >= 0 && kinds[slot] === KIND.account && !seeds.holdings.has(holding) && isHub(holding)
}
