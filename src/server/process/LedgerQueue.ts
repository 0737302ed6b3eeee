/** A place in the queue for the ledger. */
export interface Turn {
  /** What stands before it, first the one that runs; empty where it came to an idle ledger. */
  readonly before: readonly string[]
  /** Settled when its turn has come, or was given up. */
  readonly ready: Promise<void>
  /** Gives the ledger back, or the place up. */
  release(): void
}

interface Place {
  readonly title: string
  start(): void
}

/** Whoever opens the ledger's file queues here: one at a time has it, in the order in which they came. */
export class LedgerQueue {
  readonly #places: Place[] = []

  /** Takes the next place; `title` is what those behind it are told. */
  take(title: string): Turn {
    const before = this.#places.map((place) => place.title)
    let start = (): void => undefined
    const ready = new Promise<void>((resolve) => {
      start = resolve
    })
    const place = { title, start }
    this.#places.push(place)
    if (before.length === 0) start()
    return { before, ready, release: () => this.#leave(place) }
  }

  #leave(place: Place): void {
    const at = this.#places.indexOf(place)
    if (at === -1) return
    this.#places.splice(at, 1)
    place.start()
    this.#places[0]?.start()
  }
}
