import type { TxDetails } from './TxReader.ts'

/** What tells wallets apart by the transactions that they make. */
export interface TxFeatures {
  readonly version: string
  /** Whether a lock time is set: wallets that set it do so always, to the height of the moment. */
  readonly 'lock time': 'set' | 'zero'
  /** What the sequences say of all inputs together. */
  readonly sequence: 'final' | 'replaceable' | 'lock time only'
  readonly witness: 'yes' | 'no'
  /** Script forms of what is spent, in alphabetical order; undefined where the ledger does not have it. */
  readonly 'spends from': string | undefined
}

const SEQUENCE_FINAL = 0xffff_ffff
/** The highest sequence that says nothing about replacing. */
const SEQUENCE_LOCK_TIME = 0xffff_fffe

/**
 * The features of a transaction.
 *
 * @source Möser and Narayanan 2022, table of fingerprints; Kappos et al. 2022, section 4; BIP 125 (replaceable)
 */
export function featuresOf({ version, lockTime, sequences, hasWitness, inputs }: TxDetails): TxFeatures {
  const kinds = new Set(inputs.map((coin) => coin?.kind))
  return {
    version: String(version),
    'lock time': lockTime > 0 ? 'set' : 'zero',
    sequence: sequenceOf(sequences),
    witness: hasWitness ? 'yes' : 'no',
    'spends from': kinds.has(undefined) ? undefined : [...kinds].sort().join('+'),
  }
}

/** In which known features two transactions differ, in words: `version 1, then 2`. */
export function listDifferences(one: TxFeatures, next: TxFeatures): string[] {
  const names = Object.keys(one) as (keyof TxFeatures)[]
  const differing = names.filter(
    (name) => one[name] !== next[name] && one[name] !== undefined && next[name] !== undefined,
  )
  return differing.map((name) => `${name} ${one[name]}, then ${next[name]}`)
}

function sequenceOf(sequences: readonly number[]): TxFeatures['sequence'] {
  if (sequences.every((sequence) => sequence === SEQUENCE_FINAL)) return 'final'
  return sequences.some((sequence) => sequence < SEQUENCE_LOCK_TIME) ? 'replaceable' : 'lock time only'
}
