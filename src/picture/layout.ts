import type { Flow, FlowNode } from './Flow.ts'
import type * as Graph from './Graph.ts'
import * as Grid from './Grid.ts'
import * as Kind from './Kind.ts'
import { type Footing, footing } from './legend.ts'
import * as measure from './measure.ts'
import { order } from './order.ts'
import { band, type Drawing, loop, type Turn } from './paths.ts'
import { type Places, place } from './place.ts'
import { type Frame, frameDefault, isBack, type Plan, planScene } from './plan.ts'
import { stack } from './ports.ts'
import type { Line, Scene, SceneNode, SceneRibbon } from './Scene.ts'
import { clean, wrap } from './Text.ts'
import { notesOf, summarise, tellNode, tellRibbon } from './wording.ts'

/**
 * Lays a flow out from left to right: where each bar, ribbon and line of text stands. No two bars or labels touch.
 *
 * @param flow - Any flow; `condense` bounds a large one first.
 * @param frame - What surrounds it.
 * @returns A scene 1600 px wide, or wider where there are more columns than fit.
 * @throws InvalidFlowError `LZ_FLOW_INVALID`
 */
export function layout(flow: Flow, frame: Frame = frameDefault): Scene {
  const plan = planScene(flow, frame)
  const head = heading(flow, plan)
  const drawing = draw(plan, head.bottomPx)
  const nodes = plan.graph.nodes.map((node, at) => sceneNode(plan, drawing, { node, at }))
  const bottomPx = head.bottomPx + drawing.places.heightPx + 28
  const foot = footing({ ...plan, topPx: bottomPx, notes: notesOf(plan, frame) })
  return assemble({ plan, head, foot, nodes, ribbons: ribbonsOf(plan, drawing), bottomPx })
}

function draw(plan: Plan, topPx: number): Drawing {
  const grid = Grid.from({ arcs: plan.arcs, nodes: gridItems(plan), widthPx: plan.scale })
  const columns = order(grid)
  const ports = stack(grid, columns)
  const places = lower(place({ grid, columns, ports }), topPx)
  const lanesPx = plan.labels.map((label, at) => {
    const item = grid.items[at]
    return (places.topPx[at] ?? 0) + (item?.heightPx ?? 0) + overhang(label, item?.heightPx ?? 0) + 2
  })
  return { grid, ports, places, columnPx: plan.raster.columnPx, lanesPx }
}

function lower(places: Places, byPx: number): Places {
  return { ...places, topPx: places.topPx.map((top) => top + byPx) }
}

function overhang(label: measure.Label, heightPx: number): number {
  return Math.max(0, (label.heightPx - heightPx) / 2)
}

function gridItems(plan: Plan): Grid.Item[] {
  const lanes = countLanes(plan)
  return plan.labels.map((label, at) => {
    const heightPx = Math.max(measure.sheet.barMinPx, plan.scale(plan.accounts[at]?.value ?? 0n))
    const abovePx = overhang(label, heightPx)
    const belowPx = abovePx + Math.min(lanes[at] ?? 0, measure.sheet.lanesMax) * measure.sheet.lanePx
    return { column: plan.columns[at] ?? 0, node: at, heightPx, abovePx, belowPx }
  })
}

function countLanes(plan: Plan): number[] {
  const lanes = plan.graph.nodes.map(() => 0)
  for (const arc of plan.arcs) {
    if (!isBack(plan, arc)) continue
    for (const at of new Set([arc.from, arc.to])) lanes[at] = (lanes[at] ?? 0) + 1
  }
  return lanes
}

function sceneNode(plan: Plan, drawing: Drawing, { node, at }: { node: FlowNode; at: number }): SceneNode {
  const { barPx, labelGapPx } = measure.sheet
  const heightPx = drawing.grid.items[at]?.heightPx ?? 0
  const [xPx, yPx] = [drawing.columnPx[plan.columns[at] ?? 0] ?? 0, drawing.places.topPx[at] ?? 0]
  const lines = setLabel(plan.labels[at] ?? noLabel, { xPx: xPx + barPx + labelGapPx, middlePx: yPx + heightPx / 2 })
  const endedPx = plan.labels[at]?.parted ? Math.min(heightPx, Math.max(2, plan.scale(node.amount))) : 0
  const shape = { xPx, yPx, widthPx: barPx, heightPx, endedPx }
  return {
    id: node.id,
    kind: Kind.of(node),
    merged: node.members !== undefined,
    ...shape,
    ...lines,
    tooltip: tellNode(plan, node, at),
  }
}

