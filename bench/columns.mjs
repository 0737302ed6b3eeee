// The index's columns as files, little endian: what the steps of the bench and the kernel in C are given.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const COLUMNS = ['from', 'to', 'amount', 'before', 'start']

/** Writes the columns of an index, and the taint with which a pass starts. */
export function writeColumns(folder, { rows, holdings, from, to, amount, before, opening }) {
  mkdirSync(folder, { recursive: true })
  const columns = { from, to, amount, before, start: thirdOf(opening) }
  for (const name of COLUMNS) {
    const { buffer, byteOffset, byteLength } = columns[name]
    writeFileSync(join(folder, `${name}.bin`), new Uint8Array(buffer, byteOffset, byteLength))
  }
  writeFileSync(join(folder, 'size.json'), JSON.stringify({ rows, holdings }))
}

/** Reads columns back, as arrays of 32-bit numbers. */
export function readColumns(folder) {
  const { rows, holdings } = JSON.parse(readFileSync(join(folder, 'size.json'), 'utf8'))
  const read = (name) => new Uint32Array(new Uint8Array(readFileSync(join(folder, `${name}.bin`))).buffer)
  const columns = Object.fromEntries(COLUMNS.map((name) => [name, read(name)]))
  return { rows, holdings, ...columns }
}

/** The first rows of columns, with the holdings that occur in them: an index numbers holdings as they appear. */
export function firstRows({ rows, from, to, amount, before, start }, rowsMax) {
  const count = Math.min(rows, rowsMax)
  let holdings = 0
  for (let row = 0; row < count; row++) holdings = Math.max(holdings, from[row] + 1, to[row] + 1)
  return {
    rows: count,
    holdings,
    from: from.subarray(0, count),
    to: to.subarray(0, count),
    amount: amount.subarray(0, 4 * count),
    before: before.subarray(0, 4 * count),
    start: start.subarray(0, 4 * holdings),
  }
}

/** A third of every opening balance, floored: then everything is tainted, and nothing so simply that no row divides. */
function thirdOf(opening) {
  const third = new Uint32Array(opening.length)
  for (let at = 0; at < opening.length; at += 4) {
    let rest = 0
    for (let limb = at + 3; limb >= at; limb--) {
      const value = rest * 2 ** 32 + opening[limb]
      third[limb] = Math.floor(value / 3)
      rest = value - 3 * third[limb]
    }
  }
  return third
}
