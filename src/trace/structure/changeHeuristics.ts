import { blockOf, creatorOf, outputsOf, spenderOf, type UtxoIndex } from '../utxo/UtxoIndex.ts'
import { featuresOf, listDifferences } from './TxFeatures.ts'
import type { MadeCoin, SpentCoin, TxDetails } from './TxReader.ts'

/** What heuristics know beyond the transaction itself. */
export interface ChangeContext {
  readonly index: UtxoIndex
  /** The root of an owner's cluster. */
  readonly clusterOf: (owner: number) => number
  /** Another transaction, if it was read. */
  readonly find: (tx: number) => TxDetails | undefined
}

/** The fact that a heuristic rests on. Two that rest on one fact are one vote. */
export type ChangeEvidence = 'owner' | 'freshness' | 'script' | 'round amount' | 'input choice' | 'wallet'

/** A rule of thumb that says which outputs go back to the sender. Each may be wrong: none is proof. */
export interface ChangeHeuristic {
  readonly name: string
  readonly evidence: ChangeEvidence
  /** What it asks for, in words. */
  readonly condition: string
  readonly source: string
  /** What the source gives it, in per cent; no error rate. */
  readonly confidence?: number
  /**
   * How often its answer was the output that goes back to a spent address, where there is one: a weak truth, and only of
   * wallets that reuse addresses. docs/accuracy.md says on which data.
   */
  readonly agreed?: { readonly hits: number; readonly n: number }
  /** The outputs that meet the condition, of a transaction with two outputs or more that can be spent. */
  readonly find: (tx: TxDetails, context: ChangeContext) => readonly MadeCoin[]
}

const ONE_TIME_OUTPUTS_MAX = 10
const ONE_TIME_ROUND_SAT = 1000
const ROUND_SAT = 1_000_000

/** All change heuristics, the strongest first. */
export const CHANGE_HEURISTICS: readonly ChangeHeuristic[] = [
  {
    name: 'direct',
    evidence: 'owner',
    condition: 'the output pays an address that an input spends from',
    source: 'Androulaki et al. 2013; GraphSense, direct change',
    confidence: 100,
    find: (tx) => {
      const senders = new Set(knownInputs(tx).map(({ owner }) => owner))
      return spendable(tx).filter(({ owner }) => senders.has(owner))
    },
  },
  {
    name: 'multi-input',
    evidence: 'owner',
    condition: 'the output pays an address in the cluster of an input',
    source: 'GraphSense, multi-input change',
    confidence: 50,
    find: (tx, { clusterOf }) => {
      const senders = new Set(knownInputs(tx).map(({ owner }) => clusterOf(owner)))
      return spendable(tx).filter(({ owner }) => senders.has(clusterOf(owner)))
    },
  },
  {
    name: 'one-time',
    evidence: 'freshness',
    condition:
      'of 2 to 10 outputs the only one with the script form of all inputs, less than the smallest input, no multiple of ' +
      '1,000 satoshi, to an address once in the transaction, not seen before its block, paid by one transaction and ' +
      'spent by one at the most',
    source: 'GraphSense, one-time change',
    confidence: 50,
    agreed: { hits: 0, n: 33 },
    find: findOneTime,
  },
  {
    name: 'fresh',
    evidence: 'freshness',
    condition: 'the only output to an address never seen before, where no output goes back to an input',
    source: 'Androulaki et al. 2013, shadow addresses; Meiklejohn et al. 2013, heuristic 2',
    find: findFresh,
  },
  {
    name: 'script-form',
    evidence: 'script',
    condition: 'the only output with the script form that all inputs have',
    source: 'BlockSci, address type; Möser and Narayanan 2022',
    agreed: { hits: 42, n: 42 },
    find: (tx) => only(spendable(tx).filter(({ kind }) => kind === inputKind(tx))),
  },
  {
    name: 'round-amount',
    evidence: 'round amount',
    condition: 'the only output that is no multiple of 0.01 BTC',
    source: 'BlockSci, power of ten (6 digits); Möser and Narayanan 2022',
    agreed: { hits: 16, n: 16 },
    find: (tx) => only(spendable(tx).filter(({ valueSat }) => valueSat % ROUND_SAT !== 0)),
  },
  {
    name: 'optimal-change',
    evidence: 'input choice',
    condition:
      'of several inputs none would have been needed for the output: it is the only one below the smallest input',
    source: 'BlockSci, optimal change; Nick 2015; Bitcoin wiki, Privacy, unnecessary input',
    agreed: { hits: 28, n: 36 },
    find: findOptimal,
  },
  {
    name: 'same-wallet',
    evidence: 'wallet',
    condition:
      'all outputs are spent, and only this one by a transaction of the same version, lock time, sequences, witness and ' +
      'script form',
    source: 'Möser and Narayanan 2022, fingerprints; Kappos et al. 2022',
    find: findSameWallet,
  },
]

