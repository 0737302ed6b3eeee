import type { AddressAnswer, Reason, Verdict } from '../screen/index.ts'

/** Addresses that nobody has the key of, one for each outcome. With `--sandbox` they have it, whatever the lists say. */
export const SANDBOX_ADDRESSES: ReadonlyMap<string, Verdict.Verdict> = new Map([
  ['0x5a4db0c0000000000000000000000000000b10c0', 'block'],
  ['0x5a4db0c00000000000000000000000000000e5e0', 'review'],
  ['0x5a4db0c00000000000000000000000000000401d', 'hold'],
  ['0x5a4db0c000000000000000000000000000000000', 'no-match'],
])

const CODES = { block: 'SANCTIONED', review: 'LABELLED', hold: 'LIST_STALE' } as const

/** The answer about an address of the sandbox; undefined for any other text. */
export function findSandboxAnswer(text: string): AddressAnswer | undefined {
  const input = text.trim()
  const verdict = SANDBOX_ADDRESSES.get(input.toLowerCase())
  if (verdict === undefined) return undefined
  return { input, verdict, reasons: verdict === 'no-match' ? [] : [reasonOf(verdict)] }
}

function reasonOf(verdict: Exclude<Verdict.Verdict, 'no-match'>): Reason {
  const message = `An address of the sandbox, which stands for ${verdict}.`
  return { code: CODES[verdict], effect: verdict, rule: 'sandbox', message, isDirect: true, claims: [] }
}
