import { creatorOf } from '../utxo/UtxoIndex.ts'
import { spendable } from './changeHeuristics.ts'
import {
  PEEL_BOUNDS,
  type PeelBounds,
  type PeelChain,
  type PeelEnd,
  type PeelOutput,
  type PeelStep,
} from './PeelChain.ts'
import { createPeelLinks, type PeelContext, type PeelLink, type PeelLinks, rankCoins } from './PeelLinks.ts'
import { type MadeCoin, sumOf, type TxDetails, type TxReader } from './TxReader.ts'

/**
 * Finds the peel chain that a transaction is in, from its first step to its last.
 *
 * From any of its steps it is the same chain, unless a bound cuts it. A transaction with one output that a step spends (a
 * coinbase, a sweep) stands for the chain that begins behind it.
 *
 * @returns undefined where the transaction is no step; a chain of one step where it has no neighbours
 * @source Meiklejohn et al. 2013, section 5; Kappos et al. 2022 (the next transaction has the same features)
 */
export async function followPeels(
  context: PeelContext,
  tx: number,
  bounds: PeelBounds = PEEL_BOUNDS,
): Promise<PeelChain | undefined> {
  const walk: Walk = { reader: context.reader, links: createPeelLinks(context), bounds }
  const from = await findStep(walk, tx)
  if (from === undefined) return undefined
  const { first, start, count } = await walkBack(walk, from)
  const { steps, end } = await walkOn(walk, first, count + bounds.stepsMax)
  const sum = (part: (step: PeelStep) => number): number => steps.reduce((total, step) => total + part(step), 0)
  return {
    start,
    steps,
    end,
    peeledSat: sum(({ peeled }) => peeled.valueSat),
    leftSat: steps.at(-1)?.kept.valueSat ?? 0,
    feesSat: sum(({ feeSat }) => feeSat ?? 0),
  }
}

interface Walk {
  readonly reader: TxReader
  readonly links: PeelLinks
  readonly bounds: PeelBounds
}

async function findStep({ reader, links }: Walk, tx: number): Promise<TxDetails | undefined> {
  await reader.load([tx])
  const details = reader.get(tx)
  if (links.refuse(details) === undefined) return details
  const [only, ...others] = spendable(details)
  if (only?.spender === undefined || others.length > 0) return undefined
  await reader.load([only.spender])
  const next = reader.get(only.spender)
  return links.refuse(next) === undefined ? next : undefined
}

async function walkBack(walk: Walk, from: TxDetails): Promise<{ first: TxDetails; start: PeelEnd; count: number }> {
  let first = from
  for (let count = 0; ; count++) {
    const before = await walk.links.findFunder(first)
    if (before === undefined) return { first, start: explainStart(walk, first), count }
    const stop = stopBetween(walk, await walk.links.linkOf(before))
    const tx = before.place
    if (stop !== undefined) return { first, start: { ...stop, tx }, count }
    if (count === walk.bounds.stepsMax) return { first, start: { stop: 'limit', tx, reason: limitOf(walk) }, count }
    first = before
  }
}

async function walkOn(walk: Walk, first: TxDetails, stepsMax: number): Promise<{ steps: PeelStep[]; end: PeelEnd }> {
  const steps: PeelStep[] = []
  let breaks: readonly string[] = []
  for (let at = first; ; ) {
    const link = await walk.links.linkOf(at)
    steps.push(stepOf(at, link, breaks))
    const stop = await stopAfter(walk, at, link)
    if (stop !== undefined) return { steps, end: { ...stop, tx: link.kept.spender } }
    if (steps.length > stepsMax) return { steps, end: { stop: 'limit', tx: link.kept.spender, reason: limitOf(walk) } }
    breaks = link.breaks
    at = link.next as TxDetails
  }
}

type Stop = Pick<PeelEnd, 'stop' | 'reason'>

async function stopAfter(walk: Walk, tx: TxDetails, link: PeelLink): Promise<Stop | undefined> {
  if (link.next === undefined) return explainEnd(walk, link)
  const funder = await walk.links.findFunder(link.next)
  if (funder?.place !== tx.place)
    return { stop: 'other-chain', reason: 'the next spends a larger rest of another chain too' }
  return stopBetween(walk, link)
}

function stopBetween({ bounds }: Walk, { breaks }: PeelLink): Stop | undefined {
  return breaks.length === 0 || bounds.features === 'any' ? undefined : { stop: 'features', reason: breaks.join('; ') }
}

function explainEnd({ reader, links }: Walk, { kept }: PeelLink): Stop {
  if (kept.spender === undefined) return { stop: 'unspent', reason: 'what it keeps is not spent' }
  return links.refuse(reader.get(kept.spender)) ?? { stop: 'shape', reason: 'it is no step' }
}

/** Why a step has none before it, told by the largest coin that it spends. */
function explainStart({ reader, links }: Walk, tx: TxDetails): PeelEnd {
  const [largest] = rankCoins(tx)
  if (largest === undefined)
    return { stop: 'unknown', tx: undefined, reason: 'the ledger does not have what it spends' }
  const funder = creatorOf(reader.index, largest.output)
  const refused = links.refuse(reader.get(funder))
  return { ...(refused ?? { stop: 'other-chain', reason: 'it spends what another step peels off' }), tx: funder }
}

function limitOf({ bounds }: Walk): string {
  return `${bounds.stepsMax.toLocaleString('en-US')} steps were followed`
}

function stepOf(tx: TxDetails, { kept, peeled, reason }: PeelLink, breaks: readonly string[]): PeelStep {
  const inputs = tx.inputs.filter((coin) => coin !== undefined)
  const inSat = inputs.length < tx.inputs.length ? undefined : sumOf(inputs)
  return { tx: tx.place, inSat, peeled: outputOf(peeled), kept: outputOf(kept), feeSat: tx.feeSat, reason, breaks }
}

function outputOf({ position, valueSat, owner, name }: MadeCoin): PeelOutput {
  return { position, valueSat, owner, name }
}
