import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { run } from '../main.ts'
import type { TownRow } from '../town.support.ts'

export const USDT = '0xdac17f958d2ee523a2206206994597c13d831ec7'
export const THEFT_SEC = 1_760_000_000

/** An account of a story: not of those below 0x10000, which are nobody's. */
export function account(n: number): string {
  return `0xacc0${n.toString(16).padStart(36, '0')}`
}

export function hash(n: number): string {
  return `0x${(n + 1).toString(16).padStart(64, '5')}`
}

/** A payment of a story: who pays whom how much, of a token or of the chain's coin. */
export type Payment = readonly [from: string, to: string, amount: bigint, token?: string]

/** Rows of payments, one transaction and one block each, a minute apart. */
export function tellStory(payments: readonly Payment[], first = 0): TownRow[] {
  return payments.map(([from, to, amount, token], i) => ({
    kind: token === undefined ? 'native' : 'token',
    block: 20_000_000 + 5 * (first + i),
    timeSec: THEFT_SEC + 60 * (first + i),
    txIndex: 0,
    tx: hash(first + i),
    ordinal: 0,
    from,
    to,
    token,
    amount,
    isFailed: false,
    isCreation: false,
  }))
}

export interface Outcome {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs the command as a person would. */
export async function investigate(args: readonly string[], now: number = THEFT_SEC + 86_400): Promise<Outcome> {
  let [out, err] = ['', '']
  const code = await run(['node', 'lazaretto', 'investigate', ...args], {
    stdout: { write: (text: string) => (out += text) },
    stderr: { write: (text: string) => (err += text) },
    env: {},
    now: () => now,
  })
  return { code, out, err }
}

/** A folder that is gone after the test. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lazaretto-investigate-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
