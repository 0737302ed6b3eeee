import { tidy } from './tidy.ts'

const REACH = 240
// Not behind an abbreviation, such as `alt.` or the letters of `a.k.a.`.
const ENDS = /(?:(?<!\b(?:alt|No|\w))\.|[;!?])(?=\s)|\n\s*\n/g

/** The sentence around a span of a text, at most 240 characters to either side, with its blanks tidied. */
export function findSentence(text: string, { from, to }: { from: number; to: number }): string {
  const before = text.slice(Math.max(0, from - REACH), from)
  const after = text.slice(to, to + REACH)
  const start = [...before.matchAll(ENDS)].at(-1)
  const end = after.search(/[.;!?](?:\s|$)|\n\s*\n/)
  const lead = start === undefined ? before : before.slice(start.index + start[0].length)
  return tidy(lead + text.slice(from, to) + (end < 0 ? after : after.slice(0, end + 1)))
}
