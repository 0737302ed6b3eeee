import type { ListEntry } from '../ListEntry.ts'

const REMARK_LENGTH = 1_000
const SHOWN_MAX = 10

/** Counts the remarks that end at the 1,000 characters for which `sdn.csv` has room, and whose rest was not found. */
export class CutRemarks {
  #count = 0
  readonly #inAddress: string[] = []

  /** Looks at an entry and the remark as it stands in `sdn.csv`; the entry is what comes out. */
  check(entry: ListEntry, remark: string): ListEntry {
    const isCompleted = entry.record.includes(`\n${entry.uid},"`)
    if (remark.length < REMARK_LENGTH || isCompleted) return entry
    this.#count++
    const cut = entry.addresses.at(-1)
    if (cut !== undefined && cut.fault !== undefined && remark.trimEnd().endsWith(cut.text))
      this.#inAddress.push(`${entry.uid} (${cut.text.slice(0, 40)})`)
    return entry
  }

  /** A sentence, if there are any. */
  notes(): string[] {
    if (this.#count === 0) return []
    const inside = this.#inAddress.slice(0, SHOWN_MAX).join(', ')
    const where = inside === '' ? '' : `, inside an address of ${inside}`
    return [`${this.#count} remarks are cut at 1,000 characters${where}: addresses behind that are missing`]
  }
}
