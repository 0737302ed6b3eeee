import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import type { Halves, RuleCounts } from './Accuracy.ts'
import type { CoinJoinClass } from './CoinJoinTx.ts'
import { type CoinJoinFinding, classifyCoinJoin } from './classifyCoinJoin.ts'
import { type DumpedTx, readDump } from './dumplings.support.ts'
import type { RuleName } from './Rule.ts'
import { describeShape } from './Shape.ts'

/** What publishers say of a file: `ordinary` are the files named so. */
export const PUBLISHED = {
  whirlpool: 'whirlpool',
  'whirlpool-tx0': 'whirlpool-tx0',
  wasabi1: 'wasabi-1.1',
  'wasabi1-b': 'wasabi-1.0',
  wasabi2: 'wasabi-2.0',
  'joinmarket-like': 'joinmarket',
  'not-coinjoin-joinmarket-lookalikes': 'ordinary',
  'not-coinjoin-joinmarket-postmix': 'ordinary',
  'not-coinjoin-wasabi-postmix': 'ordinary',
  'not-coinjoin-whirlpool-postmix': 'ordinary',
} as const

export type Kind = CoinJoinClass | 'ordinary' | 'other'

/** A transaction with what it is held to be, and what the rules say. */
export interface JudgedTx {
  readonly tx: DumpedTx
  /** Undefined where nobody can say: listed by its shape alone, with two equal outputs. */
  readonly truth: Kind | undefined
  readonly findings: readonly CoinJoinFinding[]
}

/** All transactions of the files, each once, with the published kind unless the line was judged otherwise. */
export function judgeAll(): JudgedTx[] {
  const rows = readJudgements()
  const judged = new Map(rows.map(({ txid, judged }) => [txid, judged]))
  const all = Object.keys(PUBLISHED).flatMap((file) => readDump(file))
  const unique = [...new Map(all.map((tx) => [tx.txid, tx])).values()]
  return unique.map((tx) => ({ tx, truth: truthOf(tx, judged), findings: classifyCoinJoin(tx).findings }))
}

export interface Judgement {
  readonly txid: string
  readonly file: string
  readonly judged: Kind
  readonly reason: string
}

export function readJudgements(): Judgement[] {
  return parse(readFileSync('docs/coinjoin-judgements.csv'), { columns: true }) as Judgement[]
}

function truthOf(tx: DumpedTx, judged: ReadonlyMap<string, Kind>): Kind | undefined {
  const published = PUBLISHED[tx.file as keyof typeof PUBLISHED]
  const known = judged.get(tx.txid)
  if (known !== undefined) return known
  return published === 'joinmarket' && describeShape(tx).equalOutputs < 3 ? undefined : published
}

/** Counts a rule on the judged transactions. */
export function countRule(all: readonly JudgedTx[], rule: RuleName, kinds: readonly Kind[]): RuleCounts {
  const isFound = ({ findings }: JudgedTx) => findings.some((finding) => finding.rule.name === rule)
  const isOfClass = ({ truth }: JudgedTx) => truth !== undefined && kinds.includes(truth)
  const isOrdinary = ({ tx, truth }: JudgedTx) => truth === 'ordinary' && tx.file.startsWith('not-')
  return {
    recall: halve(all.filter(isOfClass), isFound),
    falseAlarms: halve(all.filter(isOrdinary), isFound),
    precision: halve(all.filter(isFound), isOfClass),
  }
}

/** How many of the transactions pass, by half: the id is a hash, its last bit a coin toss. */
export function halve(all: readonly JudgedTx[], test: (tx: JudgedTx) => boolean): Halves {
  const isEven = ({ tx }: JudgedTx) => Number.parseInt(tx.txid.at(-1) ?? '', 16) % 2 === 0
  const share = (half: readonly JudgedTx[]) => ({ hits: half.filter(test).length, n: half.length })
  return { even: share(all.filter(isEven)), odd: share(all.filter((tx) => !isEven(tx))) }
}
