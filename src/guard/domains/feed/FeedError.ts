import { LazarettoError } from '../../../LazarettoError.ts'

/** The bytes are no compiled feed, or are cut or changed: nothing of them is used. */
export class FeedFormatError extends LazarettoError {
  constructor(what: string, options?: { cause?: unknown }) {
    const message = `The compiled feed cannot be read: ${what}. Fetch it again from who made it, or compile it anew.`
    super('LZ_GUARD_FEED_FORMAT', 'integrity', message, options)
    this.name = 'FeedFormatError'
  }
}

/** None of the trusted keys has signed these bytes, or they cannot be checked here. */
export class FeedSignatureError extends LazarettoError {
  constructor(
    code: 'LZ_GUARD_FEED_SIGNATURE' | 'LZ_GUARD_FEED_VERIFIER',
    message: string,
    options?: { cause?: unknown },
  ) {
    super(code, code === 'LZ_GUARD_FEED_VERIFIER' ? 'input' : 'integrity', message, options)
    this.name = 'FeedSignatureError'
  }
}

/** Lists that cannot be made one feed. */
export class FeedSourceError extends LazarettoError {
  constructor(message: string) {
    super('LZ_GUARD_FEED_SOURCE', 'input', message)
    this.name = 'FeedSourceError'
  }
}

/** A list's file that is not what it was said to be; the message names the line. */
export class ListFileError extends LazarettoError {
  /** Line of the file, from 1, where there is one. */
  readonly line: number

  constructor(
    code: 'LZ_GUARD_LIST_FORMAT' | 'LZ_GUARD_LIST_LIMIT',
    place: { name: string; line: number },
    what: string,
  ) {
    super(code, code === 'LZ_GUARD_LIST_LIMIT' ? 'limit' : 'input', `${place.name}, line ${place.line}: ${what}`)
    this.name = 'ListFileError'
    this.line = place.line
  }
}
