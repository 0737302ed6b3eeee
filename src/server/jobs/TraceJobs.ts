import { randomUUID } from 'node:crypto'
import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { LazarettoError } from '../../LazarettoError.ts'
import type { Problem } from '../edge/Problem.ts'
import { fromError } from '../edge/Problem.ts'
import type { TraceQuestion } from './TraceQuestion.ts'

/** What the thread of a trace says. */
export type TraceMessage = { readonly stage: string } | { readonly result: string }

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

/** Traces, one after the other, each in a thread of its own: requests never wait for one. */
export class TraceJobs {
  readonly #folder: string
  readonly #now: () => number
  readonly #limits: JobLimits
  readonly #jobs = new Map<string, TraceJob>()
  #running: { readonly job: TraceJob; readonly worker: Worker; readonly timer: NodeJS.Timeout } | undefined

  constructor(folder: string, now: () => number, limits: Partial<JobLimits> = {}) {
    this.#folder = folder
    this.#now = now
    this.#limits = { ...LIMITS, ...limits }
  }

  /** Orders a trace. @throws TraceJobError `LZ_TRACE_JOBS` when too many wait */
  order(owner: string, question: TraceQuestion): TraceJob {
    const waiting = this.#listIn('queued').length
    if (waiting >= this.#limits.waitingMax) throw tooMany(waiting)
    const job: TraceJob = {
      id: randomUUID(),
      owner,
      question,
      ordered: this.#now(),
      state: 'queued',
      stage: 'waiting',
      ended: undefined,
      result: undefined,
      problem: undefined,
    }
    this.#jobs.set(job.id, job)
    this.#next()
    return job
  }

  /** A job by its id, if this caller ordered it. */
  find(owner: string, id: string): TraceJob | undefined {
    const job = this.#jobs.get(id)
    return job?.owner === owner ? job : undefined
  }

  /** Ends a job that waits or runs; one that has ended stays as it is. */
  cancel(job: TraceJob): void {
    if (job.state !== 'queued' && job.state !== 'running') return
    this.#end(job, { state: 'cancelled' })
  }

  /** Ends all jobs. */
  close(): void {
    for (const job of this.#jobs.values()) this.cancel(job)
  }

  #listIn(state: TraceJob['state']): TraceJob[] {
    return [...this.#jobs.values()].filter((job) => job.state === state)
  }

  #next(): void {
    const [job] = this.#listIn('queued')
    if (this.#running !== undefined || job === undefined) return
    // The thread runs what this file is: JavaScript when built, TypeScript in tests.
    const file = new URL(`./traceWorker${extname(import.meta.url)}`, import.meta.url)
    const worker = new Worker(file, { workerData: { folder: this.#folder, question: job.question } })
    const timer = setTimeout(() => this.#fail(job, tooLong(this.#limits.runMs)), this.#limits.runMs).unref()
    job.state = 'running'
    this.#running = { job, worker, timer }
    worker.on('message', (message: TraceMessage) => this.#hear(job, message))
    worker.on('error', (error) => this.#fail(job, error))
    worker.on('exit', () => this.#fail(job, undefined))
  }

  #hear(job: TraceJob, message: TraceMessage): void {
    if (job.state !== 'running') return
    if ('stage' in message) job.stage = message.stage
    else if (message.result.length > this.#limits.resultBytesMax) this.#fail(job, tooLarge(message.result.length))
    else this.#end(job, { state: 'done', result: message.result })
  }

  #fail(job: TraceJob, error: unknown): void {
    if (job.state === 'running') this.#end(job, { state: 'failed', problem: fromError(toOurs(error)) })
  }

  #end(job: TraceJob, how: Partial<TraceJob>): void {
    Object.assign(job, { ended: this.#now(), stage: 'ended' }, how)
    if (this.#running?.job === job) {
      clearTimeout(this.#running.timer)
      void this.#running.worker.terminate()
      this.#running = undefined
    }
    this.#forget()
    this.#next()
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

// An error that crosses threads keeps its code and its kind, but not its class.
function toOurs(error: unknown): unknown {
  const { code, kind, message } = (error ?? {}) as Partial<LazarettoError>
  const isOurs = code?.startsWith('LZ_') === true && kind !== undefined && message !== undefined
  return isOurs ? new TraceJobError(code, kind, message, { cause: error }) : error
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
