// A program that records the blocks of a plan and delivers its alerts until it is killed, and says what was committed:
// node ... watchForever.support.ts FOLDER PORT SEED
import { createClient } from '../net/index.ts'
import { openState } from '../state/index.ts'
import { findLastEventId } from './alerts/listAlertEvents.ts'
import { recordBlock, undoBlock } from './alerts/recordBlock.ts'
import { deliverWebhooks } from './delivery/deliverWebhooks.ts'
import { createPlan, ethereum, stepBehind } from './plan.support.ts'

const [folder = '', port = '', seed = ''] = process.argv.slice(2)
const state = openState(folder)
const plan = createPlan(Number(seed))
const client = createClient({ allowPrivate: [`127.0.0.1:${port}`] })
// A clock that runs twenty times as fast, so that waits and leases end.
const now = (): number => Math.floor(Date.now() / 50)
const signal = new AbortController().signal
const delivering = deliverWebhooks(state, { client, now, signal, pollMs: 1, timeoutMs: 500 })
delivering.catch((error: unknown) => {
  process.stdout.write(`failed ${String(error)}\n`)
})

const first = stepBehind(plan, findLastEventId(state))
if (first < 0) throw new Error('The plan is too short for so many kills.')
for (const { kind, block, alerts } of plan.slice(first)) {
  if (kind === 'record') recordBlock(state, { chain: ethereum, block, alerts, now: now() })
  else undoBlock(state, { chain: ethereum, block, now: now() })
  process.stdout.write(`${findLastEventId(state)}\n`)
  await new Promise((resolve) => setImmediate(resolve))
}
await delivering
