import { AssetId, ChainId } from '../chain/index.ts'
import type { BlockHeader } from '../ledger/index.ts'
import type { AlertDraft } from './rules/AlertDraft.ts'

// No test framework here: a program of its own reads this too.

export const ethereum: ChainId.ChainId = ChainId.parse('ethereum')

/** One step of a chain with reorgs, and the newest event when it is done. */
export interface PlanStep {
  readonly kind: 'record' | 'undo'
  readonly block: BlockHeader
  readonly alerts: readonly AlertDraft[]
  readonly events: number
}

const STEPS = 20_000

/**
 * A chain that goes forward and back, the same for the same seed. Every block brings a finding of its own, so that the
 * number of events tells how far a run has come.
 */
export function createPlan(seed: number): PlanStep[] {
  const random = createRandom(seed)
  const plan: PlanStep[] = []
  const chain: PlanStep[] = []
  let events = 0
  for (let n = 0; n < STEPS; n++) {
    const newest = chain.at(-1)
    if (newest !== undefined && random() < 0.3) {
      // Each block that is undone retracts exactly what it alone brought: its own finding.
      plan.push({ kind: 'undo', block: newest.block, alerts: [], events: (events += newest.alerts.length) })
      chain.pop()
      continue
    }
    const step = createStep(n, newest?.block, random)
    events += step.alerts.length
    plan.push({ ...step, events })
    chain.push(step)
  }
  return plan
}

/** The step that comes next for a state whose newest event is this. */
export function stepBehind(plan: readonly PlanStep[], events: number): number {
  return plan.findIndex((step) => step.events > events)
}

function createStep(n: number, newest: BlockHeader | undefined, random: () => number): PlanStep {
  const height = (newest?.height ?? 0) + 1
  const block = { height, hash: hex(n + 1), previous: newest?.hash ?? hex(0), timeSec: height * 12 }
  // A finding comes back in another block of its height, as a transaction does after a reorg.
  const findings = [`${height}/${Math.floor(random() * 2)}`, ...(random() < 0.5 ? [`${height}/x`] : [])]
  return { kind: 'record', block, alerts: findings.map((key) => createDraft(key, block)), events: 0 }
}

function createDraft(key: string, block: BlockHeader): AlertDraft {
  return {
    rule: 'moves',
    severity: 'medium',
    theft: `theft-${block.height % 3}`,
    chain: ethereum,
    block,
    tx: hex(7),
    title: key,
    text: `${key} in ${block.hash}`,
    parties: [],
    amounts: [{ what: 'stolen', asset: AssetId.native(ethereum), units: 1n, decimals: 18 }],
    evidence: {},
    key: [key],
  }
}

function hex(n: number): string {
  return `0x${n.toString(16).padStart(64, '0')}`
}

/** Numbers from 0 to 1 by seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
