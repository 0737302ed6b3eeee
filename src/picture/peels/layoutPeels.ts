import * as Kind from '../Kind.ts'
import * as Money from '../Money.ts'
import type { Line } from '../Scene.ts'
import { clean, fit, wrap } from '../Text.ts'
import { count } from '../wording.ts'
import type { PeelPoint, Peels } from './Peels.ts'

/** A rectangle with what it says when it is pointed at. */
export interface Block {
  readonly kind: Kind.Kind
  readonly xPx: number
  readonly yPx: number
  readonly widthPx: number
  readonly heightPx: number
  readonly tooltip: string
  /** Drawn as an area that money flows through, not as a bar. */
  readonly isFlow: boolean
}

/** Everything that is drawn of a peel chain, with its place. Texts are clean, none is escaped. */
export interface PeelScene {
  readonly widthPx: number
  readonly heightPx: number
  readonly title: string
  readonly description: string
  readonly blocks: readonly Block[]
  readonly texts: readonly (Line & { readonly className: 'title' | 'label' | 'amount' | 'note' })[]
}

export const SHEET = {
  widthPx: 1200,
  marginPx: 40,
  headPx: 96,
  pitchPx: 140,
  barPx: 8,
  linePx: 40,
  peelPx: 26,
  rowPx: 188,
  textPx: 12,
  titlePx: 22,
} as const

const COLUMNS = Math.floor((SHEET.widthPx - 2 * SHEET.marginPx) / SHEET.pitchPx)
/** Steps that are drawn; of a longer chain the middle is left out. */
export const STEPS_DRAWN_MAX: number = 12 * COLUMNS

/** Lays a peel chain out as one line, in rows from left to right, with what is peeled off below it. */
export function layoutPeels(peels: Peels): PeelScene {
  const { steps, left } = shorten(peels.steps)
  const largest = steps.reduce(
    (most, { kept, peeled }) => (kept + peeled.amount > most ? kept + peeled.amount : most),
    1n,
  )
  const frame: Frame = { money: Money.from({ ...peels, largest }), largest, left }
  const placed = steps.map((step, at) => placeStep(step, at, frame))
  const rows = Math.ceil(steps.length / COLUMNS)
  const notesPx = SHEET.headPx + rows * SHEET.rowPx + 8
  const notes = writeNotes(peels, frame)
  return {
    widthPx: SHEET.widthPx,
    heightPx: notesPx + notes.length * 17 + SHEET.marginPx / 2,
    title: clean(peels.title),
    description: describe(peels, frame),
    blocks: [...placed.flatMap(({ blocks }) => blocks), endBlock(peels, steps, frame)],
    texts: [
      {
        ...textAt(SHEET.marginPx, 44, fit(clean(peels.title), roomOf(SHEET.widthPx - 80, SHEET.titlePx))),
        className: 'title',
      },
      { ...textAt(SHEET.marginPx, 68, describe(peels, frame)), className: 'note' },
      ...placed.flatMap(({ texts }) => texts),
      ...notes.map((note, at) => ({ ...textAt(SHEET.marginPx, notesPx + 17 * at, note), className: 'note' as const })),
    ],
  }
}

interface Frame {
  readonly money: Money.Money
  readonly largest: bigint
  /** Steps that are left out, and the place before which they would stand. */
  readonly left: { readonly count: number; readonly at: number }
}

interface Placed {
  readonly blocks: readonly Block[]
  readonly texts: PeelScene['texts']
}

function shorten(steps: readonly PeelPoint[]): { steps: readonly PeelPoint[]; left: Frame['left'] } {
  if (steps.length <= STEPS_DRAWN_MAX) return { steps, left: { count: 0, at: -1 } }
  const half = STEPS_DRAWN_MAX / 2
  const left = { count: steps.length - 2 * half, at: half }
  return { steps: [...steps.slice(0, half), ...steps.slice(-half)], left }
}

