// What one writes first: rows as objects, taint in a Map by address, amounts as BigInt. The same rule, the same rows.

/** The rows of columns as objects; making them is not part of the measured time. */
export function toObjects({ rows, from, to, amount, before }, readLimbs) {
  return Array.from({ length: rows }, (_, row) => ({
    from: addressOf(from[row]),
    to: addressOf(to[row]),
    amount: readLimbs(amount, row),
    before: readLimbs(before, row),
  }))
}

/** The taint that holdings start with, by address. */
export function toMap({ holdings, start }, readLimbs) {
  const taint = new Map()
  for (let holding = 0; holding < holdings; holding++) {
    const amount = readLimbs(start, holding)
    if (amount > 0n) taint.set(addressOf(holding), amount)
  }
  return taint
}

/** One pass over all rows. */
export function haircutOfObjects(rows, taint) {
  for (const { from, to, amount, before } of rows) {
    const x = taint.get(from) ?? 0n
    if (x === 0n) continue
    const moved = amount >= before ? x : (x * amount) / before
    taint.set(from, x - moved)
    taint.set(to, (taint.get(to) ?? 0n) + moved)
  }
}

/** An address of the usual length that stands for a holding. */
export function addressOf(holding) {
  return `0x${holding.toString(16).padStart(40, '0')}`
}
