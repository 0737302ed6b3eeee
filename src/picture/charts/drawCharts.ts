import { px } from '../paths.ts'
import { ink } from '../styleSheet.ts'
import { clean, escapeXml, fit, widthPx, wrap } from '../Text.ts'
import { assertChart, type Chart } from './Chart.ts'
import { chartStyleSheet, colourOf, DASHES, signOf, writeHatches } from './chartStyle.ts'
import { createScale, formatValue, type Scale } from './Scale.ts'

const SHEET = {
  widthPx: 1000,
  marginPx: 32,
  axisPx: 64,
  plotPx: 280,
  linePx: 16,
  textPx: 12,
  titlePx: 18,
  gapPx: 36,
} as const
const NOTE_LINES_MAX = 6

/**
 * Draws charts below each other as one self-contained SVG: no script, no font, no reference to anything outside.
 *
 * Series differ by hatching and by the form of their points too, so that they can be told apart in black and white. The
 * same charts give the same bytes. Texts may be hostile: they are shown as text.
 *
 * @returns SVG text, UTF-8, ending in a line feed.
 * @throws InvalidChartError `LZ_CHART_INVALID`
 * @example
 * drawCharts([{ title: 'Thefts', description: '', unit: 'US$ m', categories: ['2024'], bars, marks: [], notes: [] }])
 * drawCharts([{ ...chart, categories: [] }]) // throws LZ_CHART_INVALID
 */
export function drawCharts(charts: readonly Chart[]): string {
  for (const chart of charts) assertChart(chart)
  let topPx: number = SHEET.marginPx
  const panels = charts.map((chart) => {
    const panel = drawPanel(chart, topPx)
    topPx = panel.endPx + SHEET.gapPx
    return panel.text
  })
  const hatches = Math.max(0, ...charts.map(({ bars }) => bars.length))
  return `${[...writeOpening(charts, topPx), writeHatches(hatches), ...panels, '</svg>'].join('\n')}\n`
}

