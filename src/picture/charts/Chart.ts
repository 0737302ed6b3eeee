import { LazarettoError } from '../../LazarettoError.ts'

/** One row of values, one for each category; undefined where there is none. */
export interface ChartSeries {
  readonly name: string
  readonly values: readonly (number | undefined)[]
}

/** Stacked bars over categories, and marks of other sources over them. Plain data: nothing of it is drawn yet. */
export interface Chart {
  readonly title: string
  /** What it shows, in a sentence or two, for people who cannot see it. */
  readonly description: string
  /** Unit of all values, e.g. `US$ m`. */
  readonly unit: string
  readonly categories: readonly string[]
  /** Stacked from the bottom up, at most eight. */
  readonly bars: readonly ChartSeries[]
  /** Drawn as points on broken lines, at most four. */
  readonly marks: readonly ChartSeries[]
  /** Sentences below the chart. */
  readonly notes: readonly string[]
}

export const BARS_MAX = 8
export const MARKS_MAX = 4
const CATEGORIES_MAX = 60

/**
 * Checks that a chart is one: as many values as categories, none below zero or unending, not more series than looks.
 *
 * @throws InvalidChartError `LZ_CHART_INVALID`
 */
export function assertChart({ categories, bars, marks }: Chart): void {
  if (categories.length === 0 || categories.length > CATEGORIES_MAX) {
    throw new InvalidChartError(`${categories.length} categories are not from 1 to ${CATEGORIES_MAX}`)
  }
  if (bars.length > BARS_MAX || marks.length > MARKS_MAX) {
    throw new InvalidChartError(`more than ${BARS_MAX} bars or ${MARKS_MAX} marks cannot be told apart`)
  }
  for (const { name, values } of [...bars, ...marks]) {
    const shown = JSON.stringify(name.slice(0, 60))
    if (values.length !== categories.length) throw new InvalidChartError(`${shown} has not one value for each category`)
    if (!values.every(isValue)) throw new InvalidChartError(`${shown} has a value that is negative or no number`)
  }
}

function isValue(value: number | undefined): boolean {
  return value === undefined || (Number.isFinite(value) && value >= 0)
}

/** Data that make no chart. */
export class InvalidChartError extends LazarettoError {
  override readonly name = 'InvalidChartError'

  constructor(problem: string) {
    super('LZ_CHART_INVALID', 'input', `Not a chart that can be drawn: ${problem}.`)
  }
}
