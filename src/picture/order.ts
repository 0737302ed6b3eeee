import type { Grid, Link } from './Grid.ts'

type Columns = readonly (readonly number[])[]

const sweeps = 24
const swapRounds = 8
// Above this only sweeps are made: swaps compare every pair of links at two items.
const swapLinksMax = 4000

/**
 * Orders the items of each column so that few ribbons cross, and the wide ones least of all.
 *
 * Sweeps to the right and to the left put every item at the mean place of its neighbours, weighted by width; the best
 * order seen is kept, then neighbours are swapped while that helps.
 *
 * @source Sugiyama, Tagawa, Toda (1981), Methods for visual understanding of hierarchical system structures
 */
export function order(grid: Grid): number[][] {
  const near = neighbours(grid)
  let columns: Columns = grid.columns.map((column) => byHeight(grid, column))
  let best = { columns, crossings: countCrossings(grid, columns) }
  for (let sweep = 0; sweep < sweeps && best.crossings > 0; sweep++) {
    columns = sweepOnce(grid, columns, sweep % 2 === 0 ? near.left : near.right, sweep % 2 === 0)
    const crossings = countCrossings(grid, columns)
    if (crossings < best.crossings) best = { columns, crossings }
  }
  return grid.links.length > swapLinksMax ? best.columns.map((column) => [...column]) : swap(best.columns, near)
}

interface Neighbour {
  readonly item: number
  readonly weight: number
}

interface Neighbours {
  readonly left: readonly (readonly Neighbour[])[]
  readonly right: readonly (readonly Neighbour[])[]
}

// Thin ribbons count too: a crossing of two of them is still a crossing.
function weigh(link: Link): number {
  return link.widthPx + 1
}

function neighbours(grid: Grid): Neighbours {
  const left: Neighbour[][] = grid.items.map(() => [])
  const right: Neighbour[][] = grid.items.map(() => [])
  for (const link of grid.links) {
    left[link.right]?.push({ item: link.left, weight: weigh(link) })
    right[link.left]?.push({ item: link.right, weight: weigh(link) })
  }
  return { left, right }
}

function byHeight(grid: Grid, column: readonly number[]): number[] {
  const height = (item: number): number => grid.items[item]?.heightPx ?? 0
  return [...column].sort((a, b) => height(b) - height(a) || a - b)
}

function sweepOnce(grid: Grid, columns: Columns, near: Neighbours['left'], toRight: boolean): Columns {
  const places = placesOf(grid, columns)
  const next = columns.map((column) => [...column])
  const numbers = [...columns.keys()]
  for (const at of toRight ? numbers : numbers.reverse()) {
    const means = new Map((next[at] ?? []).map((item) => [item, meanPlace(near[item] ?? [], places, item)]))
    next[at]?.sort((a, b) => (means.get(a) ?? 0) - (means.get(b) ?? 0) || a - b)
    setPlaces(places, next[at] ?? [])
  }
  return next
}

function meanPlace(near: readonly Neighbour[], places: readonly number[], item: number): number {
  let [sum, weights] = [0, 0]
  for (const neighbour of near) {
    sum += (places[neighbour.item] ?? 0) * neighbour.weight
    weights += neighbour.weight
  }
  return weights > 0 ? sum / weights : (places[item] ?? 0)
}

// Places run from 0 to 1, so that columns of different length compare.
function setPlaces(places: number[], column: readonly number[]): void {
  for (const [at, item] of column.entries()) places[item] = (at + 0.5) / column.length
}

function placesOf(grid: Grid, columns: Columns): number[] {
  const places = grid.items.map(() => 0)
  for (const column of columns) setPlaces(places, column)
  return places
}

/** Sum over all crossings of the product of both widths; what `order` makes small. */
export function countCrossings(grid: Grid, columns: Columns): number {
  const at = indexOf(columns)
  const byColumn: Link[][] = columns.map(() => [])
  for (const link of grid.links) byColumn[grid.items[link.left]?.column ?? 0]?.push(link)
  return byColumn.reduce((sum, links, column) => sum + countBetween(links, at, columns[column + 1]?.length ?? 0), 0)
}

function indexOf(columns: Columns): Map<number, number> {
  return new Map(columns.flatMap((column) => column.map((item, at): [number, number] => [item, at])))
}

// Inversions by a Fenwick tree over the right ends, largest first.
function countBetween(links: readonly Link[], at: ReadonlyMap<number, number>, rightCount: number): number {
  const place = (item: number): number => at.get(item) ?? 0
  const sorted = [...links].sort((a, b) => place(a.left) - place(b.left) || place(a.right) - place(b.right))
  const tree = new Float64Array(rightCount + 1)
  let [crossings, total] = [0, 0]
  for (const link of sorted) {
    let notRight = 0
    for (let node = place(link.right) + 1; node > 0; node -= node & -node) notRight += tree[node] ?? 0
    crossings += (total - notRight) * weigh(link)
    for (let node = place(link.right) + 1; node <= rightCount; node += node & -node)
      tree[node] = (tree[node] ?? 0) + weigh(link)
    total += weigh(link)
  }
  return crossings
}

function swap(columns: Columns, near: Neighbours): number[][] {
  const result = columns.map((column) => [...column])
  const at = indexOf(columns)
  for (let round = 0; round < swapRounds; round++) {
    const swaps = result.reduce((sum, column) => sum + swapIn(column, at, near), 0)
    if (swaps === 0) break
  }
  return result
}

function swapIn(column: number[], at: Map<number, number>, near: Neighbours): number {
  let swaps = 0
  for (let place = 0; place + 1 < column.length; place++) {
    const [a = 0, b = 0] = [column[place], column[place + 1]]
    if (gainOfSwap(near.left, at, a, b) + gainOfSwap(near.right, at, a, b) <= 0) continue
    ;[column[place], column[place + 1]] = [b, a]
    at.set(b, place).set(a, place + 1)
    swaps++
  }
  return swaps
}

// Crossings that go when b stands before a, less those that come.
function gainOfSwap(near: Neighbours['left'], at: ReadonlyMap<number, number>, a: number, b: number): number {
  let gain = 0
  for (const of of near[a] ?? []) {
    for (const other of near[b] ?? []) {
      gain += Math.sign((at.get(of.item) ?? 0) - (at.get(other.item) ?? 0)) * of.weight * other.weight
    }
  }
  return gain
}
