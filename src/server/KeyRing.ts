import { type ApiKey, findKey, type WorkState } from '../state/index.ts'
import type { Caller } from './edge/Caller.ts'

/** The keys of a work state, as a server asks for them. */
export interface KeyRing {
  /** Who a key's text is; undefined for a text that is none, or one that may not be used now. */
  find(text: string): Caller | undefined
}

const REMEMBERED_MAX = 10_000

/**
 * Opens the keys of a work state.
 *
 * What a text was found to be is remembered until the next second: so a key that is revoked works for a second at most,
 * and a busy client costs no query for each request.
 *
 * @param now - Whole seconds UTC.
 */
export function createKeyRing(state: WorkState, now: () => number): KeyRing {
  const known = new Map<string, Caller | undefined>()
  let second = 0
  return {
    find(text) {
      const current = now()
      if (current !== second || known.size >= REMEMBERED_MAX) known.clear()
      second = current
      const found = known.get(text)
      if (found !== undefined || known.has(text)) return found
      const key = findKey(state, text, current)
      const caller = key === undefined ? undefined : toCaller(key)
      known.set(text, caller)
      return caller
    },
  }
}

// As long as a name of a person may be, with the id behind it.
const NAME_LENGTH_MAX = 160

function toCaller({ id, name, scopes }: ApiKey): Caller {
  const called = `key:${id}`
  return { name: called, scopes: new Set(scopes), person: `${name.slice(0, NAME_LENGTH_MAX)} (${called})` }
}
