import type { ChainId } from '../chain/index.ts'
import { LazarettoError } from '../LazarettoError.ts'
import type { WorkState } from '../state/index.ts'
import { clearStops, type DeliveryTools, deliverDue, raiseStop } from '../watch/index.ts'

/** How long the end of a watch waits for those who are told of it; who is not told by then is told by the next one. */
const DELIVERY_MS = 20_000

interface StopOptions {
  readonly state: WorkState
  readonly chain: ChainId.ChainId
  readonly tools: Omit<DeliveryTools, 'signal'>
}

/** Tells of a watch that ends with an error, and that it goes on. */
export class WatchStop {
  readonly #options: StopOptions
  #isWell = false

  constructor(options: StopOptions) {
    this.#options = options
  }

  /** The watch has all that its node has. @returns ids of the alerts that stand no more */
  clear(): string[] {
    const { state, chain, tools } = this.#options
    if (this.#isWell) return []
    this.#isWell = true
    return clearStops(state, { chain, now: tools.now() })
  }

  /**
   * Raises an alert where waiting does not mend it, and delivers it before the watch is gone: nobody else may deliver then.
   *
   * What was typed wrong is for whoever typed it: that counts only where the watch has been well before.
   *
   * @returns ids of the alerts that were opened
   */
  async raise(error: unknown): Promise<readonly string[]> {
    const { state, chain, tools } = this.#options
    if (!(error instanceof LazarettoError) || error.kind === 'retryable') return []
    if (error.kind !== 'integrity' && !this.#isWell) return []
    const { opened, confirmed } = raiseStop(state, error, { chain, now: tools.now() })
    await deliverDue(state, { ...tools, signal: AbortSignal.timeout(DELIVERY_MS) })
    return [...opened, ...confirmed]
  }
}
