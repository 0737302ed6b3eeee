import { setTimeout } from 'node:timers/promises'
import type { ChainId } from '../../chain/index.ts'
import { LazarettoError } from '../../LazarettoError.ts'
import type { UntracedBlocks } from '../../ledger/index.ts'
import type { LiveVersion } from '../edition/LiveExposures.ts'
import type * as Frame from '../process/Frame.ts'
import type { LedgerQueue, Turn } from '../process/LedgerQueue.ts'
import { parseFailure } from '../process/RemoteError.ts'
import { runProcess } from '../process/runProcess.ts'
import { ExposedChain } from './ExposedChain.ts'
import { parseNews, type WatchNews } from './WatchNews.ts'

/** A watch inside a server. */
export interface LiveWatchPlan {
  /** Folder of the data. */
  readonly folder: string
  /** The program that watches: it begins with `openPort`, asks for each turn with the ledger, and says `WatchNews`. */
  readonly file: URL
  readonly chain: ChainId.ChainId
  /** What the program is told: JSON. */
  readonly order: unknown
  readonly queue: LedgerQueue
  /** What is waited after the first death; twice as much after each, up to a minute. 1,000 unless said. */
  readonly retryMs?: number
  /** Told of what is known of exposures behind each block that changes it. */
  onExposures?(version: LiveVersion): void
  report(error: unknown): void
}

/** How a watch is. */
export interface WatchStatus {
  readonly chain: ChainId.ChainId
  readonly isRunning: boolean
  /** The newest block that this process has watched. Whole seconds UTC. */
  readonly block: { readonly height: number; readonly timeSec: number } | undefined
  /** What keeps it from going on, where something does. */
  readonly problem: { readonly code: string; readonly message: string } | undefined
  readonly restarts: number
  /** Where what contracts paid of the native asset is missing, because no node told it. */
  readonly untraced: readonly UntracedBlocks[]
}

const RETRY_MS = 1_000
const RETRY_MS_MAX = 60_000
/** A process that has lived so long had no reason to die: the next wait is the first one again. */
const SETTLED_MS = 300_000

/**
 * Keeps a process alive that follows a chain, and gives it the ledger when its turn comes.
 *
 * What it has in memory stays there while others have the ledger. When it dies that is told, and another one begins where
 * it stopped; the server goes on.
 */
export class LiveWatch {
  readonly #plan: LiveWatchPlan
  readonly #stop = new AbortController()
  readonly #running: Promise<void>
  readonly #exposed: ExposedChain
  #turn: Turn | undefined
  #status: WatchStatus

  constructor(plan: LiveWatchPlan) {
    this.#plan = plan
    const { chain } = plan
    this.#exposed = new ExposedChain(chain)
    this.#status = { chain, isRunning: false, block: undefined, problem: undefined, restarts: 0, untraced: [] }
    this.#running = this.#run()
  }

  get status(): WatchStatus {
    return this.#status
  }

  /** Ends the process, and waits until it is gone. */
  async close(): Promise<void> {
    this.#stop.abort()
    this.#leave()
    await this.#running
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop
    const { retryMs = RETRY_MS } = this.#plan
    for (let waitMs = retryMs; !signal.aborted; waitMs = Math.min(2 * waitMs, RETRY_MS_MAX)) {
      const started = performance.now()
      await this.#live()
      if (performance.now() - started > SETTLED_MS) waitMs = retryMs
      await setTimeout(waitMs, undefined, { signal }).catch(() => undefined)
      if (!signal.aborted) this.#note({ restarts: this.#status.restarts + 1 })
    }
  }

  /** One life of the process. */
  async #live(): Promise<void> {
    const { file, folder, order } = this.#plan
    this.#note({ isRunning: true })
    try {
      await runProcess({
        file,
        folder,
        order: Buffer.from(JSON.stringify(order)),
        signal: this.#stop.signal,
        hear: (frame, reply) => this.#hear(frame, reply),
      })
    } catch (error) {
      this.#tell(error)
    } finally {
      this.#leave()
      this.#note({ isRunning: false })
    }
  }

  #hear(frame: Frame.Frame, reply: (kind: Frame.FrameKind, content: Uint8Array) => void): void {
    const { kind } = frame
    // Not waited for: what it says meanwhile is heard.
    if (kind === 'ask') void this.#enter(() => reply('input', Buffer.from('the ledger is yours')))
    else if (kind === 'stage') this.#take(parseNews(frame))
    else if (kind === 'fail') this.#tell(parseFailure(frame))
  }

  async #enter(grant: () => void): Promise<void> {
    const turn = this.#plan.queue.take('the watch')
    this.#turn = turn
    await turn.ready
    if (this.#turn === turn) grant()
  }

  #leave(): void {
    this.#turn?.release()
    this.#turn = undefined
  }

  #take(news: WatchNews): void {
    if (news.kind === 'released') this.#leave()
    else if (news.kind === 'well') this.#note({ problem: undefined })
    else if (news.kind === 'untraced') this.#note({ untraced: news.blocks })
    else if (news.kind === 'exposed') this.#exposed.add(news)
    else if (news.kind === 'exposures') this.#plan.onExposures?.(this.#exposed.take(news))
    else if (news.kind === 'block')
      this.#note({ block: { height: news.height, timeSec: news.timeSec }, problem: undefined })
    else this.#note({ problem: { code: news.code, message: news.message } })
  }

  #tell(error: unknown): void {
    this.#plan.report(error)
    const code = error instanceof LazarettoError ? error.code : 'LZ_SERVE_PROCESS'
    this.#note({ problem: { code, message: error instanceof Error ? error.message : String(error) } })
  }

  #note(change: Partial<WatchStatus>): void {
    this.#status = { ...this.#status, ...change }
  }
}
