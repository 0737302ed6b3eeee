import type { LazarettoError } from '../../LazarettoError.ts'
import type { RejectedAmount } from '../LedgerView.ts'
import type { FlowLabel, Reject } from '../Transfer.ts'
import { ImportError } from './ImportError.ts'
import type { Layout, SkipReason } from './layouts.ts'

/** What became of the rows of a file, and what it says beside transfers. */
export interface TallyReport {
  readonly rows: number
  readonly rejected: number
  readonly rejectedAmounts: readonly RejectedAmount[]
  /** Rows that are rightly no transfers, by reason. */
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>
  readonly labels: readonly FlowLabel[]
  /** Names of the layouts that rows were read by: more than one where the lines of a file differ in their keys. */
  readonly layouts: readonly string[]
  /** What the file cannot say and the user should know. */
  readonly cautions: readonly string[]
}

/** Counts the rows of a file that is being read. */
export interface Tally {
  addRows(rows: number): void
  /** @throws ImportError with the code of the error, where bad rows stop the import */
  reject(error: LazarettoError, row: Omit<Reject, 'code' | 'message'>): void
  skip(reason: SkipReason, rows: number): void
  addLabel(label: FlowLabel): void
  addLayout(layout: Layout): void
  rows(): number
  report(): TallyReport
}

export interface TallyOptions {
  /** Stops at the first bad row instead of setting it aside. */
  readonly strict: boolean
  readonly onReject: (reject: Reject) => void
}

/** An empty tally. */
export function createTally({ strict, onReject }: TallyOptions): Tally {
  const rejected = new Map<string | undefined, RejectedAmount>()
  const skipped: Partial<Record<SkipReason, number>> = {}
  const labels = new Map<string, FlowLabel>()
  const layouts = new Set<string>()
  const cautions = new Set<string>()
  let count = 0
  return {
    addRows: (rows) => void (count += rows),
    reject(error, row) {
      const { code, message } = error
      if (strict) throw new ImportError(code, `line ${row.line}: ${message}`, error)
      rejected.set(row.asset, withRow(rejected.get(row.asset), row))
      onReject({ ...row, code, message })
    },
    skip: (reason, rows) => void (skipped[reason] = (skipped[reason] ?? 0) + rows),
    addLabel: (label) => void labels.set(`${label.address} ${label.name}`, label),
    addLayout({ name, caution }) {
      layouts.add(name)
      if (caution !== undefined) cautions.add(caution)
    },
    rows: () => count,
    report: () => ({
      rows: count,
      rejected: [...rejected.values()].reduce((sum, { rows }) => sum + rows, 0),
      rejectedAmounts: [...rejected.values()],
      skipped,
      labels: [...labels.values()],
      layouts: [...layouts],
      cautions: [...cautions],
    }),
  }
}

function withRow(sum: RejectedAmount | undefined, { asset, amount }: Pick<Reject, 'asset' | 'amount'>): RejectedAmount {
  const added = asset === undefined ? 0n : (amount ?? 0n)
  return { asset, rows: (sum?.rows ?? 0) + 1, amount: (sum?.amount ?? 0n) + added }
}
