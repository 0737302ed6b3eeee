import { createSlotTable, type SlotTable } from '../../kernel/SlotTable.ts'
import { applyTxs, awaitTxs } from '../applyTxs.ts'
import type { MixBook } from '../MixBook.ts'
import type { UtxoRuleName } from '../rules.ts'
import type { UtxoBounds, UtxoFlow, UtxoOrigin } from '../UtxoFlow.ts'
import { type Output, type Tx, UNKNOWN } from '../UtxoIndex.ts'
import { addOutputs, createUtxoRun, type UtxoRun } from '../UtxoRun.ts'
import { createSeed, type UtxoSeed } from '../UtxoSeeds.ts'
import { utxoFlowOf } from '../utxoFlowOf.ts'
import { createLiveUtxoHubs } from './LiveUtxoHubs.ts'
import type { LiveUtxoIndex } from './LiveUtxoIndex.ts'
import { agree, listUtxoMoves, listUtxoThefts, type UtxoMove, type UtxoTheft } from './UtxoMove.ts'

/**
 * Where stolen money begins, as the ledger has it by now: all outputs of some owners from one output on, also those that are
 * still to come, or outputs that are named; none as long as the ledger does not have what a seed names.
 */
export type LiveUtxoOrigin =
  | (Omit<UtxoOrigin, 'kind' | 'outputs'> & {
      readonly kind: 'address'
      readonly owners: readonly number[]
      readonly fromOutput: Output
    })
  | (UtxoOrigin & { readonly kind: 'outputs'; readonly outputs: readonly Output[] })

/** How money is followed, and what ends it. */
export interface LiveUtxoPlan extends Pick<UtxoBounds, 'services' | 'hopsMax' | 'dustMaxSat'> {
  readonly rule: UtxoRuleName
  readonly counterpartiesMax: number
  /** That of the index. Whoever truncates the index has it forget the same transactions. */
  readonly mixes: MixBook
}

/** What the blocks that came since the last time have changed. */
export interface UtxoAdvance {
  readonly thefts: readonly UtxoTheft[]
  readonly moves: readonly UtxoMove[]
  /** Whether of earlier blocks, as far as they still stand, others are true than were told. */
  readonly isRevised: boolean
}

/**
 * A theft that is followed while a UTXO ledger grows, under any rule.
 *
 * Says at any time what `followUtxos` says of the same blocks, but for the numbers of what stands for no output.
 */
export interface LiveUtxoTrace {
  /** Follows the theft through the blocks that the index has gained, and back where it has lost some. */
  advance(origins: readonly LiveUtxoOrigin[]): Promise<UtxoAdvance>
  /** All that is told of the transactions before one that begins a block. */
  listBefore(end: Tx): Pick<UtxoAdvance, 'thefts' | 'moves'>
  /** The state behind the last `advance`. */
  flow(): UtxoFlow
}

/**
 * Makes a live trace. The first `advance` follows the theft through all that the index has.
 *
 * It goes on with the same run; only where blocks were undone, an owner on the way has become a hub, an origin has changed
 * or the index has outgrown its rooms is the theft followed anew.
 *
 * @example
 * const index = createLiveUtxoIndex(await view.readColumns())
 * const trace = createLiveUtxoTrace(index, plan)
 * await trace.advance(origins)            // up to now
 * index.append(await view.readColumns({ after: height - 1, to: height }))
 * await trace.advance(origins)            // what that block moved
 * index.truncate(height - 1)              // it was no good
 * await trace.advance(origins)            // as before it
 */
export function createLiveUtxoTrace(index: LiveUtxoIndex, plan: LiveUtxoPlan): LiveUtxoTrace {
  const state = createState(index, plan)
  const runAsOfNow = (): UtxoRun => {
    if (state.run === undefined) throw new RangeError('The trace has not advanced yet: call advance first.')
    return state.run
  }
  return {
    async advance(origins) {
      const before = state.run
      const told = Math.min(before?.applied ?? 0, index.fewestSince(state.cuts))
      let follow = mustRestart(state, origins, told) ? followAnew : goOn
      const run = await plan.mixes.settle(() => {
        const followed = follow(state, origins)
        // What it met is read by now, and may not stop it: a run cannot go back.
        follow = followAnew
        return followed
      })
      const isRevised = before !== undefined && before !== run && !agree(before, run, told)
      Object.assign(state, { origins, cuts: index.cuts, growths: index.growths })
      notePassed(state, run)
      return { thefts: listUtxoThefts(run, told), moves: listUtxoMoves(run, told), isRevised }
    },
    listBefore(end) {
      const run = runAsOfNow()
      const outputs = index.outputStart[end] as Output
      return {
        thefts: listUtxoThefts(run, 0).filter(({ output }) => output < outputs),
        moves: listUtxoMoves(run, 0).filter(({ tx }) => tx < end),
      }
    },
    flow: () => utxoFlowOf(runAsOfNow()),
  }
}

