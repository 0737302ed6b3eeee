import type { Holding, TraceIndex } from './TraceIndex.ts'

/** Holdings with more distinct counterparties than the bound, senders and receivers together. */
export function findHubs(index: TraceIndex, counterpartiesMax: number, exempt: ReadonlySet<Holding>): Set<Holding> {
  const rows = new Uint32Array(index.holdings)
  for (let row = 0; row < index.count; row++) {
    for (const holding of [index.from[row] as number, index.to[row] as number]) rows[holding] = (rows[holding] ?? 0) + 1
  }
  const others = new Map<Holding, Set<Holding>>()
  rows.forEach((count, holding) => {
    if (count > counterpartiesMax && !exempt.has(holding)) others.set(holding, new Set())
  })
  if (others.size === 0) return new Set()
  for (let row = 0; row < index.count; row++) {
    const from = index.from[row] as number
    const to = index.to[row] as number
    others.get(from)?.add(to)
    others.get(to)?.add(from)
  }
  return new Set([...others].flatMap(([holding, seen]) => (seen.size > counterpartiesMax ? [holding] : [])))
}
