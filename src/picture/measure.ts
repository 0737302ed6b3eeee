import type { FlowNode } from './Flow.ts'
import * as Graph from './Graph.ts'
import * as Kind from './Kind.ts'
import * as Money from './Money.ts'
import { clean, fit, type Room, widthPx, wrap } from './Text.ts'

/** Sizes of everything that is drawn, in px of a picture 1600 wide. */
export const sheet = {
  widthPx: 1600,
  marginPx: 40,
  barPx: 12,
  barMinPx: 3,
  /** Height of the fullest column's money. */
  flowPx: 420,
  titlePx: 24,
  headPx: 11.5,
  labelPx: 12,
  amountPx: 11.5,
  notePx: 12,
  linePx: 14.5,
  labelGapPx: 8,
  signPx: 14,
  labelWidthMaxPx: 240,
  columnMinPx: 124,
  lanePx: 8,
  lanesMax: 4,
} as const

// With more nodes than this labels leave out the subtitle.
const subtitledMax = 40

/** How much money a node saw, and what of it. */
export interface Account {
  readonly received: bigint
  readonly sent: bigint
  /** The most that the node had in all: what its bar stands for. */
  readonly value: bigint
}

/** Text of a label, cut to its room. */
export interface Label {
  readonly titles: readonly string[]
  readonly amount: string
  readonly subtitle: string
  readonly heightPx: number
  /** Part of the money ended here, part went on. */
  readonly parted: boolean
}

/** Where columns stand and how wide labels may be. */
export interface Raster {
  readonly widthPx: number
  readonly labelPx: number
  readonly columnPx: readonly number[]
}

/** Adds up each node's money. Loops to itself do not count. */
export function account(graph: Graph.Graph): Account[] {
  return graph.nodes.map((node, at) => {
    const received = Graph.total(Graph.arcsTo(graph, at))
    const sent = Graph.total(Graph.arcsFrom(graph, at))
    const value = [received, sent + node.amount, node.through].reduce((most, sum) => (sum > most ? sum : most))
    return { received, sent, value }
  })
}

/** Most money in one column: what the scale is made from. */
export function fullestColumn(accounts: readonly Account[], columns: readonly number[]): bigint {
  const sums = new Map<number, bigint>()
  for (const [at, { value }] of accounts.entries()) {
    const column = columns[at] ?? 0
    sums.set(column, (sums.get(column) ?? 0n) + value)
  }
  return [...sums.values()].reduce((most, sum) => (sum > most ? sum : most), 0n)
}

/** Spreads columns over the width. More columns than fit make the picture wider, never the text smaller. */
export function raster(count: number): Raster {
  const { widthPx: least, marginPx, barPx, labelWidthMaxPx, columnMinPx } = sheet
  const width = Math.max(least, 2 * marginPx + count * columnMinPx)
  const last = Math.min(labelWidthMaxPx, (width - 2 * marginPx) / Math.max(count, 1))
  const pitch = count > 1 ? (width - 2 * marginPx - last) / (count - 1) : 0
  const columnPx = Array.from({ length: count }, (_, at) => marginPx + at * pitch)
  const room = count > 1 ? Math.min(pitch, last) : last
  return { widthPx: width, labelPx: room - barPx - sheet.labelGapPx - sheet.signPx - 10, columnPx }
}

/** Writes a node's label within its room. */
export function label(node: FlowNode, { value }: Account, { money, labelPx, subtitled }: LabelStyle): Label {
  const room: Room = { widthPx: labelPx, sizePx: sheet.labelPx }
  const title = clean(node.title) || Kind.looks[Kind.of(node)].name
  const subtitle = clean(node.subtitle)
  const shown = subtitled && subtitle !== title ? fit(subtitle, { ...room, sizePx: sheet.amountPx }) : ''
  const titles = wrap(title, room, 2)
  const lines = titles.length + 1 + (shown === '' ? 0 : 1)
  const amount = amountText(node, value, { money, labelPx })
  return { titles, ...amount, subtitle: shown, heightPx: lines * sheet.linePx }
}

/** What labels of a picture have in common. */
export interface LabelStyle {
  readonly money: Money.Money
  readonly labelPx: number
  readonly subtitled: boolean
}

/** Whether labels have room for subtitles. */
export function isSubtitled(nodeCount: number): boolean {
  return nodeCount <= subtitledMax
}

interface AmountText {
  readonly amount: string
  readonly parted: boolean
}

// An amount is never cut in the middle: first the unit goes, then the part, then the last digits, with their number said.
// Less than a thousandth is no part to name.
function amountText(node: FlowNode, value: bigint, { money, labelPx }: Omit<LabelStyle, 'subtitled'>): AmountText {
  const [plain, named] = [Money.brief(value, money), Money.briefWithUnit(value, money)]
  const parted = node.amount < value && node.amount * 1000n >= value && value > 0n
  const part = `${Money.brief(node.amount, money)} of `
  const texts = parted ? [part + named, part + plain, named, plain] : [named, plain]
  return {
    amount: texts.find((text) => widthPx(text, sheet.amountPx) <= labelPx) ?? Money.scientific(value, money),
    parted,
  }
}
