/** A part of what is said to a person: the terminal wraps it, the page marks it up. All text in it is clean. */
export interface Section {
  readonly title: string
  readonly blocks: readonly Block[]
}

export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** Numbered, the first thing to do first. */
  | { readonly kind: 'steps'; readonly steps: readonly Step[] }

/** Something to do, when, and why. */
export interface Step {
  readonly what: string
  readonly when: string
  readonly why: string
}

export function say(text: string): Block {
  return { kind: 'text', text }
}

export function list(items: readonly string[]): Block {
  return { kind: 'list', items }
}
