import { blockAt, createPlaces, type Places } from './Places.ts'
import type { UtxoEnding, UtxoEndKind, UtxoFlow } from './UtxoFlow.ts'
import { UNKNOWN, type UtxoIndex } from './UtxoIndex.ts'
import type { UtxoQuestion } from './UtxoRun.ts'

/**
 * The plain form of `followUtxos`: every transaction, and every satoshi of an output on its own, stolen or not. For small
 * values only. Says the same, but for paths: those are held by laws of their own.
 */
export function followPlainly(index: UtxoIndex, question: UtxoQuestion): Omit<UtxoFlow, 'hopsOf' | 'strongestOf'> {
  const run = createRun(index, question)
  const blocks = Array.from({ length: index.blockStart.length - 1 }, (_, block) => blockAt(index, block))
  for (const block of run.isForward ? blocks : blocks.reverse()) {
    if (block.first >= question.bounds.txEnd) continue
    const fees = new Map<number, Unit[]>()
    const txs = Array.from({ length: block.end - block.first }, (_, i) => block.first + i)
    const order = block.coinbase === undefined ? txs : [...txs.slice(1), block.first]
    for (const tx of run.isForward ? order : order.reverse()) {
      if (tx === block.coinbase) applyCoinbase(run, tx, txs.slice(1), fees)
      else applyTx(run, tx, block.coinbase === undefined ? undefined : fees)
    }
  }
  return result(run)
}

/** A satoshi: false is clean, else the output that it was in last. */
type Unit = number | false

interface Run {
  readonly index: UtxoIndex
  readonly places: Places
  readonly question: UtxoQuestion
  readonly isForward: boolean
  /** What is known of outputs: their satoshi. */
  readonly units: Map<number, boolean[]>
  readonly hops: Map<number, number>
  readonly ended: Set<number>
  readonly left: Map<UtxoQuestion['origins'][number], number>
  readonly edges: { from: number; to: number; amountSat: number; hops: number }[]
  readonly endings: UtxoEnding[]
  readonly reached: number[]
  readonly thefts: { output: number; amountSat: number }[]
  readonly completed: { tx: number; amountSat: number }[]
}

function createRun(index: UtxoIndex, question: UtxoQuestion): Run {
  const hops = new Map<number, number>()
  for (const { outputs } of question.origins) for (const output of Array.from(outputs)) hops.set(output, 0)
  return {
    index,
    places: createPlaces(index),
    question,
    isForward: question.direction === 'forward',
    units: new Map(),
    hops,
    ended: new Set(),
    left: new Map(question.origins.map((origin) => [origin, origin.amountMaxSat ?? Number.POSITIVE_INFINITY])),
    edges: [],
    endings: [],
    reached: [],
    thefts: [],
    completed: [],
  }
}

interface Part {
  readonly id: number
  readonly units: Unit[]
}

const outputsOf = ({ outputStart }: UtxoIndex, tx: number): number[] =>
  Array.from({ length: outputStart[tx + 1]! - outputStart[tx]! }, (_, i) => outputStart[tx]! + i)
const inputsOf = ({ inputStart, spends }: UtxoIndex, tx: number): number[] =>
  Array.from(spends.subarray(inputStart[tx]!, inputStart[tx + 1]!))
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const stolenIn = (units: readonly (Unit | boolean)[]): number => units.filter((unit) => unit !== false).length
const clean = (value: number): false[] => Array.from({ length: value }, () => false)

/** The satoshi of an output that are followed, each as the output that it is in. */
function unitsOf(run: Run, output: number): Unit[] {
  const value = run.index.valueSat[output]!
  const units = run.ended.has(output) ? clean(value) : (run.units.get(output) ?? clean(value))
  return units.map((unit) => unit && output)
}

function feeOf({ index }: Run, tx: number): number {
  const known = inputsOf(index, tx).flatMap((output) => (output === UNKNOWN ? [] : [index.valueSat[output]!]))
  return Math.max(0, sum(known) - sum(outputsOf(index, tx).map((output) => index.valueSat[output]!)))
}

function applyTx(run: Run, tx: number, fees: Map<number, Unit[]> | undefined): void {
  const { index, places } = run
  const made = outputsOf(index, tx)
  const fee = feeOf(run, tx)
  const known = inputsOf(index, tx).filter((output) => output !== UNKNOWN)
  let missing = sum(made.map((o) => index.valueSat[o]!)) + fee - sum(known.map((o) => index.valueSat[o]!))
  const completion = missing
  const spent = inputsOf(index, tx).map((output): Part => {
    if (output !== UNKNOWN) return { id: output, units: unitsOf(run, output) }
    const units = clean(missing)
    missing = 0
    return { id: places.outside, units }
  })
  const isCollected = fees !== undefined && run.question.rule !== 'haircut'
  const feeUnits = (isCollected ? fees.get(tx) : undefined) ?? clean(fee)
  const rest = { id: isCollected ? places.fees + tx : places.burned, units: feeUnits }
  const isVisited = apply(run, tx, { spent, made: made.map((id) => ({ id, units: unitsOf(run, id) })), rest }, fees)
  if (isVisited && completion > 0) run.completed.push({ tx, amountSat: completion })
}

