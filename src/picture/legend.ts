import { countAccounts } from './fold.ts'
import type * as Graph from './Graph.ts'
import * as Kind from './Kind.ts'
import * as Money from './Money.ts'
import { sheet } from './measure.ts'
import type { KeyEntry, Line } from './Scene.ts'
import { widthPx, wrap } from './Text.ts'

/** What stands under the picture. */
export interface Footing {
  readonly key: readonly KeyEntry[]
  readonly notes: readonly Line[]
  readonly bottomPx: number
}

/** What a footing is made of. */
export interface FootingParts {
  readonly graph: Graph.Graph
  readonly money: Money.Money
  readonly widthPx: number
  readonly topPx: number
  readonly notes: readonly string[]
}

const entryGapPx = 36
const rowPx = 42

/** Sets the legend, with what ended in each kind and its share, and the notes below it. */
export function footing(parts: FootingParts): Footing {
  const key = setKey(parts)
  const keyBottom = key.reduce((most, { detail }) => Math.max(most, detail.yPx), parts.topPx)
  const notes = setNotes(parts, keyBottom + 32)
  const last = notes.at(-1)?.yPx ?? keyBottom
  return { key, notes, bottomPx: Math.ceil(last + 30) }
}

function setKey(parts: FootingParts): KeyEntry[] {
  const entries: KeyEntry[] = []
  let [x, y] = [sheet.marginPx, parts.topPx + 28]
  for (const { kind, name, detail } of sumUp(parts)) {
    const width = Math.max(widthPx(name, sheet.notePx), widthPx(detail, sheet.notePx)) + sheet.signPx + entryGapPx
    if (x > sheet.marginPx && x + width > parts.widthPx - sheet.marginPx + entryGapPx) {
      x = sheet.marginPx
      y += rowPx
    }
    const at = (text: string, yPx: number): Line => ({ text, xPx: x + sheet.signPx + 3, yPx })
    entries.push({ kind, name: at(name, y), detail: at(detail, y + 16) })
    x += width
  }
  return entries
}

// One entry for each kind that occurs. Kinds where money cannot end only say how many they are.
function sumUp({ graph, money }: FootingParts): { kind: Kind.Kind; name: string; detail: string }[] {
  const total = graph.nodes.reduce((sum, node) => sum + node.amount, 0n)
  return Kind.all.flatMap((kind) => {
    const nodes = graph.nodes.filter((node) => Kind.of(node) === kind)
    const count = countAccounts(nodes)
    const ended = nodes.reduce((sum, node) => sum + node.amount, 0n)
    const share = `${Money.briefWithUnit(ended, money)} (${Money.percent(ended, total)})`
    return count === 0
      ? []
      : [
          {
            kind,
            name: `${Kind.looks[kind].name} × ${count}`,
            detail: ended > 0n ? share : kind === 'seed' ? 'where it starts' : 'passes on',
          },
        ]
  })
}

function setNotes(parts: FootingParts, topPx: number): Line[] {
  const room = { widthPx: parts.widthPx - 2 * sheet.marginPx, sizePx: sheet.notePx }
  const lines = parts.notes.flatMap((note) => wrap(note, room, 3))
  return lines.map((text, row) => ({ text, xPx: sheet.marginPx, yPx: topPx + row * 17 }))
}
