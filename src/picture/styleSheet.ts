import * as Kind from './Kind.ts'

/** Colours of everything that is no kind. Text is at least 4.5:1 on its paper. */
export const ink = {
  light: { paper: '#ffffff', text: '#1c232b', quiet: '#4b5661', rule: '#d5dae0' },
  dark: { paper: '#12161b', text: '#e8ecf0', quiet: '#a5afba', rule: '#343c45' },
} as const

type Theme = keyof typeof ink

/** The style sheet of a picture: light, dark where the reader's system is dark, light again on printed paper. */
export function styleSheet(): string {
  const fixed = [
    '.lz-flow .strong{font-weight:600}',
    '.lz-flow .title{font-weight:600;letter-spacing:-.2px}',
    '.lz-flow .head{font-weight:600;letter-spacing:.8px}',
    '.lz-flow text{font-variant-numeric:tabular-nums}',
    '.lz-flow .labels text,.lz-flow .labels .halo{paint-order:stroke;stroke-width:3px;stroke-linejoin:round;stroke-opacity:.85}',
    '.lz-flow .ribbon:hover{opacity:.9}',
  ]
  return [...fixed, ...theme('light'), `@media screen and (prefers-color-scheme:dark){${theme('dark').join('')}}`].join(
    '',
  )
}

function theme(name: Theme): string[] {
  const { paper, text, quiet, rule } = ink[name]
  return [
    `.lz-flow .paper{fill:${paper}}`,
    `.lz-flow .title,.lz-flow .label{fill:${text}}`,
    `.lz-flow .note,.lz-flow .head,.lz-flow .amount{fill:${quiet}}`,
    `.lz-flow .rule{stroke:${rule}}`,
    `.lz-flow .stripe,.lz-flow .labels text,.lz-flow .labels .halo{stroke:${paper}}`,
    ...Kind.all.map((kind) => `.lz-flow .f-${kind}{fill:${Kind.looks[kind][name]}}`),
    ...Kind.all.map((kind) => `.lz-flow .s-${kind}{stroke:${Kind.looks[kind][name]}}`),
  ]
}
