import type { Exit, Who } from './Step.ts'

/** Where stolen units ended, from the script itself. */
export interface TruthLine {
  readonly exit: Exit
  /** Where they are: a deposit address, a pool, the bridge, an account of the thief. */
  readonly account: Who
  /** That, and the accounts of services by which they came there or went on: to name one of them is right too. */
  readonly places: readonly Who[]
  /** Units of the stolen token, for what was swapped those that were sold. */
  readonly units: bigint
  /** Blocks of the first and the last payment there, counted from that of the theft. */
  readonly firstBlock: number
  readonly lastBlock: number
}

/** Adds lines of the same exit and account up, in the order of exits, then of accounts. */
export function sumTruth(lines: readonly TruthLine[], order: readonly Exit[]): TruthLine[] {
  const sums = new Map<string, TruthLine>()
  for (const line of lines) {
    const key = `${line.exit} ${line.account}`
    const sum = sums.get(key)
    sums.set(key, sum === undefined ? line : add(sum, line))
  }
  const place = ({ exit }: TruthLine): number => order.indexOf(exit)
  return [...sums.values()].sort(
    (a, b) => place(a) - place(b) || a.account.localeCompare(b.account, 'en', { numeric: true }),
  )
}

function add(a: TruthLine, b: TruthLine): TruthLine {
  return {
    ...a,
    units: a.units + b.units,
    firstBlock: Math.min(a.firstBlock, b.firstBlock),
    lastBlock: Math.max(a.lastBlock, b.lastBlock),
  }
}
