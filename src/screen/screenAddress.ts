import { Address, EvmAddress } from '../chain/index.ts'
import type { Verdict } from '../Verdict.ts'
import { bareAddress } from './bareAddress.ts'
import { judgeClaims } from './judge.ts'
import { judgeExposures } from './judgeExposures.ts'
import { type ListGap, listGaps } from './ListStatus.ts'
import { type CategoryExposure, type Reason, type ReasonCode, sortReasons } from './Reason.ts'
import type { Screener } from './Screener.ts'
import * as Watchlist from './watchlist/Watchlist.ts'

/** The answer about one address. */
export interface AddressAnswer {
  /** What was asked, but for blanks around it. */
  readonly input: string
  readonly verdict: Verdict
  /** The weightiest first; a no-match may have notes. */
  readonly reasons: readonly Reason[]
}

const LENGTH_MAX = 256
const NO_REASONS: readonly Reason[] = []

/**
 * Screens one address, under whatever ticker and in whatever letter case it comes, alone or as `bareAddress` finds it.
 *
 * A text that is no address is compared with the lists as it stands, since lists have broken ones, and is a `hold` where
 * nothing is found.
 *
 * @param nowSec - Seconds since 1970: are the lists still fresh?
 * @example
 * screenAddress(screener, '0x098B716B8Aaf21512996dC57EB0615e2383E2f96', nowSec).verdict // 'block'
 * screenAddress(screener, 'hello', nowSec).verdict                                      // 'hold': ADDRESS_INVALID
 */
export function screenAddress(screener: Screener, text: string, nowSec: number): AddressAnswer {
  const input = text.trim()
  const answer = screenAsItStands(screener, input, nowSec)
  const isUnread = answer.reasons.some(({ code, effect }) => code === 'ADDRESS_INVALID' && effect === 'hold')
  const bare = isUnread ? bareAddress(input) : undefined
  return bare === undefined ? answer : { ...screenAsItStands(screener, bare, nowSec), input: answer.input }
}

function screenAsItStands(screener: Screener, input: string, nowSec: number): AddressAnswer {
  const form = readForm(input)
  const place = Watchlist.find(screener.watchlist, input, form.readings)
  const exposures = listExposures(screener, form)
  const isFresh = nowSec < screener.freshUntilSec
  if (place === undefined && form.fault === undefined && isFresh && exposures.length === 0) {
    return { input, verdict: 'no-match', reasons: NO_REASONS }
  }
  const claims = place === undefined ? [] : judgeClaims(screener, Watchlist.readPlace(screener.watchlist, place))
  const ways = judgeExposures(screener.policy, exposures)
  const gaps = isFresh ? [] : listGaps(screener.lists, screener.policy, nowSec).map(toReason)
  return conclude(input, [...claims, ...ways, ...faultOf(form, claims), ...gaps])
}

/** What a text is: an address in some readings, or why it is none. */
interface Form {
  /** Empty for an EVM address, which is found by its bytes. */
  readonly readings: readonly Address.AddressMatch[]
  readonly canonicals: readonly string[]
  readonly fault: 'CHECKSUM' | 'ADDRESS_INVALID' | undefined
}

const scratch = new Uint8Array(20)

function readForm(text: string): Form {
  const casing = EvmAddress.decodeInto(text, scratch, 0)
  if (casing === 'none') return readOther(text)
  const lower = text.toLowerCase()
  const isGood = casing !== 'mixed' || EvmAddress.isChecksummed(text)
  return { readings: [], canonicals: [lower], fault: isGood ? undefined : 'CHECKSUM' }
}

function readOther(text: string): Form {
  const readings = text.length > LENGTH_MAX ? [] : Address.detect(text)
  const canonicals = readings.map(({ canonical }) => canonical)
  return { readings, canonicals, fault: readings.length === 0 ? 'ADDRESS_INVALID' : undefined }
}

function listExposures({ exposure }: Screener, { canonicals }: Form): readonly CategoryExposure[] {
  return canonicals.flatMap((canonical) => exposure.find(canonical))
}

/** A typing error is worth a word beside a hit; without one there is no knowing what was meant. */
function faultOf({ fault }: Form, found: readonly Reason[]): Reason[] {
  if (fault === undefined || found.some(({ code }) => code === 'CASE_LOST')) return []
  const isHit = found.some(({ effect }) => effect !== 'note')
  return [{ ...FAULTS[fault], effect: isHit ? 'note' : 'hold', rule: 'engine', isDirect: true, claims: [] }]
}

const FAULTS: Readonly<Record<'CHECKSUM' | 'ADDRESS_INVALID', { code: ReasonCode; message: string }>> = {
  CHECKSUM: {
    code: 'CHECKSUM',
    message: 'Its letters fail the EIP-55 checksum, so a digit may be mistyped. Copy it again from the source.',
  },
  ADDRESS_INVALID: {
    code: 'ADDRESS_INVALID',
    message: 'It has the form of no known address, or its checksum fails. Copy it again, with its letter case.',
  },
}

function toReason({ code, message }: ListGap): Reason {
  return { code, effect: 'hold', rule: 'lists', message, isDirect: false, claims: [] }
}

function conclude(input: string, found: readonly Reason[]): AddressAnswer {
  const reasons = sortReasons(found)
  const [first] = reasons
  const verdict = first === undefined || first.effect === 'note' ? 'no-match' : first.effect
  return { input: input.slice(0, LENGTH_MAX), verdict, reasons }
}
