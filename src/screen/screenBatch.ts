import * as Verdict from '../Verdict.ts'
import type { Screener } from './Screener.ts'
import { type AddressAnswer, screenAddress } from './screenAddress.ts'

/** The answers about many addresses. */
export interface BatchAnswer {
  /** The worst of all. */
  readonly verdict: Verdict.Verdict
  /** In the order of the question. */
  readonly answers: readonly AddressAnswer[]
}

/**
 * Screens many addresses with the same lists and at the same moment.
 *
 * @param nowSec - Seconds since 1970: are the lists still fresh?
 * @example
 * screenBatch(screener, ['0x098B716B8Aaf21512996dC57EB0615e2383E2f96', 'hello'], nowSec).verdict // 'block'
 * screenBatch(screener, [], nowSec).verdict                                                     // 'no-match'
 */
export function screenBatch(screener: Screener, texts: readonly string[], nowSec: number): BatchAnswer {
  const answers = texts.map((text) => screenAddress(screener, text, nowSec))
  return { verdict: Verdict.worst(answers.map(({ verdict }) => verdict)), answers }
}
