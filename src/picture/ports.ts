import type { Grid, Link } from './Grid.ts'

/** Where a link meets its two items: px below the item's top edge, of the link's own top edge. */
export interface Port {
  leftPx: number
  rightPx: number
}

/**
 * Stacks the ribbons along the sides of each item in the order of what they lead to, so that none cross at the item.
 * Ribbons that go back come last, at the bottom.
 *
 * @param grid - Items and links.
 * @param columns - The items of each column, in order.
 * @returns One port per link.
 */
export function stack(grid: Grid, columns: readonly (readonly number[])[]): Port[] {
  const place = new Map(columns.flatMap((column) => column.map((item, at): [number, number] => [item, at])))
  const ports = grid.links.map((): Port => ({ leftPx: 0, rightPx: 0 }))
  const sides: Sides = { grid, ports, place, entering: groupBy(grid, 'right'), leaving: groupBy(grid, 'left') }
  for (const item of columns.flat()) stackItem(sides, item)
  return ports
}

interface Sides {
  readonly grid: Grid
  readonly ports: Port[]
  readonly place: ReadonlyMap<number, number>
  readonly entering: readonly (readonly number[])[]
  readonly leaving: readonly (readonly number[])[]
}

function groupBy(grid: Grid, side: 'left' | 'right'): number[][] {
  const groups: number[][] = grid.items.map(() => [])
  for (const [at, link] of grid.links.entries()) groups[link[side]]?.push(at)
  return groups
}

// Columns are visited from left to right, so the left ports of what enters are known already.
function stackItem(sides: Sides, item: number): void {
  const entering = sortEntering(sides, sides.entering[item] ?? [])
  setPorts(sides, entering, 'rightPx')
  const passage = sides.grid.items[item]?.node === undefined
  const leaving = passage ? followOn(sides, entering, item) : sortLeaving(sides, sides.leaving[item] ?? [])
  setPorts(sides, leaving, 'leftPx')
}

function setPorts(sides: Sides, links: readonly number[], side: 'leftPx' | 'rightPx'): void {
  let px = 0
  for (const at of links) {
    const port = sides.ports[at]
    if (port) port[side] = px
    px += sides.grid.links[at]?.widthPx ?? 0
  }
}

function sortEntering({ grid, ports, place }: Sides, links: readonly number[]): number[] {
  const key = (at: number): number[] => {
    const link = grid.links[at]
    return [Number(link?.back), place.get(link?.left ?? 0) ?? 0, ports[at]?.leftPx ?? 0]
  }
  return sortBy(links, key)
}

function sortLeaving({ grid, place }: Sides, links: readonly number[]): number[] {
  return sortBy(links, (at) => {
    const link = grid.links[at]
    return [Number(link?.back), place.get(link?.right ?? 0) ?? 0]
  })
}

function sortBy(links: readonly number[], key: (at: number) => number[]): number[] {
  const keys = new Map(links.map((at) => [at, key(at)]))
  const compare = (a: number, b: number): number => {
    const other = keys.get(b) ?? []
    return (keys.get(a) ?? []).reduce((sign, value, at) => sign || value - (other[at] ?? 0), 0) || a - b
  }
  return [...links].sort(compare)
}

// In a passage ribbons keep the order in which they came in.
function followOn({ grid, leaving }: Sides, entering: readonly number[], item: number): number[] {
  const byArc = new Map((leaving[item] ?? []).map((at) => [arcKey(grid.links[at]), at]))
  return entering.flatMap((at) => byArc.get(arcKey(grid.links[at])) ?? [])
}

function arcKey(link: Link | undefined): string {
  return `${link?.arc.from} ${link?.arc.to}`
}