/** Outputs that somebody can spend. */
export function spendable({ outputs }: TxDetails): readonly MadeCoin[] {
  return outputs.filter(({ kind }) => kind !== 'op-return')
}

function knownInputs({ inputs }: TxDetails): readonly SpentCoin[] {
  return inputs.filter((coin) => coin !== undefined)
}

/** The only one, or none: where several meet a condition it says nothing. */
function only(coins: readonly MadeCoin[]): readonly MadeCoin[] {
  return coins.length === 1 ? coins : []
}

/** The script form that all inputs have; undefined where they differ or one is unknown. */
function inputKind({ inputs }: TxDetails): string | undefined {
  const kinds = new Set(inputs.map((coin) => coin?.kind))
  return kinds.size === 1 ? inputs[0]?.kind : undefined
}

/** The smallest input; undefined where one is unknown. */
function smallestInput(tx: TxDetails): number | undefined {
  const known = knownInputs(tx)
  return known.length < tx.inputs.length
    ? undefined
    : known.reduce((least, { valueSat }) => Math.min(least, valueSat), Infinity)
}

function findOneTime(tx: TxDetails, { index }: ChangeContext): readonly MadeCoin[] {
  const least = smallestInput(tx)
  const kind = inputKind(tx)
  if (least === undefined || tx.outputs.length > ONE_TIME_OUTPUTS_MAX) return []
  const inTx = [...knownInputs(tx), ...tx.outputs]
  return only(
    spendable(tx).filter(
      (coin) =>
        coin.kind === kind &&
        coin.valueSat % ONE_TIME_ROUND_SAT !== 0 &&
        coin.valueSat < least &&
        inTx.filter(({ owner }) => owner === coin.owner).length === 1 &&
        isSeenFirstIn(index, coin.owner, tx.height) &&
        isUsedOnce(index, coin.owner),
    ),
  )
}

function findFresh(tx: TxDetails, { index }: ChangeContext): readonly MadeCoin[] {
  const senders = new Set(tx.inputs.map((coin) => coin?.owner))
  const coins = spendable(tx)
  if (senders.has(undefined) || coins.some(({ owner }) => senders.has(owner))) return []
  return only(coins.filter(({ owner }) => firstTxOf(index, owner) === tx.place))
}

function findOptimal(tx: TxDetails): readonly MadeCoin[] {
  const least = smallestInput(tx)
  if (least === undefined || tx.inputs.length < 2) return []
  return only(spendable(tx).filter(({ valueSat }) => valueSat < least))
}

function findSameWallet(tx: TxDetails, { find }: ChangeContext): readonly MadeCoin[] {
  const coins = spendable(tx)
  const own = featuresOf(tx)
  const spenders = coins.map(({ spender }) => (spender === undefined ? undefined : find(spender)))
  if (spenders.includes(undefined)) return []
  return only(coins.filter((_, at) => listDifferences(own, featuresOf(spenders[at] as TxDetails)).length === 0))
}

function firstTxOf(index: UtxoIndex, owner: number): number {
  return creatorOf(index, outputsOf(index, owner)[0] as number)
}

function isSeenFirstIn(index: UtxoIndex, owner: number, height: number): boolean {
  return index.blockHeight[blockOf(index, firstTxOf(index, owner))] === height
}

/** Paid by one transaction, and spent by one at the most, as far as the ledger goes. */
function isUsedOnce(index: UtxoIndex, owner: number): boolean {
  const outputs = outputsOf(index, owner)
  const first = creatorOf(index, outputs[0] as number)
  if (creatorOf(index, outputs.at(-1) as number) !== first) return false
  const spenders = new Set([...outputs].map((output) => spenderOf(index, output)).filter((tx) => tx !== undefined))
  return spenders.size <= 1
}
