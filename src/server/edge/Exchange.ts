import type { HeaderReader } from './findToken.ts'

/** A request as the edge sees it, whether it came by a socket or from a test. */
export interface Exchange {
  readonly method: string
  readonly headers: HeaderReader
  /** Network address of the other side, where there is one. */
  readonly remote: string | undefined
  /** Query of the URL, without the question mark. */
  readonly query: string
  readonly body: AsyncIterable<Uint8Array>
  /** A part of the path by its name in the route. */
  param(name: string): string
  /** Ends the connection at once, where there is one. */
  hangUp(): void
}
