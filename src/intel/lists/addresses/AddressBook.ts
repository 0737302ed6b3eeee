import { createEntry } from '../createEntry.ts'
import type { ListEntry } from '../ListEntry.ts'
import { fromIso } from '../text/ListDate.ts'
import { readAddress } from '../text/readAddress.ts'

/** One row of a list of addresses: what is not said is empty. */
export interface AddressRow {
  readonly address: string
  readonly ticker?: string | undefined
  readonly uid?: string | undefined
  readonly name?: string | undefined
  readonly programmes: readonly string[]
  readonly listedOn?: string | undefined
  readonly record: string
}

/** Rows on their way to entries: the rows of one uid are one entry; a row without uid is of the entry of its address. */
export class AddressBook {
  readonly #rows = new Map<string, AddressRow[]>()

  /** Adds a row. */
  add(row: AddressRow): void {
    const uid = row.uid || readAddress(row.address).readings[0]?.canonical || row.address
    const rows = this.#rows.get(uid)
    if (rows === undefined) this.#rows.set(uid, [row])
    else rows.push(row)
  }

  /** All entries, in the order of their first rows. */
  *list(): Generator<ListEntry> {
    for (const [uid, rows] of this.#rows) yield toEntry(uid, rows)
  }
}

function toEntry(uid: string, rows: readonly AddressRow[]): ListEntry {
  const [name, ...others] = rows.flatMap((row) => row.name ?? [])
  return createEntry({
    uid,
    kind: 'unknown',
    names: [
      ...(name === undefined ? [] : [{ text: name, quality: 'primary' as const }]),
      ...others.map((text) => ({ text, quality: 'strong' as const })),
    ],
    programmes: rows.flatMap(({ programmes }) => programmes),
    addresses: rows.map(({ address, ticker }) => readAddress(address, ticker)),
    listedOn: rows.map(({ listedOn }) => fromIso(listedOn?.slice(0, 10) ?? '')).find((date) => date !== undefined),
    record: rows.map(({ record }) => record).join('\n'),
  })
}