interface State {
  readonly index: LiveUtxoIndex
  readonly rule: UtxoRuleName
  readonly bounds: UtxoBounds
  run: UtxoRun | undefined
  origins: readonly LiveUtxoOrigin[]
  seeds: readonly UtxoSeed[]
  cuts: number
  growths: number
  /** Owners through whom money went on: it would have ended there, were they hubs. Of that many reached outputs. */
  passed: SlotTable
  noted: number
}

function createState(index: LiveUtxoIndex, plan: LiveUtxoPlan): State {
  const { rule, counterpartiesMax, mixes, ...others } = plan
  return {
    index,
    rule,
    bounds: {
      ...others,
      isHub: createLiveUtxoHubs(index, counterpartiesMax),
      isMix: (tx) => mixes.isStop(tx),
      txEnd: Number.POSITIVE_INFINITY,
    },
    run: undefined,
    origins: [],
    seeds: [],
    cuts: index.cuts,
    growths: index.growths,
    passed: createSlotTable(),
    noted: 0,
  }
}

function mustRestart(state: State, origins: readonly LiveUtxoOrigin[], told: Tx): boolean {
  const { index, run } = state
  if (run === undefined || told < run.applied || state.growths !== index.growths) return true
  return !areSame(state, run, origins) || bringOldOwner(index, run, origins) || isOverturned(state, run)
}

function followAnew(state: State, origins: readonly LiveUtxoOrigin[]): UtxoRun {
  const { index, rule, bounds } = state
  const run = createUtxoRun(index, { rule, direction: 'forward', bounds })
  const seeds = origins.map(createSeed)
  origins.forEach((origin, i) => {
    addOutputs(run, seeds[i] as UtxoSeed, listOutputs(index, origin, 0))
  })
  applyTxs(run)
  Object.assign(state, { run, seeds, passed: createSlotTable(), noted: 0 })
  return run
}

function goOn(state: State, origins: readonly LiveUtxoOrigin[]): UtxoRun {
  const { index, seeds } = state
  const run = state.run as UtxoRun
  const first = index.outputStart[run.applied] as Output
  awaitTxs(run)
  origins.forEach((origin, i) => {
    addOutputs(run, seeds[i] as UtxoSeed, listOutputs(index, origin, first))
  })
  applyTxs(run)
  return run
}

/** The outputs from one on that an origin names, in ledger order. */
function listOutputs({ received }: LiveUtxoIndex, origin: LiveUtxoOrigin, from: Output): Output[] {
  if (origin.kind === 'outputs') return origin.outputs.filter((output) => output >= from)
  const outputs: Output[] = []
  for (const owner of origin.owners) {
    received.visitAbove(owner, Math.max(from, origin.fromOutput) - 1, (output) => void outputs.push(output))
  }
  return outputs.sort((a, b) => a - b)
}

/** Whether origins name the same outputs as before, of those that were there before. */
function areSame({ index, origins }: State, { applied }: UtxoRun, now: readonly LiveUtxoOrigin[]): boolean {
  const end = index.outputStart[applied] as Output
  const outputsBefore = (origin: LiveUtxoOrigin): string =>
    listOutputs(index, origin, 0)
      .filter((output) => output < end)
      .join()
  return (
    origins.length === now.length &&
    now.every((origin, i) => {
      const before = origins[i] as LiveUtxoOrigin
      return JSON.stringify(before) === JSON.stringify(origin) || outputsBefore(before) === outputsBefore(origin)
    })
  )
}

/** Whether an address whose outputs now begin to count had others before: what they paid was taken for strangers' money. */
function bringOldOwner(index: LiveUtxoIndex, { seeds, applied }: UtxoRun, origins: readonly LiveUtxoOrigin[]): boolean {
  const end = index.outputStart[applied] as Output
  return origins.some((origin) => {
    if (origin.kind === 'outputs') return false
    return origin.owners.some((owner) => {
      const [first] = listOutputs(index, { ...origin, owners: [owner] }, end)
      return first !== undefined && !seeds.isOwner(owner) && index.received.before(first) >= 0
    })
  })
}

/** Whether new blocks make a hub of an owner through whom money went on. */
function isOverturned({ index, bounds, passed }: State, { applied }: UtxoRun): boolean {
  const { owner, spends, outputStart, inputStart } = index
  const isNewHub = (output: Output): boolean => {
    const id = owner[output] as number
    return passed.find(id) >= 0 && bounds.isHub(id)
  }
  for (let output = outputStart[applied] as number; output < index.outputCount; output++) {
    if (isNewHub(output)) return true
  }
  for (let input = inputStart[applied] as number; input < spends.length; input++) {
    const output = spends[input] as number
    if (output !== UNKNOWN && isNewHub(output)) return true
  }
  return false
}

function notePassed(state: State, { reached, seeds }: UtxoRun): void {
  const { index, bounds, passed } = state
  for (; state.noted < reached.length; state.noted++) {
    const output = reached[state.noted] as Output
    const owner = index.owner[output] as number
    if (seeds.find(output) !== undefined || passed.find(owner) >= 0) continue
    if (!bounds.services.has(owner) && !bounds.isHub(owner)) passed.add(owner)
  }
}
