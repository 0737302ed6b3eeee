import type { UtxoView } from '../../ledger/index.ts'
import { type CoinJoinFinding, type CoinJoinReading, isMix } from '../coinjoin/classifyCoinJoin.ts'
import { mayBeCoinJoin } from '../structure/listCandidates.ts'
import { type OwnerLabels, readCoinJoin } from '../structure/readMixes.ts'
import { createTxReader } from '../structure/TxReader.ts'
import type { Tx, UtxoIndex } from './UtxoIndex.ts'

/** A transaction that mixes money of many, or may do so: the ledger lacks what would tell. */
export interface Mix {
  /** Its class, such as `wasabi-2.0`, with `possible` before it where it is not sure. */
  readonly name: string
  /** The rule and its version, such as `wasabi-2.0/1`. */
  readonly rule: string
  /** Undefined where it is not sure. */
  readonly finding: CoinJoinFinding | undefined
}

/** Which transactions are mixes, as far as a trace meets them: a ledger has too many to read them all. */
export interface MixBook {
  /** Whether money stops here. One that could be a mix and was not read yet stops it until it is. */
  isStop(tx: Tx): boolean
  find(tx: Tx): Mix | undefined
  /** Forgets transactions from one on: others will have their numbers. */
  forget(from: Tx): void
  /** Follows money, reads what it met, and follows it again until nothing is new. */
  settle<T>(follow: () => T): Promise<T>
}

export function createMixBook(view: UtxoView, index: UtxoIndex, labels: OwnerLabels): MixBook {
  const known = new Map<Tx, Mix | undefined>()
  const met = new Set<Tx>()
  // A reader of its own each time: it keeps what it has read, and in a ledger that grows that changes.
  const readMet = async (): Promise<void> => {
    const reader = createTxReader(view, index)
    await reader.load(met)
    for (const tx of met) known.set(tx, toMix(readCoinJoin(reader.get(tx), labels)))
    met.clear()
  }
  return {
    find: (tx) => known.get(tx),
    isStop(tx) {
      if (known.has(tx)) return known.get(tx) !== undefined
      if (!mayBeCoinJoin(index, tx)) return false
      met.add(tx)
      return true
    },
    forget(from) {
      for (const tx of known.keys()) if (tx >= from) known.delete(tx)
    },
    async settle(follow) {
      for (;;) {
        const followed = follow()
        if (met.size === 0) return followed
        await readMet()
      }
    },
  }
}

/** Money that comes to a transaction which cannot be told from a mix is not followed as if it were none. */
function toMix(reading: CoinJoinReading): Mix | undefined {
  const finding = reading.findings.find((each) => isMix({ findings: [each], open: [] }))
  if (finding !== undefined) return { name: finding.class, rule: ruleText(finding), finding }
  const open = reading.open.find((each) => each.class !== 'whirlpool-tx0')
  return open === undefined ? undefined : { name: `possible ${open.class}`, rule: ruleText(open), finding: undefined }
}

function ruleText({ rule }: Pick<CoinJoinFinding, 'rule'>): string {
  return `${rule.name}/${rule.version}`
}