function placeStep(step: PeelPoint, at: number, frame: Frame): Placed {
  const xPx = SHEET.marginPx + (at % COLUMNS) * SHEET.pitchPx
  const yPx = SHEET.headPx + Math.floor(at / COLUMNS) * SHEET.rowPx + 30
  const keptPx = thickness(step.kept, frame)
  const peeledPx = thickness(step.peeled.amount, frame)
  const { money } = frame
  const kept = `${clean(step.title)}, ${clean(step.subtitle)}\nkept ${Money.exact(step.kept, money)}`
  const peeled = `peeled off ${Money.exact(step.peeled.amount, money)}\nto ${clean(step.peeled.title)}`
  const kind = kindOf(step)
  const flow = { xPx: xPx + SHEET.barPx, yPx, heightPx: keptPx, tooltip: kept, kind: 'account', isFlow: true } as const
  const bar = { xPx, yPx, widthPx: SHEET.barPx, heightPx: keptPx + peeledPx, isFlow: false } as const
  const peel = { xPx: xPx + SHEET.barPx, yPx: yPx + keptPx, widthPx: peeledPx, isFlow: true } as const
  return {
    blocks: [
      { ...flow, widthPx: SHEET.pitchPx - SHEET.barPx },
      { ...peel, kind, heightPx: SHEET.linePx + SHEET.peelPx - keptPx, tooltip: peeled },
      {
        ...bar,
        kind: step.breaks.length > 0 ? 'limit' : 'account',
        tooltip: [kept, peeled, ...step.breaks.map((text) => clean(text))].join('\n'),
      },
    ],
    texts: writeStep(step, { xPx, yPx, isCut: at === frame.left.at && frame.left.count > 0 }, frame),
  }
}

function writeStep(
  step: PeelPoint,
  { xPx, yPx, isCut }: { xPx: number; yPx: number; isCut: boolean },
  { money, left }: Frame,
): PeelScene['texts'] {
  const room = roomOf(SHEET.pitchPx - 10, SHEET.textPx)
  const below = yPx + SHEET.linePx + SHEET.peelPx
  const above = isCut ? `${count(left.count, 'step')} left out` : clean(step.subtitle)
  const broken = step.breaks.length > 0 ? [`! ${clean(step.breaks.join('; '))}`] : []
  return [
    { ...textAt(xPx, yPx - 20, fit(clean(step.title), room)), className: 'label' },
    { ...textAt(xPx, yPx - 6, fit(above, room)), className: 'note' },
    { ...textAt(xPx, below + 14, fit(Money.briefWithUnit(step.peeled.amount, money), room)), className: 'amount' },
    ...wrap(clean(step.peeled.title), room, 3).map((text, at) => ({
      ...textAt(xPx, below + 29 + 14 * at, text),
      className: 'label' as const,
    })),
    ...broken.map((text) => ({ ...textAt(xPx, below + 74, fit(text, room)), className: 'note' as const })),
  ]
}

function endBlock({ isHeld, end }: Peels, steps: readonly PeelPoint[], frame: Frame): Block {
  const at = steps.length - 1
  const kept = steps[at]?.kept ?? 0n
  return {
    kind: isHeld ? 'held' : 'limit',
    xPx: SHEET.marginPx + (at % COLUMNS) * SHEET.pitchPx + SHEET.pitchPx - SHEET.barPx,
    yPx: SHEET.headPx + Math.floor(at / COLUMNS) * SHEET.rowPx + 30,
    widthPx: SHEET.barPx,
    heightPx: thickness(kept, frame),
    tooltip: `${Money.exact(kept, frame.money)} left\n${clean(end)}`,
    isFlow: false,
  }
}

function describe({ steps }: Peels, { money }: Frame): string {
  const peeled = steps.reduce((sum, step) => sum + step.peeled.amount, 0n)
  const left = Money.exact(steps.at(-1)?.kept ?? 0n, money)
  return `${count(steps.length, 'step')}, ${Money.exact(peeled, money)} peeled off, ${left} left`
}

function writeNotes({ start, end }: Peels, { left }: Frame): string[] {
  const cut = left.count > 0 ? [`${count(left.count, 'step')} in the middle are not drawn; the sums count them.`] : []
  const room = roomOf(SHEET.widthPx - 2 * SHEET.marginPx, SHEET.textPx)
  return [`Begins here: ${clean(start)}`, `Ends here: ${clean(end)}`, ...cut].map((text) => fit(text, room))
}

function kindOf({ peeled: { category } }: PeelPoint): Kind.Kind {
  if (category === undefined) return 'account'
  return Kind.of({ id: '', title: '', subtitle: '', kind: 'service', category, amount: 0n, through: 0n })
}

/** At least one px, so that it is seen. */
function thickness(amount: bigint, { largest }: Frame): number {
  return Math.max(1, SHEET.linePx * Money.ratio(amount, largest))
}

function textAt(xPx: number, yPx: number, text: string): Line {
  return { xPx, yPx, text }
}

function roomOf(widthPx: number, sizePx: number): { widthPx: number; sizePx: number } {
  return { widthPx, sizePx }
}
