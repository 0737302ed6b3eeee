import { ACCURACY, type Accuracy } from './Accuracy.ts'
import type { CoinJoinClass, CoinJoinTx } from './CoinJoinTx.ts'
import { joinMarket, joinMarketListed } from './joinMarket.ts'
import type { Candidate, Grade, Rule, RuleName } from './Rule.ts'
import { describeShape } from './Shape.ts'
import { wasabi1Listed, wasabi10, wasabi11 } from './wasabi1.ts'
import { wasabi2Listed, wasabi20 } from './wasabi2.ts'
import { whirlpool } from './whirlpool.ts'
import { whirlpoolTx0 } from './whirlpoolTx0.ts'

/** A class of which a transaction is, why, and how often the rule is right. */
export interface CoinJoinFinding extends Candidate {
  readonly class: CoinJoinClass
  readonly grade: Grade
  readonly rule: RuleId
  readonly accuracy: Accuracy
}

/** A class that can be neither found nor ruled out, because the ledger lacks what is spent. */
export interface OpenClass {
  readonly class: CoinJoinClass
  readonly rule: RuleId
  /** Conditions that cannot be answered. */
  readonly missing: readonly string[]
}

export interface RuleId {
  readonly name: RuleName
  readonly version: number
}

/** What a transaction is, as far as its structure tells. Several findings mean that it fits several classes. */
export interface CoinJoinReading {
  /** By the protocols first, by published lists after. */
  readonly findings: readonly CoinJoinFinding[]
  readonly open: readonly OpenClass[]
}

/** Those of the protocols first. */
const RULES: readonly Rule[] = [
  whirlpool,
  whirlpoolTx0,
  wasabi20,
  wasabi11,
  wasabi10,
  joinMarket,
  wasabi1Listed,
  wasabi2Listed,
  joinMarketListed,
]

/** Every class needs as many: the smallest is a Tx0 of data, fee and one coin for the pool. */
const OUTPUTS_MIN = 3

/**
 * Tells of which kind of CoinJoin a transaction is.
 *
 * The order of inputs and outputs changes nothing, nor do outputs without an address. An input that the ledger does not know
 * leaves a class open where the answer hangs on it; it is never guessed.
 *
 * @example
 * classifyCoinJoin(mix).findings[0]   // { class: 'whirlpool', grade: 'protocol', denominationSat: 5000000, ... }
 * classifyCoinJoin(payment).findings  // []
 */
export function classifyCoinJoin(tx: CoinJoinTx): CoinJoinReading {
  const findings: CoinJoinFinding[] = []
  const open: OpenClass[] = []
  if (tx.inputs.length === 0 || tx.outputs.length < OUTPUTS_MIN) return { findings, open }
  const shape = describeShape(tx)
  for (const rule of RULES) {
    if (rule.grade === 'listed' && [...findings, ...open].some((known) => isRelated(known.class, rule.class))) continue
    const candidate = rule.read(shape)
    if (candidate === undefined || candidate.conditions.some(({ holds }) => holds === false)) continue
    const missing = candidate.conditions.flatMap(({ holds, name }) => (holds === undefined ? name : []))
    const id = { class: rule.class, rule: { name: rule.name, version: rule.version } }
    if (missing.length === 0) findings.push({ ...id, ...candidate, grade: rule.grade, accuracy: ACCURACY[rule.name] })
    else if (rule.grade === 'protocol') open.push({ ...id, missing })
  }
  return { findings, open }
}

/**
 * Whether a trace ends here by default, and whether inputs say nothing of common owners: the transaction is a mix by the rules
 * of a protocol. A Tx0 is none, nor is what only published lists call so.
 */
export function isMix({ findings }: CoinJoinReading): boolean {
  return findings.some((finding) => finding.grade === 'protocol' && finding.class !== 'whirlpool-tx0')
}

/** Only the protocols' rules tell Wasabi 1.0 from 1.1. */
function isRelated(a: CoinJoinClass, b: CoinJoinClass): boolean {
  return a === b || (a.startsWith('wasabi-1') && b.startsWith('wasabi-1'))
}
