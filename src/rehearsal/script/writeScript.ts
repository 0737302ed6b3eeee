import { createDice } from '../Dice.ts'
import type { Plan } from '../Plan.ts'
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

/** Writes the script of a plan: the same plan and seed, the same script. @throws RehearsalError `LZ_REHEARSAL_SEED` */
export function writeScript(plan: Plan, seed: number): Script {
  const theft = planTheft(plan, createDice(seed, 'thief'))
  const firstBlock = -plan.town.blocksBefore
  const to = Math.max(...theft.steps.map(({ block }) => block)) + plan.town.blocksAfter
  const traffic = planTraffic(plan, createDice(seed, 'traffic'), { from: firstBlock, to })
  const acts = [...traffic, ...theft.steps]
  // Sweeps first: what is paid in within the block waits for the next one.
  const steps = [...planSweeps(acts, plan.town.sweepEveryBlocks), ...acts]
  const users = listUsers(plan)
  const { wallets, mules, truth } = theft
  return {
    wallets,
    mules,
    truth,
    users,
    accounts: [BANK, VICTIM, EXCHANGE, OPERATOR, RELAYER, ...users, FUEL, ...wallets],
    funds: sumFunds(steps, [VICTIM, EXCHANGE, ...users]),
    firstBlock,
    lastBlock: Math.max(...steps.map(({ block }) => block)),
    stepsAt: (block) => steps.filter((step) => step.block === block),
  }
}
