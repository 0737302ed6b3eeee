import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { type ErrorKind, LazarettoError } from '../../LazarettoError.ts'
import type { Alert, AlertVerdict } from '../../watch/index.ts'

/** A step in the life of an alert. */
export type AlertDeed =
  | { readonly step: 'assign'; readonly to: string }
  | { readonly step: 'close'; readonly verdict: AlertVerdict; readonly comment: string }
  | { readonly step: 'decline'; readonly comment: string }

/** What the clerk's thread is told to do. Time in whole seconds UTC. */
export type ClerkOrder =
  | {
      readonly kind: 'deed'
      readonly alert: string
      readonly deed: AlertDeed
      readonly by: string
      readonly now: number
    }
  | { readonly kind: 'lists'; readonly now: number }
  | { readonly kind: 'end' }

/** What it answers: the alert as it is then, the ids of those that were opened, or why not. */
export interface ClerkReply {
  readonly id: number
  readonly done?: Alert | readonly string[]
  readonly failure?: { readonly code: string; readonly kind: ErrorKind; readonly message: string }
}

type Done = NonNullable<ClerkReply['done']>

interface Waiter {
  resolve(done: Done): void
  reject(error: unknown): void
}

/** Orders that may wait. */
const WAITING_MAX = 256

/**
 * Writes what becomes of alerts from a thread that must not wait for the disk, nor for others who write.
 *
 * The thread begins with the first order; one that has died is replaced at the next.
 */
export class AlertClerk {
  readonly #folder: string
  #worker: Worker | undefined
  readonly #waiting = new Map<number, Waiter>()
  #next = 0

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Takes a step of an alert's life. @throws WatchError as `assignAlert`, `closeAlert`, `declineClosing`; ClerkError */
  async settle(
    alert: string,
    deed: AlertDeed,
    { by, now }: { readonly by: string; readonly now: number },
  ): Promise<Alert> {
    return (await this.#order({ kind: 'deed', alert, deed, by, now })) as Alert
  }

  /** Looks whether a sanctions list names a customer. @returns ids of alerts that were opened @throws as `assessLists` */
  async assessLists(now: number): Promise<readonly string[]> {
    return (await this.#order({ kind: 'lists', now })) as readonly string[]
  }

  /** Ends the thread when it has done what it was told. */
  async close(): Promise<void> {
    const worker = this.#worker
    if (worker === undefined) return
    const ended = new Promise((resolve) => worker.once('exit', resolve))
    worker.postMessage({ id: this.#next++, order: { kind: 'end' } satisfies ClerkOrder })
    await ended
  }

  #order(order: ClerkOrder): Promise<Done> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.size >= WAITING_MAX) throw busy()
      const id = this.#next++
      this.#waiting.set(id, { resolve, reject })
      this.#worker ??= this.#start()
      this.#worker.postMessage({ id, order })
    })
  }

  #start(): Worker {
    // The thread runs what this file is: JavaScript when built, TypeScript in tests.
    const file = new URL(`./clerkWorker${extname(import.meta.url)}`, import.meta.url)
    const worker = new Worker(file, { workerData: { folder: this.#folder } })
    worker.unref()
    worker.on('message', (reply: ClerkReply) => this.#hear(reply))
    worker.on('error', (error) => this.#fail(error))
    worker.on('exit', () => this.#fail('it was ended'))
    return worker
  }

  #hear({ id, done, failure }: ClerkReply): void {
    const waiter = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (done !== undefined) waiter?.resolve(done)
    else if (failure !== undefined) waiter?.reject(new ClerkError(failure.code, failure.kind, failure.message))
  }

  #fail(cause: unknown): void {
    this.#worker = undefined
    for (const { reject } of this.#waiting.values()) reject(died(cause))
    this.#waiting.clear()
  }
}

/** An error of the thread: it keeps its code, kind and message. */
class ClerkError extends LazarettoError {
  override readonly name = 'ClerkError'
}

function died(cause: unknown): ClerkError {
  const message = `The thread that settles alerts has died: ${String(cause)}. Ask how the alert is, and try again.`
  return new ClerkError('LZ_ALERT_CLERK', 'retryable', message, { cause })
}

function busy(): ClerkError {
  return new ClerkError('LZ_ALERT_CLERK', 'retryable', `${WAITING_MAX} steps of alerts wait. Try again in a moment.`)
}
