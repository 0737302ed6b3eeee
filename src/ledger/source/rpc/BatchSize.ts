const GROW_AFTER = 64

/** How many calls go into one request: halved when a batch fails, doubled after many that did not. */
export class BatchSize {
  readonly #max: number
  #size: number
  #good = 0

  constructor(max: number) {
    this.#max = max
    this.#size = max
  }

  get size(): number {
    return this.#size
  }

  onFailure(count: number): void {
    this.#good = 0
    this.#size = Math.max(1, Math.min(this.#size, Math.floor(count / 2)))
  }

  onSuccess(): void {
    this.#good++
    if (this.#good < GROW_AFTER) return
    this.#good = 0
    this.#size = Math.min(this.#max, this.#size * 2)
  }
}
