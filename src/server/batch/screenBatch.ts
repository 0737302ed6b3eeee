import { type AddressAnswer, type Screener, Watchlist } from '../../screen/index.ts'
import { ADDRESS_LENGTH_MAX } from '../api/schemas.ts'
import type { Desk } from '../Desk.ts'
import { screenText, stringify } from '../screening.ts'
import { AnswerText } from './AnswerText.ts'
import { decodeEvm } from './decodeEvm.ts'
import { isPlainText } from './findSpans.ts'

/** The answers about many addresses, all with one edition of the lists. */
export interface BatchAnswers {
  readonly text: AnswerText
  /** Those with reasons, with their places in the question. */
  readonly hits: readonly BatchHit[]
  readonly counts: VerdictCounts
}

/** An answer with reasons. */
export interface BatchHit {
  readonly at: number
  readonly answer: AddressAnswer
}

/** How many of each verdict. */
export type VerdictCounts = Partial<Record<AddressAnswer['verdict'], number>>

/** Screens texts one after the other. */
export function screenTexts(desk: Desk, screener: Screener, texts: readonly string[]): BatchAnswers {
  const batch = createBatch()
  for (const [at, text] of texts.entries()) batch.add(at, screenText(desk, { screener }, text))
  return batch
}

/**
 * Screens texts where they stand in a question's bytes; see `findSpans`.
 *
 * An EVM address in one letter case about which nothing is known is answered without making a string of it.
 *
 * @returns undefined where a text must be read as JSON first
 */
export function screenSpans(
  desk: Desk,
  screener: Screener,
  { body, spans }: { readonly body: Uint8Array; readonly spans: Uint32Array },
): BatchAnswers | undefined {
  const key = new Uint8Array(21)
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.length)
  const batch = createBatch()
  let nothing = 0
  const isQuick = !desk.isSandbox && desk.now() < screener.freshUntilSec
  for (let i = 0; i < spans.length; i += 2) {
    const from = spans[i] ?? 0
    const length = (spans[i + 1] ?? 0) - from
    const isEvm = isQuick && length === 42 && decodeEvm(body, from, key)
    if (isEvm && !Watchlist.hasEvm(screener.watchlist, key) && isUnexposed(screener, bytes, from)) {
      batch.text.addNothing(bytes, from)
      nothing++
    } else {
      if (length < 1 || length > ADDRESS_LENGTH_MAX || !isPlainText(body, from, from + length)) return undefined
      batch.add(i / 2, screenText(desk, { screener }, bytes.toString('latin1', from, from + length)))
    }
  }
  if (nothing > 0) batch.counts['no-match'] = (batch.counts['no-match'] ?? 0) + nothing
  return batch
}

function isUnexposed({ exposure }: Screener, bytes: Buffer, from: number): boolean {
  return (
    exposure.addresses === undefined ||
    exposure.find(bytes.toString('latin1', from, from + 42).toLowerCase()).length === 0
  )
}

interface Batch extends BatchAnswers {
  add(at: number, answer: AddressAnswer): void
}

function createBatch(): Batch {
  const hits: BatchHit[] = []
  const counts: VerdictCounts = {}
  const text = new AnswerText('{"answers":')
  return {
    text,
    hits,
    counts,
    add(at, answer) {
      text.addJson(stringify(answer))
      counts[answer.verdict] = (counts[answer.verdict] ?? 0) + 1
      if (answer.reasons.length > 0) hits.push({ at, answer })
    },
  }
}
