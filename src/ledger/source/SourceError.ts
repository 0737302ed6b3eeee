import { LazarettoError } from '../../LazarettoError.ts'
import { NetError, StatusError } from '../../net/index.ts'

export type SourceCode = keyof typeof KINDS

/** `integrity`: the node contradicts itself, the chain or another node; nothing of its answer is used. */
const KINDS = {
  LZ_SOURCE_ANSWER: 'integrity',
  LZ_SOURCE_BLOCK: 'integrity',
  LZ_SOURCE_BUSY: 'retryable',
  LZ_SOURCE_CHAIN: 'input',
  LZ_SOURCE_MOVED: 'retryable',
  LZ_SOURCE_NOISE: 'retryable',
  LZ_SOURCE_OPTIONS: 'input',
  LZ_SOURCE_OUTCOME: 'input',
  LZ_SOURCE_PRUNED: 'input',
  LZ_SOURCE_QUORUM: 'retryable',
  LZ_SOURCE_REFUSED: 'input',
  LZ_SOURCE_SPLIT: 'integrity',
  LZ_SOURCE_SYNCING: 'retryable',
  LZ_SOURCE_TRACE: 'integrity',
  LZ_SOURCE_TRANSPORT: 'retryable',
} as const

/** What was asked, and of whom. An endpoint is named by its origin only: its path may be a key. */
export interface Asked {
  readonly endpoint: string
  readonly method?: string | undefined
  readonly height?: number | undefined
}

/** What else is known of a failure. */
interface SourceErrorOptions {
  readonly cause?: unknown
  /** JSON-RPC's own code of an error that the node answered. */
  readonly rpcCode?: number
  /** What the node asks to wait. */
  readonly retryAfterSec?: number | undefined
}

/** A source of blocks that gives no answer, or none that can be trusted. */
export class SourceError extends LazarettoError {
  override readonly name = 'SourceError'
  readonly asked: Asked
  readonly rpcCode: number | undefined
  readonly retryAfterSec: number | undefined

  constructor(code: SourceCode, asked: Asked, finding: string, options: SourceErrorOptions = {}) {
    super(code, KINDS[code], `${describe(asked)} ${finding}`, options)
    this.asked = asked
    this.rpcCode = options.rpcCode
    this.retryAfterSec = options.retryAfterSec
  }
}

function describe({ endpoint, method, height }: Asked): string {
  const call = method === undefined ? '' : `, ${method}`
  return `${endpoint}${call}${height === undefined ? '' : `, block ${height}`}:`
}

/** What an error of a request means for the source; bugs stay as they are. */
export function fromNetError(error: unknown, asked: Asked): unknown {
  if (!(error instanceof NetError)) return error
  const { httpStatus, retryAfterSec } = error instanceof StatusError ? error : {}
  const advice = httpStatus === 401 || httpStatus === 403 ? ' Check the user and password, or the key.' : ''
  return new SourceError(codeOf(error), asked, `${error.message}${advice}`, { cause: error, retryAfterSec })
}

/** Too many requests; of bitcoind, whose queue of work is full, the second one. */
const BUSY_STATUSES: ReadonlySet<number> = new Set([429, 503])

function codeOf(error: NetError): SourceCode {
  if (error instanceof StatusError && BUSY_STATUSES.has(error.httpStatus)) return 'LZ_SOURCE_BUSY'
  if (error.kind === 'retryable') return 'LZ_SOURCE_TRANSPORT'
  return error.kind === 'input' || error.kind === 'not-found' ? 'LZ_SOURCE_REFUSED' : 'LZ_SOURCE_ANSWER'
}
