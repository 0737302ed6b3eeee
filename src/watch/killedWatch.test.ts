import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Outbox, openState, type WorkState } from '../state/index.ts'
import { findLastEventId, listAlertEvents } from './alerts/listAlertEvents.ts'
import { listAlerts } from './alerts/listAlerts.ts'
import { findCursor, recordBlock } from './alerts/recordBlock.ts'
import { deliverDue } from './delivery/deliverWebhooks.ts'
import { createReceiver, type Receipt } from './delivery/receiver.support.ts'
import { addSubscriber } from './delivery/subscribers.ts'
import { createPlan, createRandom, ethereum, type PlanStep, stepBehind } from './plan.support.ts'

// The long form: LAZARETTO_KILLS=1000 npx vitest run src/watch/killedWatch.test.ts
const KILLS = Number(process.env['LAZARETTO_KILLS'] ?? 4)
const SEED = Number(process.env['LAZARETTO_SEED'] ?? 20_261_122)
const program = new URL('./watchForever.support.ts', import.meta.url).pathname

interface Run {
  readonly folder: string
  readonly port: string
  /** Milliseconds to live on once the program has committed a block, and `isFar` says so. */
  readonly afterMs: number
  isFar(): boolean
}

/** Runs the program and kills it. @returns the last event that it acknowledged */
async function runUntilKilled({ folder, port, afterMs, isFar }: Run): Promise<number> {
  const args = ['--import', './scripts/loadSources.mjs', program, folder, port, String(SEED)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const closed = once(child, 'close')
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  await Promise.race([once(child.stdout, 'data'), closed])
  while (!isFar()) await setTimeout(5)
  await setTimeout(afterMs)
  child.kill('SIGKILL')
  expect(await closed).toEqual([null, 'SIGKILL'])
  expect(said).not.toContain('failed')
  return Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1))
}

/** The chain that stands after some steps. */
function chainAfter(plan: readonly PlanStep[], steps: number): PlanStep[] {
  const chain: PlanStep[] = []
  for (const step of plan.slice(0, steps)) {
    if (step.kind === 'record') chain.push(step)
    else chain.pop()
  }
  return chain
}

function standing(state: WorkState): string[] {
  const texts: string[] = []
  let before: number | undefined
  do {
    const page = listAlerts(state, {}, { limit: 500, before })
    texts.push(...page.alerts.map(({ id, text }) => `${id} ${text}`))
    before = page.next
  } while (before !== undefined)
  return texts.sort()
}

function cleanRun(chain: readonly PlanStep[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'lazaretto-clean-'))
  const state = openState(folder)
  for (const { block, alerts } of chain) recordBlock(state, { chain: ethereum, block, alerts, now: 1 })
  const texts = standing(state)
  state.close()
  rmSync(folder, { recursive: true })
  return texts
}

const eventOf = ({ text }: Receipt): { event: number; theft: string } => {
  const { event, data } = JSON.parse(text) as { event: number; data: { alert: { theft: string } } }
  return { event, theft: data.alert.theft }
}

describe('a watch whose process is killed', () => {
  it(
    'has lost nothing and doubled nothing, and its subscriber has each event, in order',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'lazaretto-killed-'))
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
      const random = createRandom(SEED)
      const receiver = await createReceiver(() => (random() < 0.1 ? 500 : 200))
      let state = openState(folder)
      const plan = { kind: 'webhook', name: 'desk', url: receiver.url, by: 'ann' } as const
      const { secret = '' } = addSubscriber(state, plan, { now: 0, randomBytes })
      state.close()
      const steps = createPlan(SEED)
      for (let kill = 0, before = 0; kill < KILLS; kill++) {
        // Every second one is killed at once, the others after some deliveries: else each would die over the same message,
        // and that is rightly given up after its last attempt.
        const arrived = receiver.receipts.length
        const isFar = (): boolean => kill % 2 === 0 || receiver.receipts.length >= arrived + 12
        const port = receiver.host.split(':')[1] ?? ''
        const acknowledged = await runUntilKilled({ folder, port, afterMs: random() * 40, isFar })
        state = openState(folder)
        const last = findLastEventId(state)
        expect(last).toBeGreaterThanOrEqual(Math.max(acknowledged, before))
        // Whole blocks only: the newest event is the last of a step, and the cursor is that step's.
        const step = steps.findIndex(({ events }) => events === last)
        expect(step).toBeGreaterThanOrEqual(0)
        expect(stepBehind(steps, last)).toBe(step + 1)
        const chain = chainAfter(steps, step + 1)
        const newest = chain.at(-1)?.block ?? { height: 0, hash: steps[0]?.block.previous }
        expect(findCursor(state, ethereum)).toEqual({ height: newest.height, hash: newest.hash })
        if (kill === KILLS - 1 || kill % 20 === 0) expect(standing(state)).toEqual(cleanRun(chain))
        state.close()
        before = last
      }
      state = openState(folder)
      for (let i = 1; i < 30 && Outbox.countWaiting(state, '', 1) > 0; i++) {
        await deliverDue(state, { client: receiver.client, now: () => Date.now() + i * 1e8 })
      }
      assertAllArrived(state, receiver.receipts, secret)
      state.close()
    },
    60_000 + KILLS * 15_000,
  )
})

/** Each event arrived, signed, under one id of its own, and the first time in the order of its theft. */
function assertAllArrived(state: WorkState, receipts: readonly Receipt[], secret: string): void {
  expect(Outbox.listDead(state, 9)).toEqual([])
  expect(receipts.every((one) => one.isSignedWith(secret))).toBe(true)
  const last = findLastEventId(state)
  const idOf = new Map<number, Set<string>>()
  const seen = new Map<string, number[]>()
  for (const receipt of receipts) {
    const { event, theft } = eventOf(receipt)
    idOf.set(event, (idOf.get(event) ?? new Set()).add(receipt.id))
    const before = seen.get(theft) ?? []
    if (!before.includes(event)) seen.set(theft, [...before, event])
  }
  expect([...idOf.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: last }, (_, i) => i + 1))
  expect([...idOf.values()].every((ids) => ids.size === 1)).toBe(true)
  expect(new Set([...idOf.values()].flatMap((ids) => [...ids])).size).toBe(last)
  for (const events of seen.values()) expect(events).toEqual([...events].sort((a, b) => a - b))
  expect(listAlertEvents(state, last)).toEqual([])
}
