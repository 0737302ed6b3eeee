import { getAmount } from './kernel/AmountColumn.ts'
import { createBigAmounts, createPaths, listWay } from './paths.ts'
import type { SpreadBounds, SpreadShare } from './spreadCategory.ts'
import type { Holding, TraceIndex } from './TraceIndex.ts'

type PlainShare = Omit<SpreadShare, 'received'>

/** What `spreadCategory` does by visiting every row of everybody once. */
export function spreadPlainly(
  index: TraceIndex,
  sources: ReadonlySet<Holding>,
  { isStop, floor }: SpreadBounds,
): Map<Holding, PlainShare> {
  const carried = new Map<Holding, bigint>()
  const sums = new Map<Holding, { amount: bigint; cut: bigint }>()
  const paths = createPaths(createBigAmounts())
  for (const source of sources) paths.start(source)
  for (let row = 0; row < index.count; row++) {
    const from = index.from[row]!
    const to = index.to[row]!
    const paid = getAmount(index.paid, row)
    const has = carried.get(from) ?? 0n
    const moved = sources.has(from) ? paid : has === 0n ? 0n : (has * paid) / getAmount(index.before, row)
    if (!sources.has(from)) carried.set(from, has - moved)
    if (moved === 0n || sources.has(to)) continue
    const { amount, cut } = sums.get(to) ?? { amount: 0n, cut: 0n }
    const isFollowed = moved >= floor
    sums.set(to, isFollowed ? { amount: amount + moved, cut } : { amount, cut: cut + moved })
    if (isFollowed) paths.addEdge({ row, from, to }, moved)
    if (isFollowed && !isStop(to)) carried.set(to, (carried.get(to) ?? 0n) + moved)
  }
  const { edges, hopsOf, strongestOf } = paths.result((holding) => holding)
  const describe = (holding: Holding, sum: { amount: bigint; cut: bigint }): PlainShare => {
    return { holding, ...sum, hops: hopsOf(holding), rows: listWay(edges, strongestOf(holding)) }
  }
  return new Map(Array.from(sums, ([holding, sum]) => [holding, describe(holding, sum)]))
}
