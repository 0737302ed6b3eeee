import { randomUUID } from 'node:crypto'
import { extname } from 'node:path'
import { LazarettoError } from '../../LazarettoError.ts'
import type { Problem } from '../edge/Problem.ts'
import { fromError } from '../edge/Problem.ts'
import type * as Frame from '../process/Frame.ts'
import type { LedgerQueue } from '../process/LedgerQueue.ts'
import { parseFailure } from '../process/RemoteError.ts'
import { runProcess } from '../process/runProcess.ts'
import type { TraceQuestion } from './TraceQuestion.ts'

/** A trace that was ordered. Times in whole seconds UTC. */
export interface TraceJob {
  readonly id: string
  /** Who ordered it: nobody else is told of it. */
  readonly owner: string
  readonly question: TraceQuestion
  readonly ordered: number
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
  stage: string
  ended: number | undefined
  /** JSON: a list of documents. */
  result: string | undefined
  problem: Problem | undefined
}

/** Bounds of the queue. */
export interface JobLimits {
  readonly waitingMax: number
  /** Jobs that are remembered; the oldest that have ended are forgotten. */
  readonly keptMax: number
  readonly resultBytesMax: number
  readonly runMs: number
}

const LIMITS: JobLimits = { waitingMax: 16, keptMax: 64, resultBytesMax: 64 << 20, runMs: 600_000 }

// The process runs what this file is: JavaScript when built, TypeScript in tests.
const WORKER = new URL(`./traceWorker${extname(import.meta.url)}`, import.meta.url)

/** Where traces run. */
export interface TraceRoom {
  /** Folder of the ledger. */
  readonly folder: string
  /** Who else opens the ledger. */
  readonly queue: LedgerQueue
  /** Whole seconds UTC. */
  now(): number
}

/** Traces, one after the other, each in a process of its own: requests never wait for one. */
export class TraceJobs {
  readonly #room: TraceRoom
  readonly #limits: JobLimits
  readonly #jobs = new Map<string, TraceJob>()
  /** How the jobs that wait or run are ended. */
  readonly #stops = new Map<TraceJob, AbortController>()

  constructor(room: TraceRoom, limits: Partial<JobLimits> = {}) {
    this.#room = room
    this.#limits = { ...LIMITS, ...limits }
  }

  /** Orders a trace. @throws TraceJobError `LZ_TRACE_JOBS` when too many wait */
  order(owner: string, question: TraceQuestion): TraceJob {
    const waiting = [...this.#jobs.values()].filter(({ state }) => state === 'queued').length
    if (waiting >= this.#limits.waitingMax) throw tooMany(waiting)
    const job: TraceJob = {
      id: randomUUID(),
      owner,
      question,
      ordered: this.#room.now(),
      state: 'queued',
      stage: 'waiting',
      ended: undefined,
      result: undefined,
      problem: undefined,
    }
    this.#jobs.set(job.id, job)
    void this.#run(job)
    return job
  }

  /** A job by its id, if this caller ordered it. */
  find(owner: string, id: string): TraceJob | undefined {
    const job = this.#jobs.get(id)
    return job?.owner === owner ? job : undefined
  }

  /** Ends a job that waits or runs; one that has ended stays as it is. */
  cancel(job: TraceJob): void {
    this.#end(job, { state: 'cancelled' })
  }

  /** Ends all jobs. */
  close(): void {
    for (const job of this.#jobs.values()) this.cancel(job)
  }

  async #run(job: TraceJob): Promise<void> {
    const stop = new AbortController()
    this.#stops.set(job, stop)
    const turn = this.#room.queue.take('a trace')
    stop.signal.addEventListener('abort', () => job.state === 'queued' && turn.release())
    try {
      if (turn.before.length > 0) await turn.ready
      if (!stop.signal.aborted) await this.#follow(job, stop.signal)
    } catch (error) {
      this.#fail(job, error)
    } finally {
      turn.release()
    }
  }

  async #follow(job: TraceJob, signal: AbortSignal): Promise<void> {
    const { folder } = this.#room
    const { runMs } = this.#limits
    const result: Buffer[] = []
    const timer = setTimeout(() => this.#fail(job, tooLong(runMs)), runMs).unref()
    job.state = 'running'
    try {
      const order = Buffer.from(JSON.stringify(job.question))
      await runProcess({ file: WORKER, folder, order, signal, hear: (frame) => this.#hear(job, frame, result) })
    } finally {
      clearTimeout(timer)
    }
  }

  #hear(job: TraceJob, frame: Frame.Frame, result: Buffer[]): void {
    const { kind, payload } = frame
    if (job.ended !== undefined) return
    if (kind === 'stage') job.stage = payload.toString()
    else if (kind === 'out') this.#gather(job, payload, result)
    else if (kind === 'fail') this.#fail(job, parseFailure(frame))
    else if (kind === 'exit') this.#end(job, { state: 'done', result: Buffer.concat(result).toString() })
  }

  #gather(job: TraceJob, piece: Buffer, result: Buffer[]): void {
    result.push(piece)
    const bytes = result.reduce((sum, { length }) => sum + length, 0)
    if (bytes > this.#limits.resultBytesMax) this.#fail(job, tooLarge(bytes))
  }

  #fail(job: TraceJob, error: unknown): void {
    this.#end(job, { state: 'failed', problem: fromError(error) })
  }

  #end(job: TraceJob, how: Partial<TraceJob>): void {
    if (job.ended !== undefined) return
    this.#stops.get(job)?.abort()
    this.#stops.delete(job)
    Object.assign(job, { ended: this.#room.now(), stage: 'ended' }, how)
    this.#forget()
  }

  #forget(): void {
    const ended = [...this.#jobs.values()].filter((job) => job.ended !== undefined)
    let bytes = 0
    for (const [i, job] of ended.reverse().entries()) {
      bytes += job.result?.length ?? 0
      if (i >= this.#limits.keptMax || (i > 0 && bytes > this.#limits.resultBytesMax)) this.#jobs.delete(job.id)
    }
  }
}

/** A trace that cannot be ordered, or did not end well. */
export class TraceJobError extends LazarettoError {
  override readonly name = 'TraceJobError'
}

function tooMany(waiting: number): TraceJobError {
  return new TraceJobError('LZ_TRACE_JOBS', 'retryable', `${waiting} traces wait already. Try again later.`)
}

function tooLong(ms: number): TraceJobError {
  const message = `The trace took more than ${ms / 1000} s. Bound it: depth, dust, until, asset.`
  return new TraceJobError('LZ_TRACE_JOB_BOUND', 'limit', message)
}

function tooLarge(bytes: number): TraceJobError {
  const message = `The report has ${bytes} bytes, which is too much to keep. Bound it: depth, dust, until, asset.`
  return new TraceJobError('LZ_TRACE_JOB_BOUND', 'limit', message)
}
