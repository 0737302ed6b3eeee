import { type ErrorKind, LazarettoError } from '../../../LazarettoError.ts'

/** An explorer that refuses, or whose answer cannot be used. */
export class ExplorerError extends LazarettoError {
  override readonly name = 'ExplorerError'
  /** How long it asks to be left alone, where it does. */
  readonly waitSec: number

  constructor(code: ExplorerCode, message: string, { cause, waitSec = 0 }: { cause?: unknown; waitSec?: number } = {}) {
    super(code, KINDS[code], message, { cause })
    this.waitSec = waitSec
  }
}

export type ExplorerCode =
  `LZ_EXPLORER_${'BUSY' | 'CHAIN' | 'HEX' | 'JSON' | 'KEY' | 'PROOF' | 'RATE' | 'REFUSED' | 'ROWS' | 'SHAPE' | 'TOKEN' | 'URL' | 'WINDOW'}`

const KINDS: Readonly<Record<ExplorerCode, ErrorKind>> = {
  LZ_EXPLORER_BUSY: 'retryable',
  LZ_EXPLORER_CHAIN: 'input',
  LZ_EXPLORER_HEX: 'retryable',
  LZ_EXPLORER_JSON: 'retryable',
  LZ_EXPLORER_KEY: 'input',
  LZ_EXPLORER_PROOF: 'integrity',
  LZ_EXPLORER_RATE: 'retryable',
  LZ_EXPLORER_REFUSED: 'input',
  LZ_EXPLORER_ROWS: 'integrity',
  LZ_EXPLORER_SHAPE: 'integrity',
  LZ_EXPLORER_TOKEN: 'input',
  LZ_EXPLORER_URL: 'input',
  LZ_EXPLORER_WINDOW: 'limit',
}

/** Words of a stranger, short and on one line. */
export function quote(text: string): string {
  const clean = text.replace(/[^\x20-\x7e]+/g, ' ').trim()
  return `"${clean.length > 120 ? `${clean.slice(0, 120)}...` : clean}"`
}
