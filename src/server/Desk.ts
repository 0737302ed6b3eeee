import type { Register } from '../intel/index.ts'
import type { WorkState } from '../state/index.ts'
import type { AlertClerk } from './alerts/AlertClerk.ts'
import type { AlertFeed } from './alerts/AlertFeed.ts'
import type { DecisionLog } from './DecisionLog.ts'
import type { RateLimiter } from './edge/RateLimiter.ts'
import type { Editions } from './edition/Editions.ts'
import type { GuardDesk } from './guard/GuardDesk.ts'
import type { TraceJobs } from './jobs/TraceJobs.ts'
import type { KeyRing } from './KeyRing.ts'
import type { Metrics } from './Metrics.ts'
import type { LiveWatch } from './watch/LiveWatch.ts'

/** Bounds on what callers may do. */
export interface Limits {
  /** Requests of one key in a second. */
  readonly perKey: number
  /** Requests of one network address without a key in a second, refused ones too. */
  readonly perAddress: number
  /** Longest body. Unit: bytes. */
  readonly bodyBytesMax: number
}

/** Everything that answering a request may use. */
export interface Desk {
  readonly editions: Editions
  readonly log: DecisionLog
  /** To read from: only the log's own thread writes. */
  readonly state: WorkState
  readonly keys: KeyRing
  readonly limiter: RateLimiter
  readonly limits: Limits
  readonly metrics: Metrics
  readonly register: Register
  readonly traces: TraceJobs
  readonly clerk: AlertClerk
  readonly feed: AlertFeed
  readonly guard: GuardDesk
  /** Where this server watches a chain. */
  readonly watch?: LiveWatch | undefined
  /** Whether programs on this machine need no key. */
  readonly isLoopbackOpen: boolean
  /** Whether the sandbox's addresses have the answers that they are named for. */
  readonly isSandbox: boolean
  /** Whole seconds UTC. */
  now(): number
  /** Told of errors that are no caller's fault. */
  report(error: unknown): void
}