function applyCoinbase(run: Run, tx: number, txs: readonly number[], fees: Map<number, Unit[]>): void {
  const { index, places, question } = run
  const made = outputsOf(index, tx)
  const claimed = sum(made.map((output) => index.valueSat[output]!))
  const collected = question.rule === 'haircut' ? [] : txs
  const total = sum(collected.map((each) => feeOf(run, each)))
  const spent = [
    { id: places.mined, units: clean(Math.max(0, claimed - total)) },
    ...collected.map((each): Part => ({ id: places.fees + each, units: fees.get(each) ?? clean(feeOf(run, each)) })),
  ]
  const rest = { id: places.burned, units: clean(Math.max(0, total - claimed)) }
  apply(run, tx, { spent, made: made.map((id) => ({ id, units: unitsOf(run, id) })), rest }, fees)
}

interface Parts {
  readonly spent: readonly Part[]
  readonly made: readonly Part[]
  readonly rest: Part
}

/** Moves what is stolen through one transaction, and tells whether there was any, or a seed. */
function apply(run: Run, tx: number, parts: Parts, fees: Map<number, Unit[]> | undefined): boolean {
  const { index, isForward, question } = run
  const hasSeeds = outputsOf(index, tx).some((output) => originOf(run, output) !== undefined)
  if (hasSeeds && !isForward) steal(run, tx)
  const made = run.isForward ? parts.made : parts.made.map(({ id }) => ({ id, units: unitsOf(run, id) }))
  const all = question.rule === 'lifo' ? [parts.rest, ...made.toReversed()] : [...made, parts.rest]
  const [from, to] = isForward ? [parts.spent, all] : [all, parts.spent]
  const isVisited = from.some(({ units }) => stolenIn(units) > 0)
  if (isVisited && question.bounds.isMix(tx)) {
    for (const { id, units } of from) {
      if (stolenIn(units) > 0) run.ended.add(id)
      for (const [output, amountSat] of count(units.filter((unit) => unit !== false))) {
        run.endings.push({ kind: 'mix', output, amountSat })
      }
    }
  } else if (isVisited) move(run, from, to, fees)
  if (hasSeeds && isForward) steal(run, tx)
  return isVisited || hasSeeds
}

function move(run: Run, from: readonly Part[], to: readonly Part[], fees: Map<number, Unit[]> | undefined): void {
  const filled = fill(run, from, to)
  const sources = from.flatMap(({ units }) => units.filter((unit) => unit !== false))
  const targets = filled.flatMap(({ id, units }) => units.flatMap((isStolen) => (isStolen ? [id] : [])))
  const pairs = targets.map((target, i) => ({ source: (sources[i] ?? sources.at(-1)) as number, target }))
  for (const { id, units } of filled) {
    if (!units.includes(true)) continue
    const own = pairs.filter(({ target }) => target === id).map(({ source }) => source)
    if (id >= run.places.fees) fees?.set(id - run.places.fees, label(units, own))
    else if (id === run.places.mined)
      for (const [output, amountSat] of count(own)) run.endings.push({ kind: 'mined', output, amountSat })
    else arrive(run, id, units, count(own))
  }
}

/** The stolen satoshi among the units, each with where it comes from. */
function label(units: readonly boolean[], sources: readonly number[]): Unit[] {
  let at = 0
  return units.map((isStolen) => isStolen && (sources[at++] as number))
}

function count(ids: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}

/** Which of the satoshi that go out are stolen. */
function fill(
  { question, places }: Run,
  from: readonly Part[],
  to: readonly Part[],
): { id: number; units: boolean[] }[] {
  const all = from.flatMap(({ units }) => units.map((unit) => unit !== false))
  const stolen = all.filter((unit) => unit).length
  const restId = to.find(({ id }) => id === places.burned || id >= places.fees)?.id
  const isRest = (part: Part): boolean => question.direction === 'forward' && part.id === restId
  const first = (part: Part, amount: number): { id: number; units: boolean[] } => ({
    id: part.id,
    units: Array.from({ length: Math.max(amount, part.units.length) }, (_, i) => i < amount),
  })
  switch (question.rule) {
    case 'poison':
      return to.map((part) => first(part, part.units.length))
    case 'fifo':
    case 'lifo': {
      const queue = [...all]
      return to.map(({ id, units }) => ({ id, units: queue.splice(0, units.length) }))
    }
    case 'tiho': {
      const order = to.toSorted((a, b) => Number(isRest(a)) - Number(isRest(b)) || b.units.length - a.units.length)
      let left = stolen
      const amounts = new Map(
        order.map((part) => {
          const amount = Math.min(left, part.units.length)
          left -= amount
          return [part, amount]
        }),
      )
      return to.map((part) => first(part, amounts.get(part)!))
    }
    case 'haircut': {
      const share = (value: number): number => Math.floor((value * stolen) / all.length)
      if (question.direction === 'forward') {
        const outputs = to.filter((part) => !isRest(part)).map((part) => share(part.units.length))
        let at = 0
        return to.map((part) => first(part, isRest(part) ? stolen - sum(outputs) : outputs[at++]!))
      }
      let behind = 0
      return to.map((part) => {
        const before = share(behind)
        behind += part.units.length
        return first(part, share(behind) - before)
      })
    }
  }
}

