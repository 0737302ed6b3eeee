import { EvmAddress } from '../../../chain/index.ts'
import { isObject } from '../../JsonObject.ts'
import { CALLER, MOVED } from './createProbe.ts'

/** What changes at one account. */
export interface AccountChange {
  readonly address: EvmAddress.EvmAddress
  /** Undefined where it stays. */
  readonly balanceWei?: Change<bigint> | undefined
  readonly slots: readonly SlotChange[]
}

export interface Change<T> {
  readonly before: T
  readonly after: T
}

/** Each as `0x` and 64 lower-case digits. */
export interface SlotChange extends Change<string> {
  readonly slot: string
}

const ACCOUNTS_MAX = 10_000
const QUANTITY = /^0x[0-9a-fA-F]{1,64}$/
const ADDRESS = /^0x[0-9a-fA-F]{40}$/

/**
 * Reads what the `prestateTracer` says in diff mode; undefined where it is something else.
 *
 * @source https://geth.ethereum.org/docs/developers/evm-tracing/built-in-tracers#prestate-tracer
 */
export function findChanges(answer: unknown): readonly AccountChange[] | undefined {
  if (!isObject(answer) || !isObject(answer['pre']) || !isObject(answer['post'])) return undefined
  const { pre, post } = answer as { pre: Record<string, unknown>; post: Record<string, unknown> }
  const addresses = [...new Set([...Object.keys(pre), ...Object.keys(post)])].filter((text) => ADDRESS.test(text))
  if (addresses.length > ACCOUNTS_MAX) return undefined
  const real = addresses.filter((text) => ![CALLER, MOVED].includes(text.toLowerCase()))
  return real.map((text) => changeOf(text, pre[text], post[text])).filter(isChange)
}

function changeOf(text: string, pre: unknown, post: unknown): AccountChange {
  const [before, after] = [isObject(pre) ? pre : {}, isObject(post) ? post : {}]
  const address = EvmAddress.parse(text.toLowerCase())
  const held = toNumber(before['balance'])
  const left = after['balance'] === undefined ? held : toNumber(after['balance'])
  const balanceWei = held === left ? undefined : { before: held, after: left }
  return { address, balanceWei, slots: slotsOf(before['storage'], after['storage']) }
}

/** What is zero afterwards is left out there. */
function slotsOf(pre: unknown, post: unknown): SlotChange[] {
  const [before, after] = [isObject(pre) ? pre : {}, isObject(post) ? post : {}]
  const slots = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((slot) => QUANTITY.test(slot))
  return slots
    .map((slot) => ({ slot: toWord(slot), before: toWord(before[slot]), after: toWord(after[slot]) }))
    .filter((change) => change.before !== change.after)
}

function isChange({ balanceWei, slots }: AccountChange): boolean {
  return balanceWei !== undefined || slots.length > 0
}

function toNumber(value: unknown): bigint {
  return typeof value === 'string' && QUANTITY.test(value) ? BigInt(value) : 0n
}

/** A number as 32 bytes. */
export function toWord(value: unknown): string {
  return `0x${toNumber(value).toString(16).padStart(64, '0')}`
}
