import { applySpread } from '../applySpread.ts'
import { getAmount } from '../kernel/AmountColumn.ts'
import { LIMBS, readLimbs } from '../kernel/limbs.ts'
import { awaitSpread, type Overturned } from '../redoSpread.ts'
import { createSpreadRun, openSource, type SpreadBounds, type SpreadIndex, type SpreadRun } from '../SpreadRun.ts'
import { describeShare, type SpreadShare, spreadCategory } from '../spreadCategory.ts'
import type { Holding } from '../TraceIndex.ts'
import { createLiveHubs } from './LiveHubs.ts'
import type { LiveIndex } from './LiveIndex.ts'
import { toWideIndex } from './wideIndex.ts'

/** Where a category comes from and where it ends, in the store's numbers. Both sets may grow while the ledger does. */
export interface LiveSources {
  readonly accounts: ReadonlySet<number>
  /** Accounts of services that are there by now; one that turns into a service later asks for another spread. */
  readonly services: ReadonlySet<number>
  readonly counterpartiesMax: number
  /** Base units. */
  readonly floor: bigint
}

/** A category that is spread while the ledger grows. Says at any time what `spreadCategory` says of the same rows. */
export interface LiveSpread {
  /**
   * Spreads it through the rows that the index has gained, and back where it has lost some.
   *
   * @returns the accounts of which something else is true than before
   */
  advance(): ReadonlySet<number>
  /** What an account has of it; undefined where nothing has come. */
  find(account: number): SpreadShare | undefined
  /** The accounts that it has come to. */
  list(): Iterable<number>
}

/**
 * Makes a live spread; its first `advance` goes through all that the index has.
 *
 * A payment that shows that an account had more than was known, or a new hub, changes what was true before: then what it has
 * paid is applied again, and what follows from it, as far as anything is another. Blocks that are undone let all be spread
 * anew, which touches the rows of the reached holdings only.
 */
export function createLiveSpread(index: LiveIndex, sources: LiveSources): LiveSpread {
  const state: State = {
    index,
    accounts: sources.accounts,
    bounds: boundsOf(index, sources),
    holdings: new Set(),
    numbered: 0,
    pass: undefined,
    cuts: index.cuts,
  }
  return {
    advance() {
      const changed = index.isNarrow ? advanceNarrow(state) : followWide(state)
      state.cuts = index.cuts
      return changed
    },
    find: (account) => state.pass?.find(account),
    list: () => state.pass?.list() ?? [],
  }
}

interface State {
  readonly index: LiveIndex
  readonly accounts: ReadonlySet<number>
  readonly bounds: SpreadBounds
  /** The sources among the holdings, of those below `numbered`. */
  holdings: Set<Holding>
  numbered: number
  pass: Pass | undefined
  cuts: number
}

/** What is told of the rows up to the last one. */
interface Pass extends Pick<LiveSpread, 'find' | 'list'> {
  /** Undefined where amounts are too large to go on with it. */
  readonly going: Going | undefined
}

interface Going {
  readonly run: SpreadRun
  readonly reached: Map<Holding, Reached>
}

/** A holding that is reached, or was. */
interface Reached {
  /** The holding of an index that has lost rows may be that of another. */
  readonly account: number
  /** All that it received in the rows that were applied. */
  received: bigint
}

function boundsOf(index: LiveIndex, { services, counterpartiesMax, floor }: LiveSources): SpreadBounds {
  const isHub = createLiveHubs(index, counterpartiesMax)
  return { floor, isStop: (holding) => services.has(index.accountOf(holding)) || isHub(holding) }
}

function advanceNarrow(state: State): Set<number> {
  const { index, pass } = state
  const going = pass?.going
  if (going === undefined || index.cuts !== state.cuts) return followAnew(state)
  const { run } = going
  const overturned = findOverturned(state, run)
  awaitSpread(run, overturned)
  for (const source of findSources(state)) openSource(run, source)
  const changed = addReceipts(index, going)
  for (const holding of applySpread(run)) {
    changed.add(holding)
    addReached(index, going, holding)
  }
  // What they opened with is in what they are told to have received.
  for (const holding of overturned.raised) changed.add(holding)
  return new Set([...changed].map(index.accountOf))
}

