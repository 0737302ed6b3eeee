import type { WorkState } from '../../state/index.ts'
import { type AlertEvent, findLastEventId, listAlertEvents } from '../../watch/index.ts'
import type { ApiRequest } from '../Endpoint.ts'
import { HttpError } from '../edge/HttpError.ts'
import { createTextStream } from './createTextStream.ts'
import { createEventBell, type EventBell } from './EventBell.ts'

/** Bounds of the streams. */
export interface FeedLimits {
  readonly streamsMax: number
  readonly streamsPerCallerMax: number
  /** After so long without an event a comment is sent, so that nobody on the way takes the stream for dead. */
  readonly heartbeatMs: number
  /** A caller who takes nothing for so long is cut off. */
  readonly stalledMs: number
}

const LIMITS: FeedLimits = { streamsMax: 128, streamsPerCallerMax: 8, heartbeatMs: 15_000, stalledMs: 30_000 }

/** How often a stream asks whether its caller may still listen. */
const ADMISSION_MS = 1_000
/** Events that are held for a caller; the next are read when it has taken these. */
const EVENTS_HELD = 20
/** What a browser waits before it comes again. */
const RETRY_MS = 2_000

/** The events of all alerts as they happen, as Server-Sent Events. */
export class AlertFeed {
  readonly #state: WorkState
  readonly #limits: FeedLimits
  readonly #bell: EventBell
  /** How each is ended, and whose it is. */
  readonly #streams = new Map<AbortController, string>()
  #isClosed = false
  /** Told of errors that are no caller's fault. */
  readonly #report: (error: unknown) => void

  constructor(state: WorkState, report: (error: unknown) => void, limits: Partial<FeedLimits> = {}) {
    this.#state = state
    this.#report = report
    this.#limits = { ...LIMITS, ...limits }
    this.#bell = createEventBell(state)
  }

  /** Streams that are open. */
  get size(): number {
    return this.#streams.size
  }

  /** Ends all streams, and opens no more: each caller comes again with the id of the last event that it has. */
  close(): void {
    this.#isClosed = true
    for (const end of this.#streams.keys()) end.abort()
  }

  /**
   * Every event behind one that was seen, and then each as it comes, until the caller leaves, may no longer listen, or
   * takes nothing for too long. Nothing is held for it but what it takes next.
   *
   * @param after - Id of the last event that the caller has; the newest one where it is not given.
   * @throws HttpError `LZ_HTTP_STREAMS`; `LZ_HTTP_QUESTION` for an event that has not happened
   */
  open(request: ApiRequest, after?: number): ReadableStream<Uint8Array<ArrayBuffer>> {
    const newest = findLastEventId(this.#state)
    if (after !== undefined && after > newest) throw unheard(after, newest)
    this.#assertRoom(request.caller.name)
    const end = new AbortController()
    this.#streams.set(end, request.caller.name)
    end.signal.addEventListener('abort', () => this.#streams.delete(end))
    return createTextStream(this.#tell(request, after ?? newest, end.signal), {
      stalledMs: this.#limits.stalledMs,
      onStalled: () => {
        end.abort()
        request.hangUp()
      },
      onEnd: () => end.abort(),
      report: this.#report,
    })
  }

  #assertRoom(caller: string): void {
    if (this.#isClosed) throw crowded('The server is ending')
    const own = [...this.#streams.values()].filter((other) => other === caller).length
    if (this.#streams.size >= this.#limits.streamsMax) throw crowded(`${this.#streams.size} streams are open`)
    if (own >= this.#limits.streamsPerCallerMax) throw crowded(`This key has ${own} streams open`)
  }

  async *#tell(request: ApiRequest, after: number, signal: AbortSignal): AsyncGenerator<string, void> {
    let told = performance.now()
    // An id without data is kept by the reader: so it resumes here also if it is cut off before the first event.
    yield `retry: ${RETRY_MS}\nid: ${after}\n\n`
    while (!signal.aborted && request.isAdmitted()) {
      const events = listAlertEvents(this.#state, after, EVENTS_HELD)
      for (const event of events) {
        if (signal.aborted || !request.isAdmitted()) return
        yield toText(event)
        after = event.id
        told = performance.now()
      }
      if (events.length > 0) continue
      await this.#bell.wait(after, ADMISSION_MS, signal)
      if (performance.now() - told < this.#limits.heartbeatMs) continue
      yield ':\n\n'
      told = performance.now()
    }
  }
}

/** One event; its body is JSON without line ends. @source https://html.spec.whatwg.org/multipage/server-sent-events.html */
function toText({ id, type, body }: AlertEvent): string {
  return `id: ${id}\nevent: ${type}\ndata: ${Buffer.from(body).toString()}\n\n`
}

function crowded(what: string): HttpError {
  return new HttpError('LZ_HTTP_STREAMS', `${what}, and there may be no more. Close one, or wait.`, {
    'Retry-After': '10',
  })
}

function unheard(after: number, newest: number): HttpError {
  const message = `after: there is no event ${after}, the newest is ${newest}. It is of another folder's server.`
  return new HttpError('LZ_HTTP_QUESTION', message)
}
