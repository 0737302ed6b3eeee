import * as OutsideText from '../../OutsideText.ts'
import { type AbiFunction, parseSignature } from '../abi/parseSignature.ts'
import { isTrusted, isYoung } from '../gradeSpender.ts'
import { lookUp } from '../known/lookUp.ts'
import * as Words from '../Words.ts'
import { APPROVALS } from './approvals.ts'
import type { Call, Explain, Row } from './Call.ts'
import { CONTROL } from './control.ts'
import { EVERYDAY } from './everyday.ts'
import { ORDERS } from './orders.ts'
import { ROUTER } from './router.ts'
import { TRANSFERS } from './transfers.ts'
import { WRAPPERS } from './wrappers.ts'

/** A function of the table. */
export interface KnownFunction extends AbiFunction {
  readonly explain: Explain
}

/** Names that say nothing and that thieves like: to a contract that nobody knows they take the coins sent with them. */
const BAITS: readonly string[] = [
  'claim()',
  'Claim()',
  'SecurityUpdate()',
  'connect()',
  'networkMerge()',
  'claimRewards()',
]

const ROWS: readonly Row[] = [
  ...EVERYDAY,
  ...APPROVALS,
  ...TRANSFERS,
  ...CONTROL,
  ...WRAPPERS,
  ...ORDERS,
  ...EVERYDAY,
  ...ROUTER,
  ...BAITS.map((signature): Row => [signature, bait(signature)]),
]

let table: ReadonlyMap<string, KnownFunction> | undefined

/** The function of a selector, as `0xa9059cbb`; undefined for one that the table has not. */
export function findFunction(selector: string): KnownFunction | undefined {
  table ??= new Map(ROWS.map(toKnown).map((known) => [known.selector, known]))
  return table.get(selector)
}

const everyday: ReadonlySet<Explain> = new Set(EVERYDAY.map(([, explain]) => explain))

/** Whether little is known of it but its name, so that anybody who knows more knows better. */
export function isVague({ text, explain }: KnownFunction): boolean {
  return BAITS.includes(text) || everyday.has(explain)
}

function toKnown([signature, explain]: Row): KnownFunction {
  return { ...parseSignature(signature), explain }
}

function bait(signature: string): Explain {
  return (_, call: Call, context) => {
    const to = Words.address({ context, chainId: call.chainId }, call.to)
    const pays = call.valueWei > 0n ? ` and pays it ${Words.coins(call.valueWei)}` : ''
    const message = `Calls ${OutsideText.quote(signature)} of ${to}${pays}. The name says nothing of what it does.`
    const party = lookUp({ context, chainId: call.chainId }, call.to)
    const isFresh = party.hasCode === false || isYoung(party, context)
    const paid = isFresh ? 'block' : 'review'
    const effect = isTrusted(party) ? 'note' : call.valueWei > 0n ? paid : 'hold'
    return { words: message, findings: [{ code: 'BAIT_NAME', effect, message }] }
  }
}
