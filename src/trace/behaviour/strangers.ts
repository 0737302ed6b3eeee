import type { LabelCategory } from '../../intel/index.ts'

/** Categories of those who took money. */
export const HARM_CATEGORIES: ReadonlySet<LabelCategory> = new Set<LabelCategory>(['theft', 'phishing', 'ransomware'])

/** The null address, on chains of the EVM and on Tron: where mints come from and burns go to. */
export function isNobody(account: string): boolean {
  return /^0x0{40}$/.test(account) || account === 'T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb'
}

const SHOWN = 4

/**
 * Whether two addresses can be taken for each other where they are shown cut short: the same first four and last four
 * characters, without 0x or the letter that all addresses of Tron begin with. Four is our own bound, no published one.
 *
 * @source T. Tsuchiya et al., "Blockchain Address Poisoning", USENIX Security 2025, arXiv 2501.16681 (that such are made)
 */
export function looksLike(a: string, b: string): boolean {
  const body = (text: string): string => text.replace(/^(?:0x|T)/, '')
  const [x, y] = [body(a), body(b)]
  return x !== y && x.slice(0, SHOWN) === y.slice(0, SHOWN) && x.slice(-SHOWN) === y.slice(-SHOWN)
}
