import type { FlowNode } from './Flow.ts'

/** What a node is drawn as: its kind, with services told apart by category. */
export type Kind = 'seed' | 'account' | 'exchange' | 'mixer' | 'bridge' | 'service' | 'held' | 'limit'

/** Colours and words of a kind. */
export interface KindLook {
  readonly name: string
  /** One and several, as in `12 more exchanges`. */
  readonly plural: string
  /** Fill on white; at least 3:1 against it. */
  readonly light: string
  /** Fill on near black; at least 3:1 against it. */
  readonly dark: string
  /** Outline of the sign beside the label, in a box from -5 to 5. */
  readonly sign: string
}

/** All kinds, in the order of the legend: from where the money started to where it ended. */
export const all: readonly Kind[] = ['seed', 'account', 'exchange', 'mixer', 'bridge', 'service', 'held', 'limit']

/**
 * The look of each kind. Hues follow the palette of Okabe and Ito, darkened where white paper asks for it; every kind
 * has its own sign too, so colour is never the only difference.
 *
 * @source https://jfly.uni-koeln.de/color/
 */
export const looks: Readonly<Record<Kind, KindLook>> = {
  seed: {
    name: 'Theft',
    plural: 'seeds',
    light: '#c8501e',
    dark: '#f08a4b',
    sign: 'M0-5L5 0L0 5L-5 0Z',
  },
  account: {
    name: 'Account',
    plural: 'accounts',
    light: '#7d8a97',
    dark: '#8e9baa',
    sign: 'M-3.5 0A3.5 3.5 0 1 1 3.5 0A3.5 3.5 0 1 1-3.5 0Z',
  },
  exchange: {
    name: 'Exchange',
    plural: 'exchanges',
    light: '#0072b2',
    dark: '#4fa8e0',
    sign: 'M-4.3-4.3H4.3V4.3H-4.3Z',
  },
  mixer: {
    name: 'Mixer',
    plural: 'mixers',
    light: '#a8467f',
    dark: '#dd8fbb',
    sign: 'M-4.5-4.5H4.5L-4.5 4.5H4.5Z',
  },
  bridge: {
    name: 'Bridge',
    plural: 'bridges',
    light: '#00836a',
    dark: '#2fbf9b',
    sign: 'M-5 4.5V1A5 5 0 0 1 5 1V4.5H2.4V1.6A2.4 2.4 0 0 0-2.4 1.6V4.5Z',
  },
  service: {
    name: 'Other service',
    plural: 'services',
    light: '#4b55a5',
    dark: '#98a0ec',
    sign: 'M0-5L4.8-1.5L3 4.2H-3L-4.8-1.5Z',
  },
  held: {
    name: 'Still held',
    plural: 'holders',
    light: '#a87400',
    dark: '#e6b13c',
    sign: 'M-5 0A5 5 0 1 1 5 0A5 5 0 1 1-5 0ZM-2.3 0A2.3 2.3 0 1 0 2.3 0A2.3 2.3 0 1 0-2.3 0Z',
  },
  limit: {
    name: 'Trace stopped',
    plural: 'stops',
    light: '#474d54',
    dark: '#c3c9d0',
    sign: 'M-4.5-5H-1.5V5H-4.5ZM1.5-5H4.5V5H1.5Z',
  },
}

const categories: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['exchange', 'exchange'],
  ['instant-exchange', 'exchange'],
  ['otc', 'exchange'],
  ['mixer', 'mixer'],
  ['bridge', 'bridge'],
])

/** What a node is drawn as. A service of an unknown category is a `service`. */
export function of(node: FlowNode): Kind {
  if (node.kind !== 'service') return node.kind
  return categories.get((node.category ?? '').toLowerCase()) ?? 'service'
}
