import { once } from 'node:events'
import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { CanonicalJson } from './CanonicalJson.ts'
import { assertDraft } from './Decision.ts'
import { DecisionBatch } from './DecisionBatch.ts'
import { StateError } from './StateError.ts'

/** What the writer sends to its thread: a batch, or the order to close. */
export type WorkerOrder = Uint8Array | 'close'

/** What the thread answers: seq of the newest record that is on the disk. */
export type WorkerAnswer = number

/** How a writer is opened. */
export interface DecisionWriterOptions {
  /** Whole seconds UTC. */
  now(): number
  /** Decisions that may wait for a commit; one more is refused. 32,768 unless said. */
  readonly queueMax?: number
}

interface Waiter {
  resolve(seq: number): void
  reject(error: StateError): void
}

const QUEUE_MAX = 32_768
const QUEUE_BYTES_MAX = 64 << 20

// A commit costs 0.25 ms of processor time however small it is: where several callers keep it busy it waits this long for
// more to share it, unless these are already many.
const PAUSE_MS = 2
const BATCH_ENOUGH = 250

/**
 * Appends decisions from a thread that must not wait for the disk.
 *
 * A thread of its own writes. While one commit is under way the next batch gathers, so that a thousand appends cost one
 * sync of the disk, and a lone one waits for nobody.
 */
export class DecisionWriter {
  readonly #worker: Worker
  readonly #options: DecisionWriterOptions
  readonly #ended: Promise<unknown>
  readonly #batch = new DecisionBatch()
  #waiting: Waiter[] = []
  #committing: Waiter[] = []
  #isScheduled = false
  #stage: 'open' | 'closing' | 'closed' = 'open'
  #failure: StateError | undefined

  /** Use `openDecisionWriter`. */
  constructor(worker: Worker, options: DecisionWriterOptions) {
    this.#worker = worker
    this.#options = options
    worker.on('message', (seq: WorkerAnswer) => this.#settle(seq))
    worker.on('error', (error) => this.#fail(toFailure(error)))
    this.#ended = new Promise((resolve) => worker.once('exit', resolve)).then(() => this.#end())
  }

  /**
   * Appends a decision.
   *
   * @returns its seq, once it is on the disk. Appends of one caller keep their order. After a rejection with another
   * code than `LZ_LOG_FULL`, `LZ_LOG_DRAFT` or `LZ_LOG_CLOSED` the record may be in the log or not, but never half.
   * @throws StateError `LZ_LOG_FULL` when too many wait, `LZ_LOG_DRAFT`, `LZ_LOG_CLOSED`; `LZ_LOG_WRITER` and what
   * `openState` throws once the thread has died: then open a new writer
   */
  append(kind: string, body: CanonicalJson): Promise<number> {
    return new Promise((resolve, reject) => {
      const draft = { time: this.#options.now(), kind, body }
      assertDraft(draft)
      this.#assertTakes(body.length)
      this.#batch.add(draft)
      this.#waiting.push({ resolve, reject })
      this.#schedule()
    })
  }

  /**
   * Takes no more appends, waits for the commit of those that it has, and ends the thread.
   *
   * @throws StateError when the thread died before
   */
  async close(): Promise<void> {
    if (this.#stage === 'open') {
      this.#stage = 'closing'
      this.#send()
    }
    await this.#ended
    if (this.#failure !== undefined) throw this.#failure
  }

  #assertTakes(bytes: number): void {
    if (this.#failure !== undefined) throw this.#failure
    if (this.#stage !== 'open')
      throw new StateError('LZ_LOG_CLOSED', 'input', 'The decision log is closed. Open it again.')
    const isFull =
      this.#waiting.length >= (this.#options.queueMax ?? QUEUE_MAX) || this.#batch.length + bytes > QUEUE_BYTES_MAX
    if (isFull) throw full(this.#waiting.length)
  }

  // At the end of the event loop's turn, so that all requests that came in together share a commit.
  #schedule(): void {
    if (this.#isScheduled || this.#committing.length > 0) return
    this.#isScheduled = true
    setImmediate(() => this.#send())
  }

  #sendSoon(): void {
    const isPausing = this.#waiting.length > 0 && this.#waiting.length < BATCH_ENOUGH && this.#stage === 'open'
    this.#isScheduled = isPausing
    if (isPausing) setTimeout(() => this.#send(), PAUSE_MS)
    else this.#send()
  }

  #send(): void {
    this.#isScheduled = false
    if (this.#committing.length > 0 || this.#failure !== undefined) return
    if (this.#waiting.length === 0) this.#closeOnce()
    else this.#sendBatch()
  }

  #sendBatch(): void {
    this.#committing = this.#waiting
    this.#waiting = []
    this.#order(this.#batch.take())
  }

  #closeOnce(): void {
    if (this.#stage !== 'closing') return
    this.#stage = 'closed'
    this.#order('close')
  }

  #order(order: WorkerOrder): void {
    this.#worker.postMessage(order, order === 'close' ? [] : [order.buffer as ArrayBuffer])
  }

  #settle(seq: number): void {
    const done = this.#committing
    this.#committing = []
    const before = seq - done.length
    for (const [i, waiter] of done.entries()) waiter.resolve(before + i + 1)
    this.#sendSoon()
  }

  #end(): void {
    if (this.#stage !== 'closed') this.#fail(died())
  }

  #fail(failure: StateError): void {
    this.#failure ??= failure
    const lost = [...this.#committing, ...this.#waiting]
    this.#committing = []
    this.#waiting = []
    for (const waiter of lost) waiter.reject(this.#failure)
  }
}

/**
 * Opens the work state in a folder in a thread of its own, to append decisions.
 *
 * @throws StateError as `openState`
 */
export async function openDecisionWriter(folder: string, options: DecisionWriterOptions): Promise<DecisionWriter> {
  // The thread runs what this file is: JavaScript when built, TypeScript in tests.
  const file = new URL(`./decisionWorker${extname(import.meta.url)}`, import.meta.url)
  const worker = new Worker(file, { workerData: { folder } })
  try {
    await once(worker, 'message')
  } catch (error) {
    throw toFailure(error)
  }
  return new DecisionWriter(worker, options)
}

// An error that crosses threads keeps its code and its kind, but not its class.
function toFailure(error: unknown): StateError {
  const { code, kind, message } = error as Partial<StateError>
  const isOurs = code?.startsWith('LZ_') === true && kind !== undefined && message !== undefined
  return isOurs ? new StateError(code, kind, message, error) : died(error)
}

function died(cause?: unknown): StateError {
  const message = `The thread of the decision log has died: ${String(cause ?? 'it was ended')}. Open the log again.`
  return new StateError('LZ_LOG_WRITER', 'retryable', message, cause)
}

function full(waiting: number): StateError {
  const message = `${waiting} decisions already wait for the disk. Try again in a moment.`
  return new StateError('LZ_LOG_FULL', 'retryable', message)
}
