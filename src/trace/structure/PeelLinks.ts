import { creatorOf, spenderOf, type UtxoIndex } from '../utxo/UtxoIndex.ts'
import { spendable } from './changeHeuristics.ts'
import type { PeelStop } from './PeelChain.ts'
import { featuresOf, listDifferences } from './TxFeatures.ts'
import type { MadeCoin, SpentCoin, TxDetails, TxReader } from './TxReader.ts'
import { voteChange } from './voteChange.ts'

/** What following peel chains needs. */
export interface PeelContext {
  readonly reader: TxReader
  /** The root of an owner's cluster. */
  readonly clusterOf: (owner: number) => number
  readonly isCoinJoin: (tx: TxDetails) => boolean
}

/** Which of its two outputs a step keeps, and where that one goes. */
export interface PeelLink {
  readonly kept: MadeCoin
  readonly peeled: MadeCoin
  readonly reason: string
  /** The step that spends what is kept, or undefined where it is none. */
  readonly next: TxDetails | undefined
  /** In which features the two differ. */
  readonly breaks: readonly string[]
}

/** Links between the steps of peel chains, each found once. */
export interface PeelLinks {
  linkOf(tx: TxDetails): Promise<PeelLink>
  /** The step whose rest a step spends: the largest rest, where it spends several. */
  findFunder(tx: TxDetails): Promise<TxDetails | undefined>
  /** What keeps a transaction from being a step; undefined where nothing does. */
  refuse(tx: TxDetails): Refused | undefined
}

export interface Refused {
  readonly stop: PeelStop
  readonly reason: string
}

/** Inputs of one step whose transactions are looked at, the largest first. */
const FUNDERS_MAX = 64
/** Transactions that are read at once: a question to the ledger costs more than what it answers. */
const AHEAD_MAX = 64

export function createPeelLinks(context: PeelContext): PeelLinks {
  const links = new Map<number, PeelLink>()
  const linkOf = async (tx: TxDetails): Promise<PeelLink> => {
    const known = links.get(tx.place)
    if (known !== undefined) return known
    await readAhead(context.reader, tx)
    const link = choose(context, tx)
    links.set(tx.place, link)
    return link
  }
  return {
    linkOf,
    findFunder: async (tx) => await findFunder(context, linkOf, tx),
    refuse: (tx) => refuseStep(context, tx),
  }
}

/**
 * A step spends coins of one cluster and makes two outputs.
 *
 * @source Meiklejohn et al. 2013, section 5; Kappos et al. 2022
 */
function refuseStep({ clusterOf, isCoinJoin }: PeelContext, tx: TxDetails): Refused | undefined {
  if (tx.isCoinbase) return { stop: 'coinbase', reason: 'it is a coinbase' }
  const outputs = spendable(tx).length
  if (outputs !== 2)
    return { stop: 'shape', reason: `it has ${outputs} output${outputs === 1 ? '' : 's'} instead of two` }
  if (tx.inputs.length > 1 && tx.inputs.includes(undefined)) {
    return { stop: 'unknown', reason: 'the ledger does not have all that it spends' }
  }
  const senders = new Set(tx.inputs.map((coin) => (coin === undefined ? undefined : clusterOf(coin.owner))))
  if (senders.size > 1) return { stop: 'shape', reason: `its ${tx.inputs.length} inputs are not of one cluster` }
  return isCoinJoin(tx) ? { stop: 'coinjoin', reason: 'it looks like a CoinJoin' } : undefined
}

function choose(context: PeelContext, tx: TxDetails): PeelLink {
  const options = spendable(tx).map((kept) => optionOf(context, tx, kept)) as [Option, Option]
  const { position } = voteChange(tx, { ...context, index: context.reader.index, find: context.reader.find }, false)
  const [kept, reason] = pick(options, position)
  const peeled = kept === options[0] ? options[1] : options[0]
  return { ...kept, peeled: peeled.kept, reason }
}

type Option = Pick<PeelLink, 'kept' | 'next' | 'breaks'>

function optionOf(context: PeelContext, tx: TxDetails, kept: MadeCoin): Option {
  const next = kept.spender === undefined ? undefined : context.reader.get(kept.spender)
  if (next === undefined || refuseStep(context, next) !== undefined) return { kept, next: undefined, breaks: [] }
  return { kept, next, breaks: listDifferences(featuresOf(tx), featuresOf(next)) }
}

function pick(options: readonly [Option, Option], voted: number | undefined): readonly [Option, string] {
  const change = options.find(({ kept }) => kept.position === voted)
  if (change !== undefined) return [change, 'voted change']
  const steps = options.filter(({ next }) => next !== undefined)
  const alike = steps.filter(({ breaks }) => breaks.length === 0)
  const [first, ...others] = alike.length > 0 ? alike : steps
  if (first !== undefined && others.length === 0) return [first, 'the only one that goes on alike']
  const [a, b] = options
  return [b.kept.valueSat > a.kept.valueSat ? b : a, 'the larger']
}

/** What a transaction spends, as far as it is known, the largest first. */
export function rankCoins({ inputs }: TxDetails): SpentCoin[] {
  const known = inputs.filter((coin) => coin !== undefined)
  return known.sort((a, b) => b.valueSat - a.valueSat || a.output - b.output)
}

async function findFunder(
  { reader, ...context }: PeelContext,
  linkOf: PeelLinks['linkOf'],
  tx: TxDetails,
): Promise<TxDetails | undefined> {
  const coins = rankCoins(tx)
  const funders = coins.slice(0, FUNDERS_MAX).map(({ output }) => creatorOf(reader.index, output))
  await reader.load(funders)
  for (const [at, place] of funders.entries()) {
    const funder = reader.get(place)
    if (refuseStep({ reader, ...context }, funder) !== undefined) continue
    if ((await linkOf(funder)).kept.output === coins[at]?.output) return funder
  }
  return undefined
}

/** Reads what spends the outputs of a transaction, and what comes after. */
async function readAhead({ index, load, find }: TxReader, tx: TxDetails): Promise<void> {
  const spenders = tx.outputs.flatMap(({ spender }) => spender ?? [])
  if (spenders.every((spender) => find(spender) !== undefined)) return
  const queue = [...new Set(spenders)]
  for (const place of queue) {
    for (const spender of listSpenders(index, place)) {
      if (queue.length > AHEAD_MAX) return await load(queue)
      if (!queue.includes(spender)) queue.push(spender)
    }
  }
  await load(queue)
}

/** What spends the outputs of a transaction that is likely to be a step. */
function listSpenders(index: UtxoIndex, tx: number): number[] {
  const { outputStart } = index
  const [from, to] = [outputStart[tx] as number, outputStart[tx + 1] as number]
  if (to - from > STEP_OUTPUTS_MAX) return []
  return Array.from({ length: to - from }, (_, at) => spenderOf(index, from + at)).filter((each) => each !== undefined)
}

/** Two, and one or two that nobody can spend. */
const STEP_OUTPUTS_MAX = 4