/** @returns the holdings that were reached before and have received more */
function addReceipts({ to, paid, count }: LiveIndex, { run, reached }: Going): Set<Holding> {
  const changed = new Set<Holding>()
  for (let row = run.applied; row < count; row++) {
    const holding = to[row] as number
    const known = reached.get(holding)
    if (known === undefined) continue
    known.received += getAmount(paid, row)
    changed.add(holding)
  }
  return changed
}

function addReached(index: LiveIndex, { reached }: Going, holding: Holding): void {
  if (reached.has(holding)) return
  reached.set(holding, { account: index.accountOf(holding), received: inflowOf(index, holding) })
}

function followAnew(state: State): Set<number> {
  const { index } = state
  findSourcesAnew(state)
  const run = createSpreadRun(toSpreadIndex(index), state.holdings, state.bounds)
  const going: Going = { run, reached: new Map() }
  for (const holding of applySpread(run)) addReached(index, going, holding)
  return replace(state, passOf(index, going))
}

function passOf(index: LiveIndex, going: Going): Pass {
  const { run, reached } = going
  return {
    going,
    *list() {
      for (const [holding, { account }] of reached) if (run.shares.has(holding)) yield account
    },
    find(account) {
      const holding = index.findHolding(account)
      const share = holding === undefined ? undefined : run.shares.get(holding)
      if (holding === undefined || share === undefined) return undefined
      const received = getAmount(index.opening, holding) + (reached.get(holding)?.received ?? 0n)
      return describeShare(run, [holding, share], received)
    },
  }
}

/** Amounts of any size: slow, and made anew whenever rows come. */
function followWide(state: State): Set<number> {
  const { index, bounds } = state
  findSourcesAnew(state)
  const spread = spreadCategory(toWideIndex(index), state.holdings, bounds)
  const shares = new Map(spread.map((share) => [index.accountOf(share.holding), share]))
  return replace(state, { going: undefined, find: (account) => shares.get(account), list: () => shares.keys() })
}

/** @returns the accounts of the pass and of the one before it */
function replace(state: State, pass: Pass): Set<number> {
  const changed = new Set([...(state.pass?.list() ?? []), ...pass.list()])
  state.pass = pass
  return changed
}

function findSourcesAnew(state: State): void {
  state.holdings = new Set()
  state.numbered = 0
  findSources(state)
}

/** The sources among the holdings that are new. */
function findSources(state: State): Holding[] {
  const found: Holding[] = []
  for (let holding = state.numbered; holding < state.index.holdings; holding++) {
    if (state.accounts.has(state.index.accountOf(holding))) found.push(holding)
  }
  state.numbered = state.index.holdings
  for (const holding of found) state.holdings.add(holding)
  return found
}

/** Reached holdings of whose past new rows say something else than was known. */
function findOverturned({ index, bounds }: State, run: SpreadRun): Overturned {
  const raised = new Set<Holding>()
  const stops = new Set<Holding>()
  for (const holding of index.raisedSince(run.applied)) if (run.shares.has(holding)) raised.add(holding)
  const lookAt = (holding: Holding): void => {
    const share = run.shares.get(holding)
    if (share !== undefined && !share.standing.isStop && bounds.isStop(holding)) stops.add(holding)
  }
  for (let row = run.applied; row < index.count; row++) {
    lookAt(index.from[row] as number)
    lookAt(index.to[row] as number)
  }
  return { raised, stops }
}

function toSpreadIndex(index: LiveIndex): SpreadIndex {
  const before = new Uint32Array(LIMBS)
  return {
    get count() {
      return index.count
    },
    get from() {
      return index.from
    },
    get to() {
      return index.to
    },
    get paid() {
      return index.paid
    },
    payments: index.payments,
    receipts: index.receipts,
    beforeOf(row) {
      index.readBefore(row, before)
      return readLimbs(before, 0)
    },
  }
}

function inflowOf({ receipts, paid }: LiveIndex, holding: Holding): bigint {
  let sum = 0n
  for (let row = receipts.lastOf(holding); row >= 0; row = receipts.before(row)) sum += getAmount(paid, row)
  return sum
}
