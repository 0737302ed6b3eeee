import {
  type AddressAnswer,
  type ListStatus,
  type NameAnswer,
  type NamePiece,
  type PartyHit,
  type Reason,
  RULES_VERSION,
  type Screener,
  type SourcedClaim,
} from '../../screen/index.ts'
import type { Terminal } from '../Terminal.ts'
import { cleanCell } from '../table.ts'

const STYLES = { block: 'red', hold: 'yellow', review: 'yellow', 'no-match': 'dim' } as const
const INDENT = ' '.repeat(10)

/** An answer for people: the verdict and, under it, each reason with who says so. */
export function toLines({ input, verdict, reasons }: AddressAnswer, terminal: Terminal): string[] {
  const head = `${terminal.paint(STYLES[verdict], verdict.padEnd(8))}  ${cleanCell(input, 128)}`
  return [head, ...reasons.flatMap((reason) => reasonLines(reason))]
}

function reasonLines({ code, effect, rule, message, claims, exposure }: Reason): string[] {
  const head = `${INDENT}${effect}: ${code} (${rule}): ${message}`
  const path = exposure === undefined ? [] : exposure.path.map((tx) => `${INDENT}  ${tx}`)
  return [head, ...claims.map((claim) => `${INDENT}  ${claimLine(claim)}`), ...path]
}

function claimLine({
  source,
  uid,
  party,
  ticker,
  programmes,
  standing,
  fault,
  grade,
  saidBy = [],
}: SourcedClaim): string {
  const parts = [
    `${source.id} entry ${cleanCell(uid)}`,
    party === undefined ? '' : cleanCell(party, 80),
    ticker === undefined ? '' : `as ${cleanCell(ticker)}`,
    programmes.length === 0 ? '' : `programme ${cleanCell(programmes.join(', '), 80)}`,
    grade ?? '',
    ...saidBy.map((by) => cleanCell(by, 80)),
    standing === 'listed' ? '' : standing,
    fault === undefined ? '' : `published with a wrong ${fault}`,
  ]
  return parts.filter((part) => part !== '').join('; ')
}

/** An answer about a name for people: each party of a like name, and what its score is made of. */
export function toNameLines(input: string, { verdict, hits, gaps }: NameAnswer, terminal: Terminal): string[] {
  const head = `${terminal.paint(STYLES[verdict], verdict.padEnd(8))}  ${cleanCell(input, 128)}`
  return [head, ...hits.flatMap(hitLines), ...gaps.map(({ code, message }) => `${INDENT}hold: ${code} ${message}`)]
}

function hitLines({ party, listed, score, pieces }: PartyHit): string[] {
  const { source, uid, standing, programmes } = party.ref
  const parts = [`${source.id} entry ${cleanCell(uid)}`, party.kind, cleanCell(programmes.join(', '), 60), standing]
  const why = pieces.map((piece) => `${nameOf(piece)} ${piece.points >= 0 ? '+' : ''}${piece.points.toFixed(2)}`)
  return [
    `${INDENT}${score.toFixed(3)}  ${cleanCell(listed.text, 80)}  ${parts.filter((part) => part !== '').join('; ')}`,
    `${INDENT}       ${cleanCell(why.join(', '), 300)}`,
  ]
}

function nameOf(piece: NamePiece): string {
  const words = [piece.query, piece.listed].filter((word) => word !== '').join('/')
  const what = piece.what === 'words' ? piece.way : piece.what
  return words === '' ? what : `${what} ${words}`
}

/** An answer about a name as one JSON object. */
export function toNameRecord(
  input: string,
  { verdict, hits, gaps }: NameAnswer,
  screener: Screener,
  nowSec: number,
): object {
  const reasons = [
    ...hits.map(({ party, listed, score, pieces }) => {
      return { code: 'NAME', effect: 'review', score, name: listed.text, ...party.ref, kind: party.kind, pieces }
    }),
    ...gaps.map(({ code, message }) => ({ code, effect: 'hold', message })),
  ]
  return { input, verdict, reasons, time: new Date(nowSec * 1000).toISOString(), ...basisRecord(screener) }
}

/** What the answers rest on, so that "no-match" is not read as more than it is. */
export function basisLines({ lists, policy, exposure }: Screener): string[] {
  if (lists.length === 0) return ['no list is installed: lazaretto intel update']
  const each = lists.map(({ list, published, entries, addresses }) => {
    const edition = published === undefined ? 'of unknown date' : `of ${published}`
    return `${list} ${edition} (${entries} entries, ${addresses} addresses)`
  })
  const indirect =
    exposure.addresses === undefined
      ? 'not where the money came from (lazaretto exposure)'
      : `where money came from, for ${exposure.addresses} addresses`
  return [`looked at ${each.join('; ')}; ${indirect}; policy ${policy.name}, rules ${RULES_VERSION}`]
}

/** An answer as one JSON object, with all that is needed to repeat it. */
export function toRecord(answer: AddressAnswer, screener: Screener, nowSec: number): object {
  return { ...answer, time: new Date(nowSec * 1000).toISOString(), ...basisRecord(screener) }
}

function basisRecord({ lists, policy, exposure }: Screener): object {
  const exposed = exposure.addresses ?? null
  return { lists: lists.map(listRecord), exposedAddresses: exposed, policy: policy.name, rules: RULES_VERSION }
}

function listRecord({ list, published, sha256, checkedSec }: ListStatus): object {
  return { list, published: published ?? null, sha256, checked: new Date(checkedSec * 1000).toISOString() }
}

/** JSON with amounts as decimal text. */
export function stringify(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? each.toString() : each))
}