const noLabel: measure.Label = { titles: [], amount: '', subtitle: '', heightPx: 0, parted: false }

type Lines = Pick<SceneNode, 'sign' | 'titles' | 'amount' | 'subtitle'>

// The label's lines, around the middle of the bar: a thin ribbon then runs between title and amount.
function setLabel(label: measure.Label, { xPx, middlePx }: { xPx: number; middlePx: number }): Lines {
  const { linePx, signPx } = measure.sheet
  const first = middlePx - label.heightPx / 2 + linePx * 0.78
  const line = (text: string, row: number): Line => ({ text, xPx: xPx + signPx, yPx: first + row * linePx })
  const rows = label.titles.length
  const subtitle = label.subtitle === '' ? undefined : line(label.subtitle, rows + 1)
  const sign = { xPx: xPx + 5, yPx: first - linePx * 0.28 }
  return { sign, titles: label.titles.map(line), amount: line(label.amount, rows), subtitle }
}

function ribbonsOf(plan: Plan, drawing: Drawing): SceneRibbon[] {
  const taken: Taken = { leaving: new Map(), staying: new Map() }
  return drawing.grid.routes.map((route) => {
    const [from, to] = [plan.graph.nodes[route.arc.from], plan.graph.nodes[route.arc.to]]
    const shape = route.back ? drawLoop(plan, drawing, { route, taken }) : { ...band(drawing, route), arrow: '' }
    const kind = to ? Kind.of(to) : 'account'
    const ends = { from: from?.id ?? '', to: to?.id ?? '', kind, back: route.back }
    return { ...ends, ...shape, tooltip: tellRibbon(plan, route.arc) }
  })
}

function drawLoop(plan: Plan, drawing: Drawing, { route, taken }: { route: Grid.Route; taken: Taken }): Shape {
  const widthPx = Math.min(Grid.backWidthPx, Math.max(1.2, plan.scale(route.arc.amount)))
  return { ...loop(drawing, route, takeTurn(plan, route.arc, taken)), widthPx }
}

// Turns taken by node, and by column.
interface Taken {
  readonly leaving: Map<number, number>
  readonly staying: Map<number, number>
}

function takeTurn({ columns }: Plan, { from, to }: Graph.Arc, { leaving, staying }: Taken): Turn {
  const column = columns[from] ?? 0
  const turn = { leaving: leaving.get(from) ?? 0, staying: staying.get(column) ?? 0 }
  leaving.set(from, turn.leaving + 1)
  if (columns[to] === column && from !== to) staying.set(column, turn.staying + 1)
  return turn
}

type Shape = Pick<SceneRibbon, 'path' | 'arrow' | 'widthPx'>

interface Heading {
  readonly title: readonly Line[]
  readonly summary: Line
  readonly columns: readonly Line[]
  readonly rulePx: number
  readonly bottomPx: number
}

function heading(flow: Flow, plan: Plan): Heading {
  const { marginPx, titlePx } = measure.sheet
  const room = { widthPx: plan.widthPx - 2 * marginPx, sizePx: titlePx }
  const title = wrap(clean(flow.title), room, 2).map((text, row) => ({ text, xPx: marginPx, yPx: 50 + row * 30 }))
  const top = 46 + title.length * 30
  const word = plan.hops ? 'HOP' : 'STEP'
  const columns = plan.raster.columnPx.map((xPx, at) => ({ text: `${word} ${at}`, xPx, yPx: top + 40 }))
  const summary = { text: summarise(plan), xPx: marginPx, yPx: top }
  return { title, summary, columns, rulePx: top + 49, bottomPx: top + 70 }
}

interface Pieces {
  readonly plan: Plan
  readonly head: Heading
  readonly foot: Footing
  readonly nodes: readonly SceneNode[]
  readonly ribbons: readonly SceneRibbon[]
  readonly bottomPx: number
}

function assemble({ plan, head, foot, nodes, ribbons, bottomPx }: Pieces): Scene {
  const { title, summary, columns } = head
  const description = [summary.text, ...foot.key.map(({ name, detail }) => `${name.text}: ${detail.text}`)].join('\n')
  return {
    widthPx: plan.widthPx,
    heightPx: foot.bottomPx,
    title,
    summary,
    description,
    columns,
    rulesPx: [head.rulePx, bottomPx],
    ribbons,
    nodes,
    key: foot.key,
    notes: foot.notes,
  }
}
