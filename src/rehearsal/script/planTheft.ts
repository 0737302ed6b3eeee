import type { Dice } from '../Dice.ts'
import { PLANNED_EXITS, type Plan, type PlannedExit } from '../Plan.ts'
import { divide } from './divide.ts'
import { createExits } from './planExits.ts'
import { EXCHANGE, EXITS, FUEL, type Step, VICTIM, type Who } from './Step.ts'
import { sumTruth, type TruthLine } from './Truth.ts'

/** What the thief does, and where it leaves the money. */
export interface TheftScript {
  readonly steps: readonly Step[]
  readonly wallets: readonly Who[]
  /** Names under which he is a customer of the exchange. */
  readonly mules: readonly Who[]
  readonly truth: readonly TruthLine[]
}

/** Money at an account of the thief. */
export interface Purse {
  readonly wallet: Who
  readonly amount: bigint
}

/** What each account of the thief gets for its fees, and what he has for all of them. */
const FUEL_WEI = 10n ** 17n
const FUEL_TOTAL_WEI = 50n * 10n ** 18n

/**
 * Scripts a theft of the plan's kind: steal, split, peel, rest, leave. Pure; amounts and order come from the dice.
 *
 * The lines of the truth add up to the stolen amount, for every step moves what its payer has.
 */
export function planTheft(plan: Plan, dice: Dice): TheftScript {
  const thief = new Thief(plan, dice)
  thief.steal()
  const branches = thief.split()
  const purses = thief.peel(branches)
  return thief.leave(purses)
}

class Thief {
  readonly #plan: Plan
  readonly #dice: Dice
  readonly #steps: Step[] = []
  readonly #wallets: Who[] = []
  #block = 0

  constructor(plan: Plan, dice: Dice) {
    this.#plan = plan
    this.#dice = dice
  }

  /** His fees come from the exchange, before; the loot with the compromised key of the victim's hot wallet. */
  steal(): void {
    const { amount } = this.#plan.theft
    const prepared = -Math.min(3, this.#plan.town.blocksBefore)
    const action = { kind: 'pay-ether', from: EXCHANGE, to: FUEL, amountWei: FUEL_TOTAL_WEI } as const
    this.#steps.push({ block: prepared, role: 'fuel', action })
    this.#pay(VICTIM, { wallet: this.#open(), amount })
  }

  split(): Purse[] {
    this.#rest(this.#plan.thief.paceBlocks)
    const parts = divide(this.#plan.theft.amount, this.#plan.thief.splitWidth, this.#dice)
    return parts.map((amount) => this.#pay(this.#wallets[0] as Who, { wallet: this.#open(), amount }))
  }

  /** Each branch pays 5 to 25 % off and moves the rest on, as often as the plan says. */
  peel(branches: readonly Purse[]): Purse[] {
    const peeled: Purse[] = []
    let heads = branches
    for (let i = 0; i < this.#plan.thief.peels; i++) {
      this.#rest(this.#plan.thief.paceBlocks)
      heads = heads.map((head) => {
        const part = (head.amount * BigInt(this.#dice.between(5, 25))) / 100n
        if (part > 0n) peeled.push(this.#pay(head.wallet, { wallet: this.#open(), amount: part }))
        return this.#pay(head.wallet, { wallet: this.#open(), amount: head.amount - part })
      })
    }
    return [...peeled, ...heads]
  }

  leave(purses: readonly Purse[]): TheftScript {
    this.#rest(this.#plan.thief.waitBlocks)
    const exits = createExits(this.#plan, this.#block)
    for (const { exit, purse } of this.#dice.shuffle(this.#assign(purses))) exits.take(exit, purse)
    const { steps, truth, mules } = exits.result()
    return { steps: [...this.#steps, ...steps], wallets: this.#wallets, mules, truth: sumTruth(truth, EXITS) }
  }

  /** Cuts purses along the plan's shares; what rounding leaves is held. */
  #assign(purses: readonly Purse[]): { exit: PlannedExit; purse: Purse }[] {
    const { exits } = this.#plan.thief
    const left = new Map(PLANNED_EXITS.map((exit) => [exit, (this.#plan.theft.amount * BigInt(exits[exit])) / 100n]))
    const assigned: { exit: PlannedExit; purse: Purse }[] = []
    for (const { wallet, amount } of this.#dice.shuffle(purses)) {
      for (let rest = amount; rest > 0n; ) {
        const exit = PLANNED_EXITS.find((planned) => planned === 'held' || (left.get(planned) ?? 0n) > 0n) ?? 'held'
        const open = left.get(exit) ?? 0n
        const part = exit === 'held' || open > rest ? rest : open
        left.set(exit, open - part)
        assigned.push({ exit, purse: { wallet, amount: part } })
        rest -= part
      }
    }
    return assigned
  }

  #rest(blocks: number): void {
    this.#block += blocks
  }

  #open(): Who {
    const wallet = `thief/${this.#wallets.length}`
    this.#wallets.push(wallet)
    return wallet
  }

  /** Pays tokens, and the ether without which their receiver could not pay them on. */
  #pay(from: Who, purse: Purse): Purse {
    const { wallet: to, amount } = purse
    const role = from === VICTIM ? 'theft' : 'move'
    const block = this.#block
    this.#steps.push({ block, role, action: { kind: 'pay', token: 'dollar', from, to, amount } })
    this.#steps.push({ block, role: 'fuel', action: { kind: 'pay-ether', from: FUEL, to, amountWei: FUEL_WEI } })
    return purse
  }
}
