import type * as Graph from './Graph.ts'

/** Something with a place in a column: a node, or a passage through which longer ribbons cross the column. */
export interface Item {
  readonly column: number
  /** Position of the node in the graph; undefined for a passage. */
  readonly node: number | undefined
  readonly heightPx: number
  /** Free space that it needs above and below itself: its label, and lanes for ribbons that go back. */
  readonly abovePx: number
  readonly belowPx: number
}

/** One step of a ribbon between neighbouring columns, from left to right even where the money goes back. */
export interface Link {
  readonly left: number
  readonly right: number
  readonly arc: Graph.Arc
  readonly widthPx: number
  /** Money goes from right to left. */
  readonly back: boolean
}

/** A drawn arc, and the items that its ribbon touches from left to right. */
export interface Route {
  readonly arc: Graph.Arc
  readonly items: readonly number[]
  /** Its links, one less than items. */
  readonly links: readonly number[]
  readonly back: boolean
}

/** Nodes and passages in columns. Items of a node have the node's position as number. */
export interface Grid {
  readonly items: readonly Item[]
  readonly links: readonly Link[]
  readonly routes: readonly Route[]
  readonly columns: readonly (readonly number[])[]
}

/** What a grid is made of. */
export interface Parts {
  readonly arcs: readonly Graph.Arc[]
  /** One per node, in the graph's order. */
  readonly nodes: readonly Item[]
  readonly widthPx: (amount: bigint) => number
}

/** Widest line of a ribbon that goes back: those are not to scale, thick ones could not turn. */
export const backWidthPx = 3
const passagesMax = 3000

/**
 * Puts nodes and ribbons into columns. A ribbon over several columns gets a passage in each one between; those to the
 * same node share passages, so that they run as one trunk.
 */
export function from(parts: Parts): Grid {
  const draft: Draft = { items: [...parts.nodes], links: [], passages: new Map(), parts }
  const routes = parts.arcs.map((arc) => route(draft, arc))
  const widths = new Map([...draft.passages.values()].map((passage) => [passage.item, passage.widthPx]))
  const items = draft.items.map((item, at) => ({ ...item, heightPx: widths.get(at) ?? item.heightPx }))
  return { items, links: draft.links, routes, columns: listColumns(items) }
}

interface Draft {
  readonly items: Item[]
  readonly links: Link[]
  /** Passages by what they lead to, and the width that they have so far. */
  readonly passages: Map<string, Passage>
  readonly parts: Parts
}

interface Passage {
  readonly item: number
  widthPx: number
}

function route(draft: Draft, arc: Graph.Arc): Route {
  const [start, end] = [columnOf(draft, arc.from), columnOf(draft, arc.to)]
  const back = end <= start
  if (start === end) return { arc, items: [arc.from, arc.to], links: [], back }
  const [left, right] = back ? [arc.to, arc.from] : [arc.from, arc.to]
  const items = [left, ...passThrough(draft, arc, back), right]
  return { arc, items, links: link(draft, { arc, items, back }), back }
}

function link(draft: Draft, { arc, items, back }: Omit<Route, 'links'>): number[] {
  const widthPx = width(draft, arc, back)
  return items.slice(1).map((right, step) => {
    return draft.links.push({ left: items[step] ?? 0, right, arc, widthPx, back }) - 1
  })
}

function passThrough(draft: Draft, arc: Graph.Arc, back: boolean): number[] {
  const columns = [columnOf(draft, arc.from), columnOf(draft, arc.to)].sort((a, b) => a - b)
  const [first = 0, last = 0] = columns
  if (draft.passages.size + last - first > passagesMax) return []
  const between = Array.from({ length: Math.max(0, last - first - 1) }, (_, step) => first + 1 + step)
  return between.map((column) => enter(draft, { arc, column, back }))
}

function enter(draft: Draft, { arc, column, back }: { arc: Graph.Arc; column: number; back: boolean }): number {
  const key = `${arc.to} ${column} ${back}`
  const known = draft.passages.get(key)
  const widthPx = width(draft, arc, back)
  if (known) known.widthPx += widthPx
  else draft.passages.set(key, { item: draft.items.push(passage(column)) - 1, widthPx })
  return known?.item ?? draft.items.length - 1
}

function passage(column: number): Item {
  return { column, node: undefined, heightPx: 0, abovePx: 0, belowPx: 0 }
}

function width(draft: Draft, arc: Graph.Arc, back: boolean): number {
  const widthPx = draft.parts.widthPx(arc.amount)
  return back ? Math.min(widthPx, backWidthPx) : widthPx
}

function columnOf(draft: Draft, node: number): number {
  return draft.items[node]?.column ?? 0
}

function listColumns(items: readonly Item[]): number[][] {
  const count = items.reduce((most, item) => Math.max(most, item.column + 1), 0)
  const columns: number[][] = Array.from({ length: count }, () => [])
  for (const [at, item] of items.entries()) columns[item.column]?.push(at)
  return columns
}
