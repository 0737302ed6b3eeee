import type { Dice } from '../Dice.ts'
import type { Plan } from '../Plan.ts'
import { type Action, depositOf, EXCHANGE, RELAYER, type Step, VICTIM, type Who } from './Step.ts'

const CENT = 10_000n
const FLORIN_CENT = 10n ** 16n

type Act = (town: Town, dice: Dice) => Action

/** What people do, the common twice as often as the rare. */
const HABITS: readonly Act[] = [pay, pay, pay, pay, deposit, deposit, withdraw, withdraw, swap, bridge, mix, unmix]

interface Town {
  readonly users: readonly Who[]
  readonly pool: bigint
  /** Notes in the pool, and who may take them out. */
  readonly notes: string[]
  noted: number
}

/** Ordinary traffic from one block to another, both included. Nobody of it has to do with the thief. */
export function planTraffic(plan: Plan, dice: Dice, { from, to }: { from: number; to: number }): Step[] {
  const town = { users: listUsers(plan), pool: plan.town.mixerPools.at(-1) as bigint, notes: [], noted: 0 }
  const steps: Step[] = []
  for (let block = from; block <= to; block++) {
    for (let i = 0; i < plan.town.actionsPerBlock; i++) {
      steps.push({ block, role: 'ordinary', action: dice.pick(HABITS)(town, dice) })
    }
  }
  return steps
}

export function listUsers({ town }: Plan): Who[] {
  return Array.from({ length: town.users }, (_, i) => `user/${i}`)
}

function pay({ users }: Town, dice: Dice): Action {
  const from = dice.pick(users)
  const to = dice.pick(users.filter((user) => user !== from))
  return { kind: 'pay', token: 'dollar', from, to, amount: drawDollars(dice) }
}

function deposit({ users }: Town, dice: Dice): Action {
  const from = dice.pick(users)
  return { kind: 'pay', token: 'dollar', from, to: depositOf(from), amount: drawDollars(dice) }
}

function withdraw({ users }: Town, dice: Dice): Action {
  const from = dice.pick([VICTIM, EXCHANGE])
  return { kind: 'pay', token: 'dollar', from, to: dice.pick(users), amount: drawDollars(dice) }
}

function swap({ users }: Town, dice: Dice): Action {
  const from = dice.pick(users)
  const florins = (1n + dice.below(10_000n)) * FLORIN_CENT
  if (dice.between(0, 1) === 0) return { kind: 'swap', token: 'florin', from, amount: florins }
  return { kind: 'swap', token: 'dollar', from, amount: drawDollars(dice) }
}

function bridge({ users }: Town, dice: Dice): Action {
  const from = dice.pick(users)
  return { kind: 'bridge', from, amount: drawDollars(dice), recipient: from }
}

function mix(town: Town, dice: Dice): Action {
  const note = `town/${town.noted++}`
  town.notes.push(note)
  return { kind: 'mix', from: dice.pick(town.users), pool: town.pool, note }
}

/** Takes an older note out to some account; who has none, pays. */
function unmix(town: Town, dice: Dice): Action {
  const note = town.notes.shift()
  if (note === undefined) return pay(town, dice)
  return { kind: 'unmix', from: RELAYER, pool: town.pool, note, to: dice.pick(town.users) }
}

function drawDollars(dice: Dice): bigint {
  return (1n + dice.below(200_000n)) * CENT
}
