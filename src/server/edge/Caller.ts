/** Who asks, as far as it is known: a key, or nobody with a key. */
export interface Caller {
  /** What the decision log calls it: `key:ID`, `loopback`, or `nobody`. */
  readonly name: string
  readonly scopes: ReadonlySet<string>
  /** Who settles alerts with it: name and id of the key. */
  readonly person?: string
}

/** Who asks without a key where none is needed. */
export const nobody: Caller = { name: 'nobody', scopes: new Set() }

/** What a caller may be asked to show. `public` needs no key. */
export type Need = 'public' | 'alerts' | 'alerts:write' | 'screen' | 'read' | 'trace'

/** A program on this machine, where the operator has said that it needs no key. It is nobody, and settles no alert. */
export const loopback: Caller = { name: 'loopback', scopes: new Set(['alerts', 'screen', 'read', 'trace']) }
