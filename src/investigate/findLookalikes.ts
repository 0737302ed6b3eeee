import type { Lookalike } from './Investigation.ts'

const ENDS = 4
const FOUND_MAX = 20

/**
 * Addresses that look like one on the money's way: the same first and last four characters, and other ones between.
 *
 * Such pairs are made on purpose: a thief pays nothing from an address that looks like one of yours, and hopes that you
 * copy it from the history next time. By chance alone it happens to one pair of hex addresses among four thousand million.
 *
 * @param onTheWay - Addresses of the trace.
 * @param others - Addresses in the histories that were read.
 * @example
 * findLookalikes(['0xabcd...1234'], ['0xabcd...1234', '0xabcd***1234']) // [{ account: '0xabcd...', other: '0xabcd***' }]
 */
export function findLookalikes(onTheWay: Iterable<string>, others: Iterable<string>): Lookalike[] {
  const byEnds = new Map<string, string[]>()
  for (const other of new Set(others)) byEnds.set(endsOf(other), [...(byEnds.get(endsOf(other)) ?? []), other])
  const found = [...new Set(onTheWay)].flatMap((account) => {
    const alike = (byEnds.get(endsOf(account)) ?? []).filter((other) => other !== account)
    return alike.map((other) => ({ account, other }))
  })
  const pairs = new Map(found.map((pair) => [[pair.account, pair.other].sort().join(' '), pair]))
  return [...pairs.values()].sort((a, b) => (a.account + a.other < b.account + b.other ? -1 : 1)).slice(0, FOUND_MAX)
}

/** What people compare: the characters behind `0x`, `bc1q`, `T`, and those at the end. */
function endsOf(address: string): string {
  const body = address.replace(/^(?:0x|bc1[qp]|T|[13])/, '')
  return `${body.slice(0, ENDS)} ${body.slice(-ENDS)}`
}
