/** Asks a node once which chain it is of, before it is asked for anything else. */
export class ChainCheck {
  readonly #assertChain: () => Promise<void>
  #check: Promise<void> | undefined

  /** @param assertChain - Throws SourceError `LZ_SOURCE_CHAIN` for a node of another chain. */
  constructor(assertChain: () => Promise<void>) {
    this.#assertChain = assertChain
  }

  /** One check serves all calls that wait for it, so that none of them can abort it. */
  async assert(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted()
    this.#check ??= this.#assertChain()
    const check = this.#check
    try {
      await check
    } catch (error) {
      if (this.#check === check) this.#check = undefined
      throw error
    }
  }

  /** Who answers from now on may be another. */
  forget(): void {
    this.#check = undefined
  }
}