function arrive(run: Run, id: number, units: readonly boolean[], sources: ReadonlyMap<number, number>): void {
  const { places, index } = run
  for (const [from, amountSat] of sources) {
    const hops = (run.hops.get(from) ?? 0) + 1
    run.hops.set(id, Math.min(run.hops.get(id) ?? hops, hops))
    run.edges.push({ from, to: id, amountSat, hops })
  }
  const amountSat = stolenIn(units)
  if (id === places.burned) run.endings.push({ kind: 'burned', output: id, amountSat })
  else if (id === places.outside) run.endings.push({ kind: 'outside', output: id, amountSat })
  if (id >= index.outputCount) return
  run.reached.push(id)
  run.units.set(id, [...units])
  const kind = originOf(run, id) === undefined ? endOf(run, id, amountSat) : undefined
  if (kind === undefined) return
  run.ended.add(id)
  run.endings.push({ kind, output: id, amountSat })
}

function endOf({ question, index, hops, isForward }: Run, output: number, amountSat: number): UtxoEndKind | undefined {
  const { bounds } = question
  const owner = index.owner[output]!
  if (bounds.services.has(owner)) return 'service'
  if (bounds.isHub(owner)) return 'hub'
  if (amountSat < bounds.dustMaxSat) return 'dust'
  const coinbases = Array.from(index.blockStart).filter((tx) => index.inputStart[tx] === index.inputStart[tx + 1])
  const isMined = coinbases.some((tx) => outputsOf(index, tx).includes(output))
  const movesOn = isForward ? Array.from(index.spends).includes(output) : !isMined
  return hops.get(output)! >= bounds.hopsMax && movesOn ? 'depth' : undefined
}

function originOf({ question, index }: Run, output: number): UtxoQuestion['origins'][number] | undefined {
  if (output >= index.outputStart[Math.min(question.bounds.txEnd, index.txCount)]!) return undefined
  return question.origins.find(({ outputs }) => Array.from(outputs).includes(output))
}

function steal(run: Run, tx: number): void {
  const { index, question, left, isForward } = run
  const owners = question.origins.flatMap(({ kind, outputs }) =>
    kind === 'address'
      ? Array.from(outputs)
          .filter((output) => originOf(run, output)?.kind === 'address')
          .map((output) => index.owner[output]!)
      : [],
  )
  const hasOwnClean = inputsOf(index, tx).some(
    (output) => output !== UNKNOWN && !run.units.has(output) && owners.includes(index.owner[output]!),
  )
  for (const output of outputsOf(index, tx)) {
    const origin = originOf(run, output)
    if (origin === undefined || (isForward && hasOwnClean && origin.kind === 'address')) continue
    const units = run.units.get(output) ?? clean(index.valueSat[output]!)
    const amountSat = Math.min(left.get(origin)!, units.length - stolenIn(units))
    if (amountSat === 0) continue
    if (!run.units.has(output)) run.reached.push(output)
    let due = amountSat
    run.units.set(
      output,
      units.map((isStolen) => isStolen || due-- > 0),
    )
    left.set(origin, left.get(origin)! - amountSat)
    run.thefts.push({ output, amountSat })
  }
}

function result(run: Run): Omit<UtxoFlow, 'hopsOf' | 'strongestOf'> {
  const { index, question, thefts, reached, completed } = run
  const endings = [...run.endings]
  for (const output of run.isForward ? reached : []) {
    const spender = Array.from({ length: index.txCount }, (_, tx) => tx).find((tx) =>
      inputsOf(index, tx).includes(output),
    )
    if (run.ended.has(output) || (spender ?? question.bounds.txEnd) < question.bounds.txEnd) continue
    endings.push({ kind: spender === undefined ? 'held' : 'time', output, amountSat: stolenIn(run.units.get(output)!) })
  }
  const edges = run.edges.map((edge) => ({ ...edge, via: -1 }))
  return { stolenSat: sum(thefts.map(({ amountSat }) => amountSat)), thefts, edges, endings, reached, completed }
}
