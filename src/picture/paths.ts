import { backWidthPx, type Grid, type Route } from './Grid.ts'
import { sheet } from './measure.ts'
import type { Places } from './place.ts'
import type { Port } from './ports.ts'

/** A finished layout, as far as paths need it. */
export interface Drawing {
  readonly grid: Grid
  readonly ports: readonly Port[]
  readonly places: Places
  /** Left edge of each column. */
  readonly columnPx: readonly number[]
  /** First free height below each node's bar and label. */
  readonly lanesPx: readonly number[]
}

interface Point {
  readonly x: number
  readonly y: number
}

/** Writes a coordinate with one digit at the most. */
export function px(value: number): string {
  return String(Math.round(value * 10) / 10)
}

/** Area of a ribbon that goes to the right, through its passages. At least one px wide, so that it is seen. */
export function band(drawing: Drawing, route: Route): { path: string; widthPx: number } {
  const trueWidth = drawing.grid.links[route.links[0] ?? -1]?.widthPx ?? 0
  const width = Math.max(1, trueWidth)
  const tops = route.links.map((at, step) => span(drawing, route, at, step))
  const lift = (trueWidth - width) / 2
  const there = tops.map(
    ([a, b], step) => `${step === 0 ? 'M' : 'L'}${xy(down(a, lift))}${curve(down(a, lift), down(b, lift))}`,
  )
  const back = [...tops].reverse().map(([a, b]) => {
    const [from, to] = [down(b, lift + width), down(a, lift + width)]
    return `L${xy(from)}${curve(from, to)}`
  })
  return { path: `${there.join('')}${back.join('')}Z`, widthPx: width }
}

// Upper edge of one link, from its left item to its right item.
function span(drawing: Drawing, route: Route, link: number, step: number): [Point, Point] {
  const [left = 0, right = 0] = [route.items[step], route.items[step + 1]]
  const port = drawing.ports[link] ?? { leftPx: 0, rightPx: 0 }
  const start = { x: leftEdge(drawing, left) + sheet.barPx, y: top(drawing, left) + port.leftPx }
  return [start, { x: leftEdge(drawing, right), y: top(drawing, right) + port.rightPx }]
}

/** How a ribbon that goes back turns, so that two of them do not lie on each other. */
export interface Turn {
  /** How many such ribbons left the same node before. */
  readonly leaving: number
  /** How many stayed in the same column before. */
  readonly staying: number
}

/**
 * Middle line of a ribbon that goes back: out of the node's right side, round below it, and into the left side of the
 * node it returns to.
 */
export function loop(drawing: Drawing, route: Route, turn: Turn): { path: string; arrow: string } {
  const { from, to } = route.arc
  const lane = turn.leaving % sheet.lanesMax
  const radius = 12 + 4 * lane
  const [start, end] = [sourceOf(drawing, route), targetOf(drawing, route)]
  const below = { x: start.x, y: laneOf(drawing, from, lane) }
  const home = { x: leftEdge(drawing, from), y: below.y }
  const out = `M${xy(start)}${bow(start, below, radius)}L${xy(home)}`
  const stays = columnOf(drawing, from) === columnOf(drawing, to)
  if (stays) return { path: out + bow(home, end, -14 - 6 * (turn.staying % 7)), arrow: head(end) }
  const last = { x: end.x, y: laneOf(drawing, to, lane) }
  return { path: out + travel(drawing, route, { from: home, lane }) + bow(last, end, -radius), arrow: head(end) }
}

// From the lane below the source, leftwards through the passages, to the lane below the target.
function travel(drawing: Drawing, route: Route, { from, lane }: { from: Point; lane: number }): string {
  const stops = route.items
    .slice(1, -1)
    .reverse()
    .map((item, step) => middleOf(drawing, route, item, step))
  const target = { x: leftEdge(drawing, route.arc.to), y: laneOf(drawing, route.arc.to, lane) }
  let [text, at] = ['', from]
  for (const stop of [...stops, target]) {
    text += `${curve(at, { x: stop.x + sheet.barPx, y: stop.y })}L${xy(stop)}`
    at = stop
  }
  return text
}

function middleOf(drawing: Drawing, route: Route, item: number, step: number): Point {
  const link = route.links[route.links.length - 1 - step] ?? -1
  const half = (drawing.grid.links[link]?.widthPx ?? 0) / 2
  return { x: leftEdge(drawing, item), y: top(drawing, item) + (drawing.ports[link]?.leftPx ?? 0) + half }
}

// Ribbons that go back leave and enter at the lower end of the bar.
function sourceOf(drawing: Drawing, route: Route): Point {
  const { from } = route.arc
  return { x: leftEdge(drawing, from) + sheet.barPx, y: bottom(drawing, from) }
}

function targetOf(drawing: Drawing, route: Route): Point {
  const { to } = route.arc
  return { x: leftEdge(drawing, to), y: bottom(drawing, to) }
}

function bottom(drawing: Drawing, item: number): number {
  const height = drawing.grid.items[item]?.heightPx ?? 0
  return top(drawing, item) + height - Math.min(height, backWidthPx) / 2
}

function laneOf(drawing: Drawing, node: number, lane: number): number {
  return (drawing.lanesPx[node] ?? 0) + (lane + 0.5) * sheet.lanePx
}

function head({ x, y }: Point): string {
  return `M${xy({ x: x - 7, y: y - 4 })}L${xy({ x, y })}L${xy({ x: x - 7, y: y + 4 })}Z`
}

function curve(from: Point, to: Point): string {
  const middle = (from.x + to.x) / 2
  return `C${xy({ x: middle, y: from.y })} ${xy({ x: middle, y: to.y })} ${xy(to)}`
}

function bow(from: Point, to: Point, radius: number): string {
  return `C${xy({ x: from.x + radius, y: from.y })} ${xy({ x: to.x + radius, y: to.y })} ${xy(to)}`
}

function xy({ x, y }: Point): string {
  return `${px(x)} ${px(y)}`
}

function down(point: Point, by: number): Point {
  return { x: point.x, y: point.y + by }
}

function top(drawing: Drawing, item: number): number {
  return drawing.places.topPx[item] ?? 0
}

function columnOf(drawing: Drawing, item: number): number {
  return drawing.grid.items[item]?.column ?? 0
}

function leftEdge(drawing: Drawing, item: number): number {
  return drawing.columnPx[columnOf(drawing, item)] ?? 0
}
