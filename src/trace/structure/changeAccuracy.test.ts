import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { rateOf } from '../coinjoin/Accuracy.ts'
import { hasDumps } from '../coinjoin/dumplings.support.ts'
import { createUtxoIndex } from '../utxo/UtxoIndex.ts'
import { applyTxs, type Clusters, createClusters } from './Clusters.ts'
import { CHANGE_HEURISTICS, type ChangeContext, spendable } from './changeHeuristics.ts'
import { viewOfDumps } from './dumpedLedger.support.ts'
import { explainLink } from './explainLink.ts'
import { listCandidates } from './listCandidates.ts'
import { mayHaveSeveralOwners, readCoinJoin } from './readMixes.ts'
import { hasBitcoinData, type RealView, readBlock, readBlockFile, viewOfBlocks } from './realLedger.support.ts'
import { createTxReader, type TxDetails } from './TxReader.ts'
import { voteChange } from './voteChange.ts'

const isHere = hasBitcoinData && hasDumps(1)

/** Right and all answers by name. */
type Tally = Record<string, { hits: number; n: number }>

interface Measured {
  readonly asked: number
  /** Transactions of which a weak truth is known, by what tells it. */
  readonly reuse: number
  readonly later: number
  readonly answers: Tally
}

/** Counts the answers where exactly one output goes back to a spent address, or is later spent together with one. */
async function measure(view: RealView, isAsked: (txid: string) => boolean): Promise<Measured> {
  const columns = await view.readColumns()
  const reader = createTxReader(view, createUtxoIndex(columns))
  await reader.load(Array(columns.txCount).keys())
  const isMix = (tx: number): boolean => mayHaveSeveralOwners(readCoinJoin(reader.get(tx), new Map()))
  const clusters = createClusters({ mergeMax: Number.POSITIVE_INFINITY, isCoinJoin: isMix, entities: new Map() })
  applyTxs(clusters, columns)
  // Without the clusters, so that no heuristic sees the truth that it is held against.
  const candidates = new Set(listCandidates(columns))
  for (const tx of view.txids.keys()) if (isMix(tx)) expect(candidates.has(tx), view.txids[tx]).toBe(true)
  const context: ChangeContext = { index: reader.index, find: reader.find, clusterOf: (owner) => owner }
  const answers: Tally = {}
  let [asked, reuse, later] = [0, 0, 0]
  for (const [tx, txid] of view.txids.entries()) {
    const details = reader.get(tx)
    if (!isAsked(txid) || details.isCoinbase || spendable(details).length < 2 || isMix(tx)) continue
    asked++
    const reused = listReused(details)
    const truth = reused.length > 0 ? reused : listLater(clusters, details, context)
    if (truth.length !== 1) continue
    if (reused.length > 0) reuse++
    else later++
    count(answers, { tx: details, context, truth: truth[0]!, by: reused.length > 0 ? 'reuse' : 'later' })
  }
  return { asked, reuse, later, answers }
}

function listReused(tx: TxDetails): number[] {
  const senders = new Set(tx.inputs.map((coin) => coin?.owner))
  return spendable(tx).flatMap(({ owner, position }) => (senders.has(owner) ? [position] : []))
}

/** Outputs that other transactions put into the cluster of an input. */
function listLater(clusters: Clusters, tx: TxDetails, { index }: ChangeContext): number[] {
  const senders = [...new Set(tx.inputs.flatMap((coin) => coin?.owner ?? []))]
  return spendable(tx).flatMap(({ owner, position }) => {
    const links = senders.map((from) => explainLink(clusters, index, { from, to: owner }))
    return links.some((chain) => chain?.every((link) => link.tx !== tx.place)) ? [position] : []
  })
}

function count(
  answers: Tally,
  { tx, context, truth, by }: { tx: TxDetails; context: ChangeContext; truth: number; by: string },
): void {
  const note = (name: string, position: number | undefined): void => {
    if (position === undefined) return
    const tally = (answers[`${by}: ${name}`] ??= { hits: 0, n: 0 })
    tally.n++
    if (position === truth) tally.hits++
  }
  for (const { name, evidence, find } of CHANGE_HEURISTICS) {
    const found = evidence === 'owner' ? [] : find(tx, context)
    if (found.length === 1) note(name, found[0]!.position)
  }
  const withoutOwner = {
    ...tx,
    inputs: tx.inputs.map((coin) => (coin === undefined ? coin : { ...coin, owner: -1 - coin.owner })),
  }
  if (by === 'reuse') note('vote without owners', voteChange(withoutOwner, context, false).position)
  else note('vote', voteChange(tx, context, false).position)
}

/** Rows of the table in docs/accuracy.md. */
function rowOf(name: string, { hits, n }: { hits: number; n: number }): string {
  const { low, high } = rateOf({ hits, n })
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
  return `| ${name} | ${hits} of ${n} | ${percent(low)} to ${percent(high)} |`
}

describe.skipIf(!isHere)('change against weak truths', () => {
  it('is what docs/accuracy.md and the heuristics say', async () => {
    const dumps = viewOfDumps()
    const measured = [
      await measure(viewOfBlocks(readBlockFile('blk00000-first-4522-blocks.dat')), () => true),
      await measure(viewOfBlocks([readBlock('block-540107.bin')]), () => true),
      await measure(dumps.view, dumps.isDumped),
    ]
    const sum = (part: (measured: Measured) => number): number =>
      measured.reduce((total, each) => total + part(each), 0)
    const tally = (name: string): { hits: number; n: number } => ({
      hits: sum(({ answers }) => answers[name]?.hits ?? 0),
      n: sum(({ answers }) => answers[name]?.n ?? 0),
    })
    expect([sum(({ asked }) => asked), sum(({ reuse }) => reuse), sum(({ later }) => later)]).toEqual([1704, 274, 6])
    const docs = readFileSync(join(process.cwd(), 'docs/accuracy.md'), 'utf8').replaceAll(/ +/g, ' ')
    for (const { name, agreed, evidence } of CHANGE_HEURISTICS) {
      if (evidence !== 'owner') expect(tally(`reuse: ${name}`), name).toEqual(agreed ?? { hits: 0, n: 0 })
      if (agreed !== undefined) expect(docs).toContain(rowOf(name, agreed))
    }
    expect(docs).toContain(rowOf('vote, told nothing of owners', tally('reuse: vote without owners')))
    expect(tally('later: vote').n).toBe(0)
  })
})
