import type { Kind } from './Kind.ts'

/** One line of text with its baseline. */
export interface Line {
  readonly text: string
  readonly xPx: number
  readonly yPx: number
}

/** A node: its bar, the part of it that ended here, its sign and label. */
export interface SceneNode {
  readonly id: string
  readonly kind: Kind
  /** Stands for several accounts. */
  readonly merged: boolean
  readonly xPx: number
  readonly yPx: number
  readonly widthPx: number
  readonly heightPx: number
  /** Lower part of the bar: money that ended here though other money went on. */
  readonly endedPx: number
  readonly sign: { readonly xPx: number; readonly yPx: number }
  readonly titles: readonly Line[]
  readonly subtitle: Line | undefined
  readonly amount: Line
  /** Several lines, exact amounts. */
  readonly tooltip: string
}

/** Money between two nodes. */
export interface SceneRibbon {
  readonly from: string
  readonly to: string
  /** Kind of the node that it leads to. */
  readonly kind: Kind
  /** SVG path: an area, or for a ribbon that goes back the line in its middle. */
  readonly path: string
  readonly back: boolean
  readonly widthPx: number
  /** SVG path of the arrow head; empty where the money goes to the right. */
  readonly arrow: string
  readonly tooltip: string
}

/** A kind in the legend, with the sum that ended in it. */
export interface KeyEntry {
  readonly kind: Kind
  readonly name: Line
  readonly detail: Line
}

/** Everything that is drawn, with its place: the same for every renderer. All text is clean, none is escaped. */
export interface Scene {
  readonly widthPx: number
  readonly heightPx: number
  readonly title: readonly Line[]
  readonly summary: Line
  /** Spoken description. */
  readonly description: string
  readonly columns: readonly Line[]
  /** Rule under the column heads, and the one above the legend. */
  readonly rulesPx: readonly number[]
  readonly ribbons: readonly SceneRibbon[]
  readonly nodes: readonly SceneNode[]
  readonly key: readonly KeyEntry[]
  readonly notes: readonly Line[]
}
