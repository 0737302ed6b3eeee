import type { Grid, Item } from './Grid.ts'
import type { Port } from './ports.ts'

/** An ordered grid. */
export interface Ordered {
  readonly grid: Grid
  readonly columns: readonly (readonly number[])[]
  readonly ports: readonly Port[]
}

/** Upper edge of each item in px from the top of the drawing, and the height of all. */
export interface Places {
  readonly topPx: readonly number[]
  readonly heightPx: number
}

const rounds = 16
const gapPx = 14
const passageGapPx = 7
// Ribbons that go back should follow the others, not bend them.
const backPull = 0.05

/**
 * Sets the height at which each item stands: in its order, never touching the next, and as straight to its neighbours
 * as that allows. Each column is solved exactly, as the nearest places to the wanted ones in that order.
 */
export function place(ordered: Ordered): Places {
  const { grid, columns } = ordered
  const heightPx = columns.reduce((most, column) => Math.max(most, stackHeight(grid, column)), 0)
  const topPx = grid.items.map(() => 0)
  for (const column of columns) spread(grid, column, { topPx, heightPx, wanted: column.map(() => 0) })
  const pulls = listPulls(ordered)
  for (let round = 0; round < rounds; round++) {
    const sides: Side[] = round < rounds - 4 ? (round % 2 === 0 ? ['left'] : ['right']) : ['left', 'right']
    relax(ordered, { pulls, sides, topPx, heightPx })
  }
  return { topPx, heightPx }
}

type Side = 'left' | 'right'

// What an item is drawn to: another item, and how far below that one's top its own top would be.
interface Pull {
  readonly item: number
  readonly offsetPx: number
  readonly weight: number
}

type Pulls = Record<Side, readonly (readonly Pull[])[]>

interface Relaxing {
  readonly pulls: Pulls
  readonly sides: readonly Side[]
  readonly topPx: number[]
  readonly heightPx: number
}

function relax({ grid, columns }: Ordered, { pulls, sides, topPx, heightPx }: Relaxing): void {
  for (const column of sides[0] === 'right' ? [...columns].reverse() : columns) {
    const wanted = column.map((item) => wantedTop(item, { pulls, sides, topPx }))
    spread(grid, column, { topPx, heightPx, wanted })
  }
}

function wantedTop(item: number, { pulls, sides, topPx }: Omit<Relaxing, 'heightPx'>): number {
  let [sum, weights] = [0, 0]
  for (const pull of sides.flatMap((side) => pulls[side][item] ?? [])) {
    sum += ((topPx[pull.item] ?? 0) + pull.offsetPx) * pull.weight
    weights += pull.weight
  }
  return weights > 0 ? sum / weights : (topPx[item] ?? 0)
}

function listPulls({ grid, ports }: Ordered): Pulls {
  const left: Pull[][] = grid.items.map(() => [])
  const right: Pull[][] = grid.items.map(() => [])
  for (const [at, link] of grid.links.entries()) {
    const port = ports[at] ?? { leftPx: 0, rightPx: 0 }
    const weight = (link.widthPx + 0.5) * (link.back ? backPull : 1)
    left[link.right]?.push({ item: link.left, offsetPx: port.leftPx - port.rightPx, weight })
    right[link.left]?.push({ item: link.right, offsetPx: port.rightPx - port.leftPx, weight })
  }
  return { left, right }
}

// Least distance between the upper edges of two items that follow each other in a column.
function separation(upper: Item, lower: Item): number {
  const free = upper.node === undefined || lower.node === undefined ? passageGapPx : gapPx
  return upper.heightPx + upper.belowPx + free + lower.abovePx
}

function offsets(grid: Grid, column: readonly number[]): number[] {
  let sum = 0
  return column.map((item, at) => {
    const [upper, lower] = [grid.items[column[at - 1] ?? -1], grid.items[item]]
    sum += lower ? (upper ? separation(upper, lower) : lower.abovePx) : 0
    return sum
  })
}

function stackHeight(grid: Grid, column: readonly number[]): number {
  const last = grid.items[column.at(-1) ?? -1]
  return last ? (offsets(grid, column).at(-1) ?? 0) + last.heightPx + last.belowPx : 0
}

interface Spreading {
  readonly topPx: number[]
  readonly heightPx: number
  readonly wanted: readonly number[]
}

// Nearest feasible places in the least-squares sense: without their offsets the tops may only rise.
function spread(grid: Grid, column: readonly number[], { topPx, heightPx, wanted }: Spreading): void {
  const offset = offsets(grid, column)
  const weights = column.map((item) => (grid.items[item]?.heightPx ?? 0) + 1)
  const free = rising(wanted.map((top, at) => ({ value: top - (offset[at] ?? 0), weight: weights[at] ?? 1 })))
  const slack = heightPx - stackHeight(grid, column)
  for (const [at, item] of column.entries()) {
    topPx[item] = Math.min(Math.max(free[at] ?? 0, 0), slack) + (offset[at] ?? 0)
  }
}

interface Block {
  value: number
  weight: number
  size: number
}

/**
 * Nearest values that never fall, by weighted least squares.
 *
 * @source Best and Chakravarti (1990), Active set algorithms for isotonic regression (pool adjacent violators)
 */
export function rising(points: readonly { value: number; weight: number }[]): number[] {
  const blocks: Block[] = []
  for (const { value, weight } of points) {
    let block: Block = { value, weight, size: 1 }
    for (let last = blocks.at(-1); last && last.value > block.value; last = blocks.at(-1)) {
      block = pool(last, block)
      blocks.pop()
    }
    blocks.push(block)
  }
  return blocks.flatMap((block) => Array.from({ length: block.size }, () => block.value))
}

function pool(a: Block, b: Block): Block {
  const weight = a.weight + b.weight
  return { value: (a.value * a.weight + b.value * b.weight) / weight, weight, size: a.size + b.size }
}
