import { createDice } from '../Dice.ts'
import type { Plan } from '../Plan.ts'
import { RehearsalError } from '../RehearsalError.ts'
import { planSweeps } from './planSweeps.ts'
import { planTheft, type TheftScript } from './planTheft.ts'
import { listUsers, planTraffic } from './planTraffic.ts'
import { BANK, EXCHANGE, FUEL, OPERATOR, RELAYER, type Step, VICTIM, type Who } from './Step.ts'
import { type Fund, sumFunds } from './sumFunds.ts'

/** All that will happen, before anything does. */
export interface Script extends Omit<TheftScript, 'steps'> {
  readonly users: readonly Who[]
  /** Plain accounts, in the order in which the node's accounts are given out. */
  readonly accounts: readonly Who[]
  /** What the town gives before to those who pay. */
  readonly funds: readonly Fund[]
  readonly firstBlock: number
  readonly lastBlock: number
  /** Steps of a block, in their order. */
  stepsAt(block: number): readonly Step[]
}

const BLOCKS_MAX = 10_000

/**
 * Writes the script of a plan: the same plan and seed, the same script.
 *
 * @throws RehearsalError `LZ_REHEARSAL_SEED`; `LZ_REHEARSAL_PLAN` for a plan of over 10,000 blocks
 */
export function writeScript(plan: Plan, seed: number): Script {
  const { steps: deeds, wallets, mules, truth } = planTheft(plan, createDice(seed, 'thief'))
  const firstBlock = -plan.town.blocksBefore
  const doneBlock = lastOf(deeds) + plan.town.blocksAfter
  if (doneBlock - firstBlock >= BLOCKS_MAX) throw tooLong(doneBlock - firstBlock + 1)
  const traffic = planTraffic(plan, createDice(seed, 'traffic'), { from: firstBlock, to: doneBlock })
  const acts = [...traffic, ...deeds]
  // Sweeps first: what is paid in within the block waits for the next one.
  const steps = [...planSweeps(acts, plan.town.sweepEveryBlocks), ...acts]
  const byBlock = groupByBlock(steps)
  const users = listUsers(plan)
  return {
    ...{ wallets, mules, truth, users },
    accounts: [BANK, VICTIM, EXCHANGE, OPERATOR, RELAYER, ...users, FUEL, ...wallets],
    funds: sumFunds(steps, [VICTIM, EXCHANGE, ...users]),
    firstBlock,
    lastBlock: lastOf(steps),
    stepsAt: (block) => byBlock.get(block) ?? [],
  }
}

function lastOf(steps: readonly Step[]): number {
  return steps.reduce((last, { block }) => Math.max(last, block), 0)
}

function groupByBlock(steps: readonly Step[]): ReadonlyMap<number, readonly Step[]> {
  const byBlock = new Map<number, Step[]>()
  for (const step of steps) {
    const known = byBlock.get(step.block)
    if (known === undefined) byBlock.set(step.block, [step])
    else known.push(step)
  }
  return byBlock
}

function tooLong(blocks: number): RehearsalError {
  const message = `The playbook comes to ${blocks} blocks, and a rehearsal has at most ${BLOCKS_MAX}. Shorten its pace or its rests.`
  return new RehearsalError('LZ_REHEARSAL_PLAN', 'input', message)
}
