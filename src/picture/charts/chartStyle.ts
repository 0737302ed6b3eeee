import * as Kind from '../Kind.ts'
import { ink } from '../styleSheet.ts'

/** Kinds whose colours the series take, in order: neighbours differ in hue and in lightness. */
const COLOURS: readonly Kind.Kind[] = ['seed', 'held', 'exchange', 'mixer', 'bridge', 'service', 'account', 'limit']

/** Hatching of each bar, so that colour is never the only difference: lines of paper in a tile of 8 px. */
const HATCHES: readonly string[] = [
  '',
  'M0 8L8 0',
  'M0 4H8',
  'M0 0L8 8',
  'M4 0V8',
  'M0 8L8 0M0 0L8 8',
  'M0 4H8M4 0V8',
  'M2 2h2M6 6h2',
]

/** Dashes of the line of each mark. */
export const DASHES: readonly string[] = ['none', '5 3', '2 3', '8 3 2 3']

/** Colour of a series on light paper, for programs that read no style sheet. */
export function colourOf(at: number): string {
  return Kind.looks[kindAt(at)].light
}

/** Outline of the point of a mark, in a box from -5 to 5. */
export function signOf(at: number): string {
  const signs = [Kind.looks.seed, Kind.looks.exchange, Kind.looks.service, Kind.looks.account]
  return (signs[at] ?? Kind.looks.account).sign
}

/** Patterns of paper lines that lie over the bars. */
export function writeHatches(count: number): string {
  const tile = 'width="8" height="8" patternUnits="userSpaceOnUse"'
  const patterns = HATCHES.slice(0, count).map((path, at) => {
    return `<pattern id="lz-hatch-${at}" ${tile}><path class="hatch" d="${path}" fill="none" stroke="${ink.light.paper}" stroke-width="1.6"/></pattern>`
  })
  return `<defs>${patterns.join('')}</defs>`
}

/** The style sheet of charts: light, dark where the reader's system is dark, light again on printed paper. */
export function chartStyleSheet(): string {
  const halo = '.lz-chart .total{paint-order:stroke;stroke-width:3px;stroke-linejoin:round}'
  const fixed = `.lz-chart .strong{font-weight:600}.lz-chart text{font-variant-numeric:tabular-nums}${halo}`
  return `${fixed}${theme('light')}@media screen and (prefers-color-scheme:dark){${theme('dark')}}`
}

function theme(name: keyof typeof ink): string {
  const { paper, text, quiet, rule } = ink[name]
  return [
    `.lz-chart .paper{fill:${paper}}`,
    `.lz-chart .hatch{stroke:${paper}}`,
    `.lz-chart .strong,.lz-chart .label,.lz-chart .total{fill:${text}}`,
    `.lz-chart .total{stroke:${paper}}`,
    `.lz-chart .note{fill:${quiet}}`,
    `.lz-chart .rule{stroke:${rule}}`,
    `.lz-chart .line{stroke:${text}}`,
    `.lz-chart .point{fill:${text};stroke:${paper}}`,
    ...COLOURS.map((kind, at) => `.lz-chart .c-${at}{fill:${Kind.looks[kind][name]}}`),
  ].join('')
}

function kindAt(at: number): Kind.Kind {
  return COLOURS[at % COLOURS.length] ?? 'account'
}
