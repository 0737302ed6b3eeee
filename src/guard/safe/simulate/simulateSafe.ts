import { conclude, type GuardAnswer } from '../../Finding.ts'
import * as OutsideText from '../../OutsideText.ts'
import * as Hex from '../../signing/Hex.ts'
import * as Words from '../../signing/Words.ts'
import { found, type SafeFinding } from '../SafeFinding.ts'
import type { SafeTransaction } from '../SafeTransaction.ts'
import { CALLER, createProbe, MOVED } from './createProbe.ts'
import { gradeChanges } from './gradeChanges.ts'
import { type AccountChange, findChanges, type SlotChange, toWord } from './readDiff.ts'
import { SLOTS } from './slots.ts'

/** Asks a node: a method of its JSON-RPC with its parameters; it throws where the node does not answer. */
export type AskNode = (method: string, params: readonly unknown[]) => Promise<unknown>

/** What would come of a transaction. */
export interface SafeSimulation extends GuardAnswer<SafeFinding> {
  /** `debug_traceCall` sees every account and slot; `eth_call` the Safe's balance and named slots; `none` where no node answered. */
  readonly method: 'debug_traceCall' | 'eth_call' | 'none'
  /** Whether the call worked; undefined where that is not known. */
  readonly isSuccess: boolean | undefined
  readonly changes: readonly AccountChange[]
}

interface Trial {
  readonly ask: AskNode
  readonly transaction: SafeTransaction
  /** A number as `0x`, or `latest`. */
  readonly block: string
}

const WORD_DIGITS = 64

/**
 * Lets a node try what a Safe is to do, without signatures and without sending anything, and says what changes: balances, and who
 * controls the Safe.
 *
 * What it sees holds for that block: code may look at the time, or at who executes, and do something else later.
 *
 * @param block - As nodes take it, `latest` where it is not said.
 * @example
 * (await simulateSafe(transaction, ask)).findings[0]?.code // 'IMPLEMENTATION_WRITTEN'
 */
export async function simulateSafe(
  transaction: SafeTransaction,
  ask: AskNode,
  block: string = 'latest',
): Promise<SafeSimulation> {
  const trial = { ask, transaction, block }
  try {
    const seen = await tryNamed(trial)
    const all = await findTraced(trial, seen.overrides)
    const changes = all ?? [seen.change].filter(({ balanceWei, slots }) => balanceWei !== undefined || slots.length > 0)
    return answer(
      { method: all === undefined ? 'eth_call' : 'debug_traceCall', isSuccess: seen.isSuccess, changes },
      transaction,
    )
  } catch (error) {
    const why = OutsideText.quote(error instanceof Error ? error.message : String(error))
    const findings = [
      found('SIMULATION_FAILED', 'hold', `No node could try the transaction: ${why}. What it changes is not known.`),
    ]
    return { ...conclude(findings), method: 'none', isSuccess: undefined, changes: [] }
  }
}

function answer(
  seen: Pick<SafeSimulation, 'method' | 'isSuccess' | 'changes'>,
  { safe }: SafeTransaction,
): SafeSimulation {
  const own = seen.changes.find(({ address }) => address === safe)
  const findings = [...gradeChanges(own?.slots ?? []), ...gradeBalance(own)]
  if (seen.method === 'eth_call') findings.push(found('SIMULATION_PARTIAL', 'note', PARTIAL))
  if (seen.isSuccess === false)
    findings.push(
      found(
        'SIMULATION_REVERTED',
        'review',
        'The call fails now: nothing would change but the nonce. It may work later.',
      ),
    )
  return { ...conclude(findings), ...seen }
}

function gradeBalance(own: AccountChange | undefined): SafeFinding[] {
  if (own?.balanceWei === undefined) return []
  const { before, after } = own.balanceWei
  const message = `The Safe would have ${Words.coins(after)}, where it has ${Words.coins(before)} now.`
  return [found('BALANCE_CHANGED', 'note', message)]
}

const PARTIAL =
  "The node does not trace calls (debug_traceCall): only the Safe's own coins and the places in its storage that have a name were looked at, and neither tokens nor other accounts."

interface Seen {
  readonly overrides: unknown
  readonly isSuccess: boolean
  readonly change: AccountChange
}

/** By `eth_call` alone, which every node answers. */
async function tryNamed({ ask, transaction, block }: Trial): Promise<Seen> {
  const { safe } = transaction
  const code = await ask('eth_getCode', [safe, block])
  const overrides = { [safe]: { code: createProbe(transaction) }, [MOVED]: { code } }
  const words = readWords(await ask('eth_call', [callOf(transaction), block, overrides]))
  const before = await Promise.all(SLOTS.map(({ slot }) => ask('eth_getStorageAt', [safe, slot, block])))
  const balance = await ask('eth_getBalance', [safe, block])
  const slots = SLOTS.map(({ slot }, i) => ({ slot, before: toWord(before[i]), after: toWord(words[i + 1]) }))
  const balances = { before: BigInt(toWord(balance)), after: BigInt(toWord(words.at(-1))) }
  const balanceWei = balances.before === balances.after ? undefined : balances
  const change = { address: safe, balanceWei, slots: slots.filter(isChange) }
  return { overrides, isSuccess: BigInt(toWord(words[0])) === 1n, change }
}

/** Undefined where the node does not trace, or not with other code in the Safe's place. */
async function findTraced(
  { ask, transaction, block }: Trial,
  stateOverrides: unknown,
): Promise<readonly AccountChange[] | undefined> {
  const options = { tracer: 'prestateTracer', tracerConfig: { diffMode: true }, stateOverrides }
  try {
    return findChanges(await ask('debug_traceCall', [callOf(transaction), block, options]))
  } catch {
    return undefined
  }
}

function callOf({ safe, data }: SafeTransaction): unknown {
  return { from: CALLER, to: safe, data: Hex.ofBytes(data) }
}

function readWords(result: unknown): string[] {
  const expected = (SLOTS.length + 2) * WORD_DIGITS + 2
  if (typeof result !== 'string' || result.length !== expected)
    throw new TypeError('it answered eth_call in another form')
  return (result.slice(2).match(/.{64}/g) ?? []).map((word) => `0x${word}`)
}

function isChange({ before, after }: SlotChange): boolean {
  return before !== after
}