function writeOpening(charts: readonly Chart[], heightPx: number): string[] {
  const title = charts.map(({ title }) => clean(title)).join('; ')
  const description = charts.map(({ description }) => clean(description, 2000)).join(' ')
  const size = `width="${SHEET.widthPx}" height="${px(heightPx)}" viewBox="0 0 ${SHEET.widthPx} ${px(heightPx)}"`
  const font =
    "font-family=\"Inter, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans', 'DejaVu Sans', sans-serif\""
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="lz-chart" role="img" aria-label="${escapeXml(title)}" ${size} ${font}>`,
    `<title>${escapeXml(title)}</title>`,
    `<desc>${escapeXml(description)}</desc>`,
    `<style>${chartStyleSheet()}</style>`,
    `<rect class="paper" width="${SHEET.widthPx}" height="${px(heightPx)}" fill="${ink.light.paper}"/>`,
  ]
}

/** Where a panel's plot lies. */
interface Plot {
  readonly chart: Chart
  readonly scale: Scale
  readonly topPx: number
  /** Width of one category. */
  readonly pitchPx: number
}

function drawPanel(chart: Chart, topPx: number): { text: string; endPx: number } {
  const legend = writeLegend(chart, topPx + 34)
  const roomPx = SHEET.widthPx - 2 * SHEET.marginPx - SHEET.axisPx
  const plot: Plot = {
    chart,
    scale: createScale(mostOf(chart)),
    topPx: legend.endPx + 42,
    pitchPx: roomPx / chart.categories.length,
  }
  const notes = chart.notes.flatMap((note) =>
    wrap(clean(note), { widthPx: SHEET.widthPx - 2 * SHEET.marginPx, sizePx: SHEET.textPx }, NOTE_LINES_MAX),
  )
  const notesPx = plot.topPx + SHEET.plotPx + 44
  const parts = [
    writeText({ xPx: SHEET.marginPx, yPx: topPx + 12, sizePx: SHEET.titlePx, className: 'strong' }, chart.title),
    ...legend.parts,
    ...writeAxis(plot),
    ...chart.categories.flatMap((_, at) => writeColumn(plot, at)),
    ...chart.marks.map((_, at) => writeMarks(plot, at)),
    ...chart.categories.map((_, at) => writeTotal(plot, at)),
    ...notes.map((note, at) =>
      writeText({ xPx: SHEET.marginPx, yPx: notesPx + at * SHEET.linePx, className: 'note' }, note),
    ),
  ]
  return { text: `<g>\n${parts.join('\n')}\n</g>`, endPx: notesPx + notes.length * SHEET.linePx }
}

function mostOf({ categories, bars, marks }: Chart): number {
  const totals = categories.map((_, at) => totalAt(bars, at))
  return Math.max(0, ...totals, ...marks.flatMap(({ values }) => values.map((value) => value ?? 0)))
}

function totalAt(bars: Chart['bars'], at: number): number {
  return bars.reduce((sum, { values }) => sum + (values[at] ?? 0), 0)
}

function writeLegend({ bars, marks }: Chart, topPx: number): { parts: string[]; endPx: number } {
  let [xPx, yPx]: [number, number] = [SHEET.marginPx, topPx]
  const entries = [
    ...bars.map(({ name }, at) => ({
      name,
      swatch: (x: number, y: number) => writeBox({ xPx: x, yPx: y - 10, widthPx: 14, heightPx: 12 }, at),
    })),
    ...marks.map(({ name }, at) => ({ name, swatch: (x: number, y: number) => writePoint(x + 7, y - 4, at) })),
  ]
  const parts = entries.map(({ name, swatch }) => {
    const label = fit(clean(name), { widthPx: 300, sizePx: SHEET.textPx })
    const neededPx = 20 + widthPx(label, SHEET.textPx) + 22
    if (xPx + neededPx > SHEET.widthPx - SHEET.marginPx) [xPx, yPx] = [SHEET.marginPx, yPx + SHEET.linePx + 4]
    const part = swatch(xPx, yPx) + writeText({ xPx: xPx + 20, yPx, className: 'label' }, label)
    xPx += neededPx
    return part
  })
  return { parts, endPx: yPx }
}

function writeAxis({ chart, scale, topPx }: Plot): string[] {
  const [left, right] = [SHEET.marginPx + SHEET.axisPx, SHEET.widthPx - SHEET.marginPx]
  const unit = writeText({ xPx: SHEET.marginPx, yPx: topPx - 16, className: 'note' }, chart.unit)
  const lines = scale.ticks.map((tick) => {
    const y = px(heightOf(scale, topPx, tick))
    const label = writeText(
      { xPx: left - 8, yPx: Number(y) + 4, className: 'note', anchor: 'end' },
      formatValue(tick, scale.digits),
    )
    return `<path class="rule" d="M${left} ${y}H${right}" stroke="${ink.light.rule}" fill="none"/>${label}`
  })
  return [unit, ...lines]
}

function writeColumn(plot: Plot, at: number): string[] {
  const { chart, scale, topPx, pitchPx } = plot
  const widthPx = Math.min(pitchPx * 0.62, 90)
  const leftPx = centreOf(plot, at) - widthPx / 2
  const category = clean(chart.categories[at] ?? '', 60)
  let sum = 0
  const boxes = chart.bars.map(({ name, values }, series) => {
    const value = values[at] ?? 0
    const [bottomPx, yPx] = [heightOf(scale, topPx, sum), heightOf(scale, topPx, sum + value)]
    sum += value
    if (value === 0) return ''
    const told = `${category}, ${clean(name)}: ${formatValue(value, scale.digits + 1)} ${clean(chart.unit)}`
    const box = writeBox({ xPx: leftPx, yPx, widthPx, heightPx: bottomPx - yPx }, series)
    return `<g><title>${escapeXml(told)}</title>${box}</g>`
  })
  const place = {
    xPx: centreOf(plot, at),
    yPx: topPx + SHEET.plotPx + 18,
    anchor: 'middle',
    className: 'label',
  } as const
  const label = fit(category, { widthPx: pitchPx, sizePx: SHEET.textPx })
  return [...boxes.filter((box) => box !== ''), writeText(place, label)]
}

/** The sum of a bar, above it and above the points that lie there. */
function writeTotal(plot: Plot, at: number): string {
  const { chart, scale, topPx } = plot
  if (chart.bars.every(({ values }) => values[at] === undefined)) return ''
  const sum = totalAt(chart.bars, at)
  const points = chart.marks.flatMap(({ values }) => values[at] ?? []).map((value) => heightOf(scale, topPx, value))
  let yPx = heightOf(scale, topPx, sum) - 5
  for (const y of points.sort((a, b) => b - a)) if (y > yPx - 18 && y < yPx + 8) yPx = y - 9
  const digits = Math.max(scale.digits, scale.end < 100 ? 1 : 0)
  return writeText({ xPx: centreOf(plot, at), yPx, className: 'total', anchor: 'middle' }, formatValue(sum, digits))
}

function writeMarks(plot: Plot, at: number): string {
  const { chart, scale, topPx } = plot
  const series = chart.marks[at]
  const points = (series?.values ?? []).flatMap((value, category) => {
    return value === undefined
      ? []
      : [{ value, category, x: centreOf(plot, category), y: heightOf(scale, topPx, value) }]
  })
  const steps = points.map(
    ({ x, y, category }, i) => `${points[i - 1]?.category === category - 1 ? 'L' : 'M'}${px(x)} ${px(y)}`,
  )
  const line = `<path class="line" d="${steps.join('')}" fill="none" stroke="${ink.light.text}" stroke-width="1.2" stroke-dasharray="${DASHES[at] ?? 'none'}"/>`
  const signs = points.map(({ value, category, x, y }) => {
    const told = `${clean(chart.categories[category] ?? '', 60)}, ${clean(series?.name ?? '')}: ${formatValue(value, scale.digits + 1)} ${clean(chart.unit)}`
    return `<g><title>${escapeXml(told)}</title>${writePoint(x, y, at)}</g>`
  })
  return `<g>${line}${signs.join('')}</g>`
}

function centreOf({ pitchPx }: Plot, at: number): number {
  return SHEET.marginPx + SHEET.axisPx + (at + 0.5) * pitchPx
}

function heightOf({ end }: Scale, topPx: number, value: number): number {
  return topPx + SHEET.plotPx * (1 - value / end)
}

type Box = { readonly xPx: number; readonly yPx: number; readonly widthPx: number; readonly heightPx: number }

function writeBox({ xPx, yPx, widthPx, heightPx }: Box, series: number): string {
  const at = `x="${px(xPx)}" y="${px(yPx)}" width="${px(widthPx)}" height="${px(Math.max(heightPx, 0.6))}"`
  return `<rect class="c-${series}" ${at} fill="${colourOf(series)}"/><rect ${at} fill="url(#lz-hatch-${series})"/>`
}

function writePoint(x: number, y: number, series: number): string {
  return `<path class="point" d="${signOf(series)}" transform="translate(${px(x)} ${px(y)})" fill="${ink.light.text}" stroke="${ink.light.paper}"/>`
}

interface TextPlace {
  readonly xPx: number
  readonly yPx: number
  readonly className: 'strong' | 'label' | 'total' | 'note'
  readonly sizePx?: number
  readonly anchor?: 'middle' | 'end'
}

function writeText({ xPx, yPx, className, sizePx = SHEET.textPx, anchor }: TextPlace, text: string): string {
  const fill = className === 'note' ? ink.light.quiet : ink.light.text
  const anchored = anchor === undefined ? '' : ` text-anchor="${anchor}"`
  const at = `x="${px(xPx)}" y="${px(yPx)}" font-size="${sizePx}"${anchored} fill="${fill}"`
  return text === '' ? '' : `<text class="${className}" ${at}>${escapeXml(clean(text))}</text>`
}
